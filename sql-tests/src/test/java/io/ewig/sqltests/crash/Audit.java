package io.ewig.sqltests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.VerifyReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** Looks whether a bank is as it has to be, after whatever happened to it. */
final class Audit {

  private static final int MOMENTS = 12;

  private Audit() {}

  /** Of a bank in this JVM: what was acknowledged is there, and nothing is there in part. */
  static void check(Connection connection, Set<Long> acknowledged, Randoms random)
      throws SQLException {
    if (!connection.getMetaData().getTables(null, "public", "move", null).next()) {
      assertThat(acknowledged).isEmpty();
      return;
    }
    connection.setReadOnly(true);
    Set<Long> found = new HashSet<>();
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select id from move")) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    assertThat(found).containsAll(acknowledged);
    requireBalanced(connection, "");
    long first = Bank.number(connection, "select min(seq) from ewig.events where type = 'RowPut'");
    long head = Bank.number(connection, "select max(seq) from ewig.events");
    for (int i = 0; i < MOMENTS; i++) {
      long seq = first + random.longBelow(head - first + 1);
      requireBalanced(connection, " for system_time as of seq " + seq);
    }
    VerifyReport report = connection.unwrap(Ewig.class).verify(Progress.SILENT);
    assertThat(report.isSound()).as("%s", report).isTrue();
  }

  /** What accounts hold is what they began with and what moved. */
  private static void requireBalanced(Connection connection, String moment) throws SQLException {
    String moved = "coalesce((select sum(amount) from move" + moment + " where %s = a.id), 0)";
    long wrong =
        Bank.number(
            connection,
            "select count(*) from account"
                + moment
                + " as a where money <> "
                + Bank.MONEY
                + " + "
                + moved.replace("%s", "target")
                + " - "
                + moved.replace("%s", "source"));
    assertThat(wrong).as("accounts that do not add up" + moment).isZero();
  }
}
