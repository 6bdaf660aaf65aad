package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.journal.Child;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * A process that does all that one can do with a database is killed at any moment, again and again
 * over the same folder: what was acknowledged is there, and all that is derived is as if it were
 * made anew.
 */
class DatabaseKillTest {

  private static final int ROUNDS_PER_FOLDER = 12;
  private static final int EARLY_MILLIS = 900;
  private static final int ACKS_MAX = Crashes.rounds(120, 1000);

  @Test
  void aDatabaseWhoseProcessIsKilledIsWhole() throws Exception {
    int rounds = Crashes.rounds(12, 300);
    long seed = Crashes.firstSeed();
    int acknowledged = 0;
    for (int done = 0; done < rounds; done += ROUNDS_PER_FOLDER) {
      Path folder = Files.createTempDirectory("ewig-killed");
      try {
        History history = new History(folder, (int) (seed & 1));
        for (int i = 0; i < Math.min(rounds, ROUNDS_PER_FOLDER); i++) {
          history.round(seed++);
        }
        history.check(new Randoms(seed), LogKind.PLAIN, true);
        acknowledged += history.acknowledged.count();
      } finally {
        Crashes.delete(folder);
      }
    }
    System.out.println(
        rounds + " databases killed, " + acknowledged + " acknowledgements, all kept");
    assertThat(acknowledged).isGreaterThan(10 * rounds);
  }

  /** One folder and what was acknowledged of it over all rounds. */
  private static final class History {

    private final Path folder;
    private final Acknowledged acknowledged = new Acknowledged();
    private int rounds;

    History(Path folder, int rounds) {
      this.folder = folder;
      this.rounds = rounds;
    }

    void round(long seed) throws IOException, InterruptedException {
      Randoms random = new Randoms(seed);
      LogKind kind = rounds++ % 2 == 0 ? LogKind.PLAIN : LogKind.CHRONICLE;
      boolean durable = !random.oneIn(4); // a killed process loses nothing in either mode
      try {
        write(random, kind, durable);
        if (random.oneIn(3)) {
          check(random, kind, random.oneIn(2));
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "-Dewig.seed=" + seed + ": " + kind + ", durable=" + durable + ": " + e.getMessage(),
            e);
      }
    }

    private void write(Randoms random, LogKind kind, boolean durable)
        throws IOException, InterruptedException {
      int acksMax = random.below(ACKS_MAX);
      int acks = 0;
      boolean early = random.oneIn(4);
      try (Child child =
          new Child(DatabaseKillWriter.class, folder, kind, random.seed(), durable)) {
        for (String line = child.hear(); line != null; line = child.hear()) {
          if (acknowledged.note(line)) {
            acks++;
          } else if (line.equals("ready") && early) {
            child.killAfter(random.below(EARLY_MILLIS)); // perhaps while it recovers
          } else if (!line.equals("ready") && !line.equals("open") && !line.startsWith("refused")) {
            throw new AssertionError("the writer says:\n" + line + "\n" + child.quitAndTell());
          }
          if (acks == acksMax && line.startsWith("ack")) {
            child.kill(); // and hear what it had still said
          }
        }
        assertThat(child.exit()).as("exit code of a killed process").isEqualTo(137);
      }
    }

    void check(Randoms random, LogKind kind, boolean rebuilt) {
      Config config = DatabaseKillWriter.config(kind, Durability.DURABLE);
      boolean isThere = acknowledged.count() > 0;
      SortedMap<String, Hash> roots;
      try (Ewig db = Ewig.open(folder, config.withReadOnly(isThere && random.oneIn(4)))) {
        acknowledged.check(db, random);
        roots = Acknowledged.requireSound(db);
      }
      if (rebuilt) {
        try (Ewig db = Ewig.rebuild(folder, config)) {
          assertThat(db.state().roots()).isEqualTo(roots);
          acknowledged.check(db, random);
        }
      }
    }
  }
}
