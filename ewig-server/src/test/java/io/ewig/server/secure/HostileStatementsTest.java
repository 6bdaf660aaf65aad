package io.ewig.server.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SQL of a user who wants to load a class, to take all memory, or never to end. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class HostileStatementsTest {

  private static final int MANY = 2_000;

  private static SecuredServer server;
  private static Connection ben;
  private static Connection other;

  @BeforeAll
  static void serve() throws Exception {
    server = new SecuredServer("anna", "ben");
    ben = server.connect("ben");
    other = server.connect("anna");
  }

  @AfterAll
  static void stop() throws SQLException {
    other.close();
    ben.close();
    server.close();
  }

  /** What the server says, which has to be an error; then it has to answer others, and him. */
  private static SQLException refusal(String text) {
    try (Statement statement = ben.createStatement()) {
      if (statement.execute(text)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            rows.getObject(1);
          }
        }
      }
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(shortened(text)).matches("[0-9A-Z]{5}").isNotEqualTo("XX000");
      assertThat(e.getMessage())
          .as(shortened(text))
          .isNotBlank()
          .doesNotContain("\tat ", "Exception:", "/home", "/var", "org.apache");
      assertThat(answers(ben) && answers(other)).isTrue();
      return e;
    }
    throw new AssertionError("not refused: " + shortened(text));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(60, text.length()));
  }

  private static boolean answers(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("VALUES 42")) {
      return rows.next() && rows.getInt(1) == 42;
    } catch (SQLException e) {
      throw new AssertionError("the session does not answer any more", e);
    }
  }

  @Test
  void noStatementNamesAClass() {
    for (String text :
        List.of(
            "CREATE FUNCTION f AS 'java.lang.System'",
            "CREATE FUNCTION f AS 'java.lang.Runtime' USING JAR 'http://127.0.0.1/x.jar'",
            "CREATE FOREIGN SCHEMA s LIBRARY 'org.apache.calcite.adapter.jdbc.JdbcSchema$Factory'",
            "CREATE MATERIALIZED VIEW v AS VALUES 1",
            "ALTER SYSTEM SET model = 'inline:{}'",
            "SET model = 'inline:{}'")) {
      refusal(text);
    }
  }

  @Test
  void functionsThatReadXmlOrFilesAreNotThere() {
    for (String text :
        List.of(
            "VALUES extractvalue('<a/>', '/a')",
            "VALUES xmltransform('<a/>', '<a/>')",
            "VALUES \"extract\"('<a/>', '/a')",
            "VALUES existsnode('<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>', '/a')",
            "VALUES st_geomfromtext('POINT (1 2)')",
            "VALUES pg_read_file('/etc/passwd')",
            "VALUES load_file('/etc/passwd')",
            "SELECT * FROM csvread('/etc/passwd')")) {
      assertThat(refusal(text).getSQLState()).as(text).startsWith("42");
    }
  }

  @Test
  void whatIsTooDeepIsRefused() {
    refusal("VALUES " + "(".repeat(MANY) + "1" + ")".repeat(MANY));
    refusal("VALUES " + "-(".repeat(MANY) + "1" + ")".repeat(MANY));
    refusal("SELECT * FROM " + "(SELECT * FROM ".repeat(MANY) + "t" + ")".repeat(MANY));
    refusal("VALUES " + "CASE WHEN TRUE THEN ".repeat(MANY) + "1" + " END".repeat(MANY));
  }

  /** The time that planning takes grows with the square of their number. */
  @Test
  void moreColumnsThanCanBePlannedInASecondAreRefused() {
    assertThat(refusal("SELECT 1" + ", 1".repeat(100_000)).getMessage()).contains("at most 4096");
  }

  @Test
  void valuesThatTakeAllMemoryAreRefused() {
    refusal("VALUES char_length(repeat('x', 2000000000))");
    refusal("VALUES repeat(repeat('x', 1000000), 1000000)");
    refusal("VALUES lpad('x', 2000000000, 'y')");
    refusal("VALUES repeat('x', 10000000) || repeat('y', 10000000)");
  }

  @Test
  void whatIsRefusedForWantOfARightIsInTheAudit() {
    assertThat(refusal("CREATE TABLE mine (id INT PRIMARY KEY)").getSQLState()).isEqualTo("42501");
    assertThat(refusal("CREATE USER eve PASSWORD 'correct horse'").getSQLState())
        .isEqualTo("42501");
    assertThat(server.audited().stream().filter(line -> line.startsWith("refused")))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void namesAreTakenAsTheyAre() throws SQLException {
    List<String> names = List.of("a\"b", "a'b", "a;b", "a`b", "--", "/*", "ä\\u0000b", "x y");
    for (String name : names) {
      String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
      try (Statement statement = other.createStatement()) {
        statement.execute("CREATE TABLE " + quoted + " (" + quoted + " INT PRIMARY KEY)");
        statement.execute("INSERT INTO " + quoted + " VALUES (7)");
        try (ResultSet rows = statement.executeQuery("SELECT " + quoted + " FROM " + quoted)) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getMetaData().getColumnName(1)).isEqualTo(name);
        }
        try (ResultSet listed = other.getMetaData().getTables(null, "public", "%", null)) {
          boolean isListed = false;
          while (listed.next()) {
            isListed |= listed.getString("TABLE_NAME").equals(name);
          }
          assertThat(isListed).as(name).isTrue();
        }
        statement.execute("DROP TABLE " + quoted);
      }
    }
  }
}
