package io.ewig.sqltests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.internal.journal.Child;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Randoms;
import java.nio.file.Path;
import java.sql.Connection;
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
        Audit.check(connection, acknowledged, random);
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
}
