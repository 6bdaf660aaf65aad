package io.ewig.server.demo;

import io.ewig.server.shell.Shell;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The steps of the demo; each checks what it shows, and throws if that does not hold. */
public final class Tour {

  private static final String PLANTS = "SELECT name, petals FROM plants ORDER BY name";

  private final String url;
  private final Transcript transcript;

  public Tour(String url, Transcript transcript) {
    this.url = url;
    this.transcript = transcript;
  }

  public void give() throws SQLException {
    try (Connection db = DriverManager.getConnection(url)) {
      makeRoom(db);
      String planted = plantAndChange(db);
      lookBack(db, planted);
      lookAhead(db);
      branch(db);
      merge(db);
      account(db);
    }
    try (Connection again = DriverManager.getConnection(url)) {
      step(again, "Open it again: all of it is there", PLANTS)
          .shows("iris |      3", "rose |     15");
    }
  }

  /** The demo may have been here before; its past stays. */
  private static void makeRoom(Connection db) throws SQLException {
    try (Statement statement = db.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS plants");
      statement.execute("DROP BRANCH IF EXISTS dev");
    }
  }

  /** Gives the moment between the two. */
  private String plantAndChange(Connection db) throws SQLException {
    step(
            db,
            "Make a table, and plant two flowers: when an INSERT returns, it is on disk",
            "CREATE TABLE plants (name VARCHAR PRIMARY KEY, petals INT CHECK (petals > 0)"
                + " MERGE COUNTER)",
            "INSERT INTO plants VALUES ('rose', 5), ('lily', 6)",
            PLANTS)
        .shows("lily |      6", "rose |      5");
    String planted = one(db, "SELECT system_time FROM log() LIMIT 1");
    step(
            db,
            "Change one, and lose the other",
            "UPDATE plants SET petals = 12 WHERE name = 'rose'",
            "DELETE FROM plants WHERE name = 'lily'",
            PLANTS)
        .shows("rose |     12", "(1 row)");
    return planted;
  }

  private void lookBack(Connection db, String planted) {
    step(
            db,
            "Nothing is lost: look at the table as it was",
            "SELECT name, petals FROM plants FOR SYSTEM_TIME AS OF '" + planted + "' ORDER BY name",
            "INSERT INTO plants SELECT * FROM plants FOR SYSTEM_TIME AS OF '"
                + planted
                + "' WHERE name = 'lily'",
            PLANTS)
        .shows("lily |      6", "rose |      5", "rose |     12");
  }

  private void lookAhead(Connection db) {
    step(
            db,
            "Say today what will be true in 2050: that is another time than when it was said",
            "UPDATE plants FOR PORTION OF VALID_TIME FROM DATE '2050-01-01' TO NULL"
                + " SET petals = 50 WHERE name = 'lily'",
            "SELECT petals FROM plants WHERE name = 'lily'",
            "SELECT petals FROM plants FOR VALID_TIME AS OF DATE '2050-06-01' WHERE name = 'lily'")
        .shows("     6", "    50");
  }

  private void branch(Connection db) {
    step(
            db,
            "Make a branch, and try something there; main does not see it",
            "CREATE BRANCH dev",
            "USE BRANCH dev",
            "UPDATE plants SET petals = petals + 2 WHERE name = 'rose'",
            "INSERT INTO plants VALUES ('iris', 3)",
            "USE BRANCH main",
            "UPDATE plants SET petals = petals + 1 WHERE name = 'rose'",
            PLANTS)
        .shows("lily |      6", "rose |     13", "(2 rows)");
    step(
            db,
            "What differs",
            "SELECT change, key, from_petals, to_petals FROM diff('main', 'dev', 'plants')"
                + " ORDER BY key")
        .shows("added    | \"iris\"", "modified | \"rose\" |          13 |        14");
  }

  private void merge(Connection db) {
    step(
            db,
            "Merge: both sides counted petals, so both counts are added",
            "MERGE BRANCH dev MESSAGE 'what dev has grown'",
            PLANTS)
        .shows("iris |      3", "rose |     15", "(3 rows)");
  }

  private void account(Connection db) {
    step(
            db,
            "What happened to the rose, when, and where",
            "SELECT petals, _operation, _system_from FROM history('plants', 'rose')")
        .shows("     15 | update", "      5 | insert");
    step(
            db,
            "Verify: recompute every checksum, hash and chain, and all state from the log",
            "SELECT part, is_sound, events, root FROM verify()")
        .shows("log   | true", "state | true");
  }

  /** What a step has printed. */
  private record Shown(String text) {

    void shows(String... parts) {
      for (String part : parts) {
        if (!text.contains(part)) {
          throw new IllegalStateException("the demo failed, it does not show: " + part);
        }
      }
    }
  }

  private Shown step(Connection db, String what, String... statements) {
    return new Shown(transcript.step(what, () -> run(db, statements)));
  }

  private static String run(Connection db, String... statements) {
    StringWriter shown = new StringWriter();
    PrintWriter out = new PrintWriter(shown);
    Shell shell = new Shell(db, out, out);
    for (String sql : statements) {
      out.println("ewig> " + sql + ";");
      if (!shell.run(sql)) {
        throw new IllegalStateException("the demo failed: " + shown);
      }
    }
    return shown.toString();
  }

  private static String one(Connection db, String query) throws SQLException {
    try (Statement statement = db.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
