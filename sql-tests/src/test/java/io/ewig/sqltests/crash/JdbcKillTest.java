package io.ewig.sqltests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.internal.journal.Child;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.VerifyReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed at any moment while several of its threads change rows through JDBC, again
 * and again over the same folder: nothing acknowledged is lost, no transaction is there in part,
 * now or as of any earlier moment.
 */
class JdbcKillTest {

  private static final int MOMENTS = 12;

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private final Set<Long> acknowledged = new HashSet<>();

  @Test
  void nothingAcknowledgedIsLostAndNothingIsThereInPart() throws Exception {
    int rounds = Crashes.rounds(4, 300);
    long seed = Crashes.firstSeed();
    for (int round = 0; round < rounds; round++) {
      Randoms random = new Randoms(seed + round);
      work(round, random);
      try (Connection connection = Bank.open(folder)) {
        check(connection, random);
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(10 * rounds);
  }

  private void work(int round, Randoms random) throws Exception {
    int acksMax = random.below(400);
    int acks = 0;
    try (Child child = new Child(Clerks.class, folder, round)) {
      for (String line = child.hear(); line != null; line = child.hear()) {
        if (line.startsWith("ack ")) {
          acknowledged.add(Long.parseLong(line.substring(4)));
          acks++;
        } else if (!line.equals("open")) {
          throw new AssertionError("the clerks say:\n" + line + "\n" + child.quitAndTell());
        }
        if (acks == acksMax) {
          child.kill(); // and hear what it had still said
        }
      }
      assertThat(child.exit()).as("exit code of a killed process").isEqualTo(137);
    }
  }

  private void check(Connection connection, Randoms random) throws SQLException {
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
