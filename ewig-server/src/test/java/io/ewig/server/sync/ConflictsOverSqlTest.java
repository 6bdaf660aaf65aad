package io.ewig.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Endpoint;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.MemoryQuarantine;
import io.ewig.sync.session.SessionOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What breaks a rule when two databases meet, told and settled by SQL on either of them. */
class ConflictsOverSqlTest {

  private Connection here;
  private Connection there;

  @BeforeEach
  void open() throws Exception {
    here = DriverManager.getConnection("jdbc:ewig:mem:");
    there = DriverManager.getConnection("jdbc:ewig:mem:");
    run(
        here,
        "create table people (id int primary key, mail varchar unique, badge int merge fail,"
            + " low int, high int, check (low <= high))");
    run(
        here,
        "create table pets (id int primary key, owner int references people (id), name varchar)");
    run(here, "insert into people values (1, 'a@x', 1, 1, 9)");
    meet();
  }

  @AfterEach
  void close() throws SQLException {
    here.close();
    there.close();
  }

  /** In a millisecond of its own: who comes first is then no matter of who has the lesser name. */
  private static void run(Connection at, String sql) throws SQLException {
    long before = System.currentTimeMillis();
    while (System.currentTimeMillis() == before) {
      Thread.onSpinWait();
    }
    try (Statement statement = at.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Connection at, String sql) throws SQLException {
    try (Statement statement = at.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join(" ", cells));
      }
      return found;
    }
  }

  private static final String CONFLICTS =
      "select conflict_id, merge_id, target, kind, place, key, part, base, ours, theirs,"
          + " valid_from, valid_to from ewig.conflicts order by conflict_id";

  /** Both have the same afterwards, and the same conflicts. */
  private void meet() throws Exception {
    Endpoint endpoint =
        new Endpoint(
            new EngineLocal(there.unwrap(Ewig.class)),
            new MemoryQuarantine(),
            SessionOptions.of(Direction.BOTH));
    Meeting.Outcome outcome =
        new Meeting(
                new EngineLocal(here.unwrap(Ewig.class)),
                new MemoryQuarantine(),
                Direction.BOTH,
                endpoint::answer)
            .run();
    assertThat(outcome.equal()).isTrue();
    assertThat(rows(here, CONFLICTS)).isEqualTo(rows(there, CONFLICTS));
  }

  private static String conflict(Connection at) throws SQLException {
    return rows(at, "select conflict_id from ewig.conflicts").get(0);
  }

  private void collide() throws Exception {
    run(here, "insert into people values (2, 'b@x', null, null, null)");
    run(there, "insert into people values (3, 'b@x', null, null, null)");
    meet();
  }

  /** A row that one deleted and another changed stays, unless the table says otherwise. */
  @Test
  void deletionsWinWhereTheTableSaysSo() throws Exception {
    run(here, "create table notes (id int primary key, text varchar) merge delete wins");
    run(here, "create table lasting (id int primary key, text varchar)");
    for (String table : List.of("notes", "lasting")) {
      run(here, "insert into " + table + " values (1, 'old'), (2, 'old')");
    }
    meet();
    for (String table : List.of("notes", "lasting")) {
      run(here, "delete from " + table + " where id = 1");
      run(there, "update " + table + " set text = 'new' where id = 1");
      run(there, "update " + table + " set text = 'new' where id = 2");
    }
    meet();
    for (Connection at : List.of(here, there)) {
      assertThat(rows(at, "select * from notes order by id")).containsExactly("2 new");
      assertThat(rows(at, "select * from lasting order by id")).containsExactly("1 new", "2 new");
    }
  }

  /** A late change of a row is gone with what was deleted, not joined with what came after it. */
  @Test
  void aRowThatIsInsertedAgainHasNothingOfWhatWasWrittenToTheDeletedOne() throws Exception {
    run(here, "create table notes (id int primary key, a int, b int) merge delete wins");
    run(here, "insert into notes values (1, 0, 0), (2, 0, 0)");
    meet();
    run(there, "update notes set a = 5 where id = 1");
    run(here, "delete from notes");
    run(here, "insert into notes values (1, 7, 7), (2, 7, 7)");
    run(there, "update notes set b = 5 where id = 2");
    meet();
    for (Connection at : List.of(here, there)) {
      assertThat(rows(at, "select * from notes order by id")).containsExactly("1 7 7", "2 7 7");
    }
  }

  /** A deletion does what the table said where it was made, whoever alters that meanwhile. */
  @Test
  void whetherDeletionsWinIsAlteredForThoseThatKnowOfIt() throws Exception {
    run(here, "create table notes (id int primary key, text varchar)");
    run(here, "insert into notes values (1, 'old'), (2, 'old'), (3, 'old')");
    meet();
    run(there, "update notes set text = 'new'");
    run(here, "delete from notes where id = 1");
    run(here, "alter table notes set merge delete wins");
    run(here, "delete from notes where id = 2");
    run(here, "alter table notes set merge update wins");
    run(here, "delete from notes where id = 3");
    meet();
    for (Connection at : List.of(here, there)) {
      assertThat(rows(at, "select * from notes order by id")).containsExactly("1 new", "3 new");
    }
  }

  @Test
  void whetherDeletionsWinIsShownAndTakenOver() throws Exception {
    run(here, "create table notes (id int primary key) merge delete wins");
    run(here, "create table alike (like notes)");
    run(here, "create table unlike (like notes) merge update wins");
    run(here, "create table copied as select * from notes");
    run(here, "create view seen as select * from notes");
    assertThat(
            rows(
                here,
                "select table_name, merge_law from information_schema.tables where table_name in"
                    + " ('notes', 'alike', 'unlike', 'copied', 'seen') order by 1"))
        .containsExactly(
            "alike DELETE WINS",
            "copied UPDATE WINS",
            "notes DELETE WINS",
            "seen null",
            "unlike UPDATE WINS");
  }

  @Test
  void deletionsWinInMergesOfBranchesLikewise() throws Exception {
    run(here, "create table notes (id int primary key, likes int merge fail) merge delete wins");
    run(here, "insert into notes values (1, 0), (2, 0), (3, 0)");
    run(here, "create branch dev");
    run(here, "delete from notes where id = 1");
    run(here, "update notes set likes = 7 where id = 2");
    run(here, "use branch dev");
    run(here, "update notes set likes = 5 where id in (1, 3)");
    run(here, "delete from notes where id = 2");
    run(here, "use branch main");
    run(here, "merge branch dev");
    assertThat(rows(here, "select * from notes")).containsExactly("3 5");
    assertThat(rows(here, "select * from ewig.conflicts")).isEmpty();
  }

  @Test
  void whoComesSecondIsHeldAndToldAboutOnBoth() throws Exception {
    collide();
    for (Connection each : List.of(here, there)) {
      assertThat(rows(each, "select id from people where mail = 'b@x'")).containsExactly("2");
      assertThat(rows(each, "select id from people order by id")).containsExactly("1", "2");
      assertThat(rows(each, "select merge_id, target, kind, place, key from ewig.conflicts"))
          .containsExactly("null main constraint public.people id = 3");
      assertThat(rows(each, "select theirs from ewig.conflicts").get(0))
          .contains("\"id\":3")
          .contains("\"mail\":\"b@x\"");
      assertThat(rows(each, "select part from ewig.conflicts").get(0)).contains("mail = b@x");
    }
  }

  @Test
  void ofTwoThatClaimOneKeyTheSecondIsDeletedByOurs() throws Exception {
    collide();
    run(there, "resolve conflict '" + conflict(there) + "' using ours");
    meet();
    assertThat(rows(here, CONFLICTS)).isEmpty();
    assertThat(rows(here, "select id from people order by id")).containsExactly("1", "2");
  }

  @Test
  void orTakesTheFirstOnesPlaceByTheirs() throws Exception {
    collide();
    run(here, "resolve all conflicts using theirs");
    meet();
    assertThat(rows(there, CONFLICTS)).isEmpty();
    assertThat(rows(there, "select id from people order by id")).containsExactly("1", "3");
  }

  @Test
  void orGetsAnotherKeyByValue() throws Exception {
    collide();
    run(here, "resolve conflict '" + conflict(here) + "' using value '{\"mail\": \"c@x\"}'");
    meet();
    assertThat(rows(there, CONFLICTS)).isEmpty();
    assertThat(rows(there, "select id, mail from people order by id"))
        .containsExactly("1 a@x", "2 b@x", "3 c@x");
  }

  @Test
  void whatAWinnerGivesUpIsTheOthers() throws Exception {
    collide();
    run(there, "update people set mail = 'd@x' where id = 2");
    meet();
    assertThat(rows(here, CONFLICTS)).isEmpty();
    assertThat(rows(here, "select id, mail from people order by id"))
        .containsExactly("1 a@x", "2 d@x", "3 b@x");
  }

  @Test
  void nobodyGetsPastAHeldRow() throws Exception {
    collide();
    run(here, "begin");
    run(here, "delete from people where id = 2");
    assertThatThrownBy(() -> run(here, "insert into people values (4, 'b@x', null, null, null)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("ewig.conflicts")
        .hasMessageContaining("b@x");
    run(here, "rollback");
    run(here, "update people set badge = 7 where id = 2");
    meet();
    assertThat(rows(there, "select id from people where mail = 'b@x'")).containsExactly("2");
  }

  @Test
  void twoValuesOfAColumnThatFailsAreBothThere() throws Exception {
    run(here, "update people set badge = 10 where id = 1");
    run(there, "update people set badge = 20 where id = 1");
    meet();
    assertThat(rows(here, "select badge from people where id = 1")).containsExactly("20");
    assertThat(rows(there, "select kind, key, part, base, ours, theirs from ewig.conflicts"))
        .containsExactly("cell id = 1 badge 1 20 10");
    run(here, "update people set high = 8 where id = 1"); // of something else
    meet();
    assertThat(rows(there, CONFLICTS)).hasSize(1);
    run(there, "resolve conflict '" + conflict(there) + "' using theirs");
    meet();
    assertThat(rows(here, CONFLICTS)).isEmpty();
    assertThat(rows(here, "select badge from people where id = 1")).containsExactly("10");
  }

  @Test
  void aValueThatIsKeptIsNoConflictAnyMore() throws Exception {
    run(here, "update people set badge = 10 where id = 1");
    run(there, "update people set badge = 20 where id = 1");
    meet();
    run(here, "resolve conflict '" + conflict(here) + "' using ours");
    meet();
    assertThat(rows(there, CONFLICTS)).isEmpty();
    assertThat(rows(there, "select badge from people where id = 1")).containsExactly("20");
  }

  @Test
  void ofTwoThatTogetherBreakACheckTheLaterWaits() throws Exception {
    run(here, "update people set high = 3 where id = 1");
    run(there, "update people set low = 5 where id = 1");
    meet();
    assertThat(rows(here, "select low, high from people")).containsExactly("1 3");
    assertThat(rows(here, "select kind, part from ewig.conflicts").get(0))
        .startsWith("constraint")
        .contains("both together");
    run(there, "resolve all conflicts using theirs");
    meet();
    assertThat(rows(here, "select low, high from people")).containsExactly("5 9");
    assertThat(rows(here, CONFLICTS)).isEmpty();
  }

  @Test
  void aRowWhoseParentIsGoneWaitsForIt() throws Exception {
    run(here, "delete from people where id = 1");
    run(there, "insert into pets values (7, 1, 'rex')");
    meet();
    assertThat(rows(here, "select * from pets")).isEmpty();
    assertThat(rows(here, "select place, key from ewig.conflicts"))
        .containsExactly("public.pets id = 7");
    String id = conflict(there);
    assertThatThrownBy(() -> run(there, "resolve conflict '" + id + "' using theirs"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("insert the row that it refers to");
    run(there, "insert into people values (1, 'z@x', null, null, null)");
    meet();
    assertThat(rows(here, "select * from pets")).containsExactly("7 1 rex");
    assertThat(rows(here, CONFLICTS)).isEmpty();
  }

  @Test
  void twoRowsUnderOneKeyAreToldAboutAndJoined() throws Exception {
    run(here, "insert into people values (9, 'h@x', null, 1, 2)");
    run(there, "insert into people values (9, 't@x', null, 3, 4)");
    meet();
    assertThat(rows(here, "select mail, low from people where id = 9")).containsExactly("t@x 3");
    assertThat(rows(here, "select kind, key from ewig.conflicts")).containsExactly("row id = 9");
    run(here, "resolve all conflicts using theirs");
    meet();
    assertThat(rows(there, "select mail, low from people where id = 9")).containsExactly("h@x 1");
    assertThat(rows(there, CONFLICTS)).isEmpty();
  }

  @Test
  void ofTwoDefinitionsOfOneTableTheFirstHoldsAndTheOtherIsTold() throws Exception {
    run(here, "alter table pets add column age int");
    run(there, "alter table pets add column weight int");
    meet();
    assertThat(rows(there, "select kind, place, part from ewig.conflicts"))
        .containsExactly("table public.pets definition");
    assertThat(rows(there, "select ours from ewig.conflicts").get(0)).contains("age integer");
    assertThat(rows(there, "select theirs from ewig.conflicts").get(0)).contains("weight integer");
    String id = conflict(here);
    assertThatThrownBy(() -> run(here, "resolve conflict '" + id + "' using theirs"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("alter the table");
    run(there, "alter table pets add column weight int");
    meet();
    assertThat(rows(here, CONFLICTS)).isEmpty();
    assertThat(rows(here, "select * from pets")).isEmpty();
  }

  @Test
  void whatIsNoConflictIsNamed() throws Exception {
    collide();
    assertThatThrownBy(() -> run(here, "resolve conflict 'none' using ours"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("none");
    assertThatThrownBy(() -> run(here, "resolve all conflicts using base"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no base");
  }
}
