package io.ewig.server.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What roles and grants let somebody do, over the wire. */
class RightsTest {

  private SecuredServer server;
  private Connection admin;
  private Connection ben;

  @BeforeEach
  void start() throws IOException, SQLException {
    server = new SecuredServer("anna", "ben");
    admin = server.connect("anna");
    ben = server.connect("ben");
    run(
        admin,
        "CREATE TABLE plants (id INT PRIMARY KEY, name VARCHAR)",
        "CREATE TABLE secrets (id INT PRIMARY KEY, word VARCHAR)",
        "INSERT INTO plants VALUES (1, 'rose'), (2, 'oak')",
        "INSERT INTO secrets VALUES (1, 'xyzzy')",
        "UPDATE plants SET name = 'red rose' WHERE id = 1",
        "INSERT INTO ewig.events (world, type, payload) VALUES ('a://garden', 'rain', '{\"mm\":"
            + " 3}'), ('a://vault', 'opened', '{\"by\": \"anna\"}')",
        "CREATE ROLE gardener",
        "GRANT gardener TO ben");
  }

  @AfterEach
  void stop() throws SQLException {
    ben.close();
    admin.close();
    server.close();
  }

  private static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  private static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : " ").append(found.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private void refused(String text) {
    assertThatThrownBy(() -> run(ben, text))
        .as(text)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
  }

  @Test
  void nothingIsAllowedThatNobodyGranted() throws SQLException {
    refused("SELECT * FROM plants");
    refused("SELECT * FROM plants WHERE 1 = 0");
    refused("SELECT count(*) FROM plants");
    refused("EXPLAIN SELECT * FROM plants");
    refused("INSERT INTO plants VALUES (3, 'elm')");
    refused("UPDATE plants SET name = ''");
    refused("DELETE FROM plants");
    refused("TRUNCATE TABLE plants");
    refused("ERASE FROM plants WHERE id = 1");
    refused("CREATE TABLE mine (id INT PRIMARY KEY)");
    refused("CREATE SCHEMA mine");
    refused("DROP TABLE plants");
    refused("ALTER TABLE plants ADD COLUMN a INT");
    refused("CREATE BRANCH dev");
    refused("CREATE TAG t");
    refused("INSERT INTO ewig.events (world, type, payload) VALUES ('a://garden', 'x', '1')");
    refused("SELECT * FROM history('plants', 1)");
    refused("SELECT * FROM diff('main', 'main', 'plants')");
    refused("SELECT * FROM state('a://garden')");
    refused("SELECT * FROM verify()");
    refused("SELECT * FROM ewig.metrics");
    refused("SELECT * FROM ewig.segments");
    refused("CREATE ROLE mine");
    refused("GRANT ALL ON DATABASE TO ben");
    refused("GRANT admin TO ben");
    refused("SET ROLE admin");
    assertThat(rows(ben, "SELECT * FROM ewig.events")).isEmpty();
    assertThat(rows(ben, "SELECT count(*) FROM ewig.events")).containsExactly("0");
    assertThat(rows(ben, "SELECT world, count(*) FROM ewig.events GROUP BY world")).isEmpty();
    assertThat(rows(ben, "SELECT * FROM ewig.worlds")).isEmpty();
    assertThat(rows(ben, "SELECT * FROM ewig.commits")).isEmpty();
    assertThat(rows(ben, "SELECT * FROM log('main')")).isEmpty();
    assertThat(rows(ben, "SELECT * FROM ewig.branches")).isEmpty();
    assertThat(
            rows(
                ben,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
        .isEmpty();
    assertThat(server.audited())
        .anyMatch(l -> l.startsWith("refused ") && l.contains("SELECT ON TABLE public.plants"))
        .anyMatch(l -> l.startsWith("refused ") && l.contains("DDL ON TABLE public.plants"))
        .anyMatch(l -> l.startsWith("granted ") && l.contains("gardener TO ben"))
        .noneMatch(l -> l.contains("xyzzy"));
  }

  @Test
  void theRefusalSaysWhatIsMissingAndWhoCanGrantIt() {
    assertThatThrownBy(() -> rows(ben, "SELECT * FROM plants"))
        .hasMessageContaining("ben has no SELECT ON TABLE public.plants")
        .hasMessageContaining("an admin may say GRANT SELECT ON TABLE public.plants TO ben");
  }

  @Test
  void aRightOnATableThatNobodyEverMadeIsASlipOfThePen() throws SQLException {
    assertThatThrownBy(() -> run(admin, "GRANT SELECT ON TABLE plnats TO ben"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"))
        .hasMessageContaining("public.plnats")
        .hasMessageContaining("ON SCHEMA");
    run(admin, "CREATE TABLE gone (id INT PRIMARY KEY)", "DROP TABLE gone");
    run(admin, "GRANT HISTORY ON TABLE gone TO ben", "GRANT SELECT ON SCHEMA later TO ben");
    run(admin, "CREATE SEQUENCE numbers", "GRANT UPDATE ON TABLE numbers TO ben");
    run(admin, "CREATE BRANCH side", "USE BRANCH side", "CREATE TABLE aside (id INT PRIMARY KEY)");
    run(admin, "USE BRANCH main", "GRANT SELECT ON TABLE aside ON BRANCH 'side' TO ben");
    admin.setAutoCommit(false);
    run(admin, "CREATE TABLE fresh (id INT PRIMARY KEY)", "GRANT SELECT ON TABLE fresh TO ben");
    admin.rollback();
    admin.setAutoCommit(true);
    run(admin, "REVOKE SELECT ON TABLE fresh FROM ben");
    refused("GRANT SELECT ON TABLE plnats TO ben");
  }

  @Test
  void aTableThatIsGrantedIsReadAsItIsNow() throws SQLException {
    run(admin, "GRANT SELECT ON TABLE plants TO gardener");

    assertThat(rows(ben, "SELECT name FROM plants ORDER BY id")).containsExactly("red rose", "oak");
    assertThat(
            rows(
                ben,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
        .containsExactly("plants");
    assertThat(
            rows(
                ben,
                "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema ="
                    + " 'public'"))
        .containsExactly("plants");
    refused("SELECT * FROM plants p JOIN secrets s ON p.id = s.id");
    refused("SELECT (SELECT max(word) FROM secrets) FROM plants");
    refused("SELECT * FROM plants FOR SYSTEM_TIME AS OF SEQ 3");
    refused("SELECT * FROM plants FOR SYSTEM_TIME ALL");
    refused("INSERT INTO plants VALUES (3, 'elm')");
    assertThat(rows(ben, "SELECT * FROM history('plants', 1)")).isEmpty();
    assertThat(rows(ben, "SELECT * FROM ewig.events")).isEmpty();
  }

  @Test
  void whatIsRevokedIsGoneAtOnceThoughThePlanIsKnown() throws SQLException {
    run(admin, "GRANT SELECT ON plants TO ben");
    assertThat(rows(ben, "SELECT count(*) FROM plants")).containsExactly("2");
    try (var prepared = ben.prepareStatement("SELECT count(*) FROM plants")) {
      run(admin, "REVOKE SELECT ON plants FROM ben");
      assertThatThrownBy(prepared::executeQuery).hasMessageContaining("ben has no SELECT");
    }
    refused("SELECT count(*) FROM plants");
  }

  @Test
  void thePastIsOpenAsFarAsTheGrantReaches() throws SQLException {
    run(admin, "GRANT SELECT ON plants FOR RECENT '1 hour' TO ben");
    assertThat(rows(ben, "SELECT count(*) FROM history('plants', 1)")).containsExactly("2");
    refused("SELECT * FROM plants FOR SYSTEM_TIME ALL");

    run(admin, "GRANT HISTORY ON plants TO ben");
    assertThat(rows(ben, "SELECT name FROM plants FOR SYSTEM_TIME ALL ORDER BY name"))
        .containsExactly("oak", "red rose", "rose");
    assertThat(rows(ben, "SELECT DISTINCT world FROM ewig.events"))
        .containsExactly("table://public/plants");
    refused("SELECT * FROM secrets FOR SYSTEM_TIME ALL");
  }

  @Test
  void worldsAreGrantedByPatternAndOthersAreNeitherSeenNorCounted() throws SQLException {
    run(admin, "GRANT SELECT, APPEND ON WORLD 'a://garden*' TO gardener");

    assertThat(rows(ben, "SELECT world, count(*) FROM ewig.events GROUP BY world"))
        .containsExactly("a://garden 1");
    assertThat(rows(ben, "SELECT count(*), max(world) FROM ewig.events"))
        .containsExactly("1 a://garden");
    assertThat(rows(ben, "SELECT world FROM ewig.worlds")).containsExactly("a://garden");
    assertThat(rows(ben, "SELECT count(*) FROM ewig.events WHERE world = 'a://vault'"))
        .containsExactly("0");
    run(ben, "INSERT INTO ewig.events (world, type, payload) VALUES ('a://garden', 'sun', '1')");
    refused("INSERT INTO ewig.events (world, type, payload) VALUES ('a://vault', 'sun', '1')");
    refused("SELECT * FROM state('a://vault')");
    assertThat(rows(ben, "SELECT * FROM world_events('a://vault', null, null)")).isEmpty();
    assertThat(rows(ben, "SELECT type FROM world_events('a://garden', null, null)"))
        .containsExactly("rain", "sun");
  }

  @Test
  void aGrantForBranchesHoldsOnThemOnly() throws SQLException {
    run(
        admin,
        "CREATE BRANCH dev",
        "GRANT SELECT, INSERT ON plants ON BRANCH 'dev*' TO ben",
        "GRANT MERGE ON BRANCH 'dev*' TO ben");
    refused("SELECT * FROM plants");
    assertThat(rows(ben, "SELECT count(*) FROM plants FOR BRANCH 'dev'")).containsExactly("2");
    run(ben, "USE BRANCH dev", "INSERT INTO plants VALUES (3, 'elm')");
    refused("SELECT * FROM plants FOR BRANCH 'main'");
    run(ben, "CREATE BRANCH dev2 FROM dev");
    refused("CREATE BRANCH dev3 FROM main");
    refused("CREATE BRANCH dev3 FROM dev AS OF SEQ 1");
    refused("MERGE BRANCH dev INTO main");
    assertThat(rows(ben, "SELECT name FROM ewig.branches")).containsExactly("dev", "dev2");
  }

  @Test
  void whatWasBecomesWhatIsOnlyForThoseWhoMayReadIt() throws SQLException {
    run(
        admin,
        "CREATE BRANCH dev",
        "CREATE BRANCH dev2",
        "USE BRANCH dev",
        "UPDATE plants SET name = 'elm' WHERE id = 1",
        "GRANT MERGE ON BRANCH 'dev*' TO ben",
        "GRANT SELECT ON plants ON BRANCH 'dev*' TO ben");
    String commit = rows(admin, "SELECT commit_id FROM ewig.commits WHERE branch = 'dev'").get(0);
    run(ben, "MERGE BRANCH dev INTO dev2", "USE BRANCH dev");
    List<String> refused =
        List.of(
            "MERGE BRANCH dev AS OF SEQ 1 INTO dev2",
            "REVERT COMMIT '" + commit + "'",
            "CHERRY PICK COMMIT '" + commit + "' ON dev2");
    refused.forEach(this::refused);
    run(admin, "GRANT HISTORY ON BRANCH 'dev*' TO ben");
    run(ben, refused.get(0), refused.get(1));
    assertThat(rows(ben, "SELECT name FROM plants WHERE id = 1")).containsExactly("red rose");
  }

  @Test
  void aTagIsDroppedByWhoeverMayChangeItsBranch() throws SQLException {
    run(
        admin,
        "CREATE BRANCH dev",
        "CREATE TAG of_main ON main",
        "USE BRANCH dev",
        "INSERT INTO plants VALUES (3, 'elm')",
        "CREATE TAG of_dev ON dev",
        "GRANT MERGE ON BRANCH 'dev' TO ben");
    run(ben, "DROP TAG of_dev", "USE BRANCH dev");
    refused("DROP TAG of_main");
    refused("DROP TAG IF EXISTS of_main");
    assertThat(rows(admin, "SELECT name FROM ewig.tags")).containsExactly("of_main");
  }

  @Test
  void aViewGivesNobodyMoreThanHeHas() throws SQLException {
    run(admin, "CREATE VIEW words AS SELECT word FROM secrets", "GRANT SELECT ON words TO ben");
    refused("SELECT * FROM words");
    run(admin, "GRANT SELECT ON secrets TO ben");
    assertThat(rows(ben, "SELECT * FROM words")).containsExactly("xyzzy");
  }

  @Test
  void eachKindOfWriteTakesItsOwnRight() throws SQLException {
    run(admin, "GRANT SELECT, INSERT ON SCHEMA public TO gardener");
    run(ben, "INSERT INTO plants VALUES (3, 'elm')");
    refused("UPDATE plants SET name = 'x' WHERE id = 3");
    refused("DELETE FROM plants WHERE id = 3");
    refused("INSERT INTO plants VALUES (3, 'x') ON CONFLICT (id) DO UPDATE SET name = 'x'");
    refused(
        "MERGE INTO plants p USING (VALUES (3)) v (id) ON p.id = v.id WHEN MATCHED THEN DELETE");
    run(admin, "GRANT UPDATE, DELETE ON plants TO gardener");
    run(ben, "UPDATE plants SET name = 'x' WHERE id = 3", "DELETE FROM plants WHERE id = 3");
    refused("ERASE FROM plants WHERE id = 3");
    refused("ALTER TABLE plants ADD COLUMN a INT");
    run(admin, "GRANT DDL, ERASE ON plants TO gardener");
    run(ben, "ALTER TABLE plants ADD COLUMN a INT", "ERASE FROM plants WHERE id = 3");
    refused("DROP TABLE secrets");
    assertThat(server.audited())
        .anyMatch(l -> l.startsWith("defined ") && l.contains("\"ben\"") && l.contains("plants"))
        .anyMatch(l -> l.startsWith("erased ") && l.contains("\"ben\"") && l.contains("plants"));
  }

  /** Else what nobody may read could be given the name of what one may. */
  @Test
  void aNewNameTakesTheRightToDefineIt() throws SQLException {
    run(
        admin,
        "CREATE SEQUENCE numbers",
        "GRANT DDL ON secrets TO gardener",
        "GRANT DDL ON numbers TO gardener",
        "GRANT SELECT, DDL ON plants TO gardener");
    refused("ALTER TABLE secrets RENAME TO words");
    refused("ALTER SEQUENCE numbers RENAME TO words");
    run(admin, "CREATE TABLE words (id INT PRIMARY KEY)", "GRANT DDL ON words TO gardener");
    run(ben, "DROP TABLE words", "ALTER SEQUENCE numbers RENAME TO words");
  }

  @Test
  void rolesAreTakenOnAndLaidDown() throws SQLException {
    run(
        admin,
        "CREATE ROLE reader",
        "GRANT SELECT ON plants TO reader",
        "GRANT SELECT ON secrets TO gardener",
        "GRANT reader TO gardener");
    assertThat(rows(ben, "SELECT count(*) FROM plants, secrets")).containsExactly("2");
    run(ben, "SET ROLE reader");
    refused("SELECT * FROM secrets");
    run(ben, "SET ROLE NONE");
    assertThat(rows(ben, "SELECT count(*) FROM secrets")).containsExactly("1");
    assertThat(rows(ben, "SHOW GRANTS"))
        .containsExactly(
            "gardener SELECT TABLE public.secrets null LIVE",
            "reader SELECT TABLE public.plants null LIVE");
    assertThat(rows(ben, "SELECT name, can_login FROM ewig.roles ORDER BY name"))
        .containsExactly("ben true", "gardener false", "reader false");
    run(admin, "DROP ROLE gardener");
    refused("SELECT * FROM secrets");
    refused("SELECT * FROM plants");
  }

  @Test
  void mistakesInGrantsAreSaid() {
    for (String wrong :
        List.of(
            "GRANT fly ON plants TO ben",
            "GRANT SELECT ON plants TO nobody",
            "GRANT SELECT ON plants FOR RECENT 'x' TO ben",
            "GRANT SELECT ON plants FOR EVER TO ben",
            "GRANT SELECT ON plants TO admin",
            "GRANT nothing TO ben",
            "CREATE ROLE ben",
            "DROP ROLE admin",
            "DROP ROLE nothing",
            "GRANT gardener TO gardener",
            "REVOKE admin FROM anna")) {
      assertThatThrownBy(() -> run(admin, wrong)).as(wrong).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void anAdminMayDoAllAndSeesAllGrants() throws SQLException {
    run(admin, "GRANT ALL ON DATABASE TO ben");
    assertThat(rows(admin, "SELECT count(*) FROM ewig.grants")).containsExactly("9");
    assertThat(rows(ben, "SELECT name FROM plants FOR SYSTEM_TIME AS OF SEQ 4 LIMIT 1")).hasSize(1);
    assertThat(rows(ben, "SELECT count(*) > 4 FROM ewig.events")).containsExactly("true");
    refused("GRANT SELECT ON plants TO ben");
  }
}
