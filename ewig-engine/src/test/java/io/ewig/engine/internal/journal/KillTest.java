package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A writing process is killed at any moment, again and again over the same folder, with the kinds
 * of files taking turns: nothing acknowledged is lost, and opening takes less than two seconds.
 *
 * <p>Timed is {@code Journal.open} alone, recovery included, in a JVM that has opened another log
 * before: not the start of the JVM, nor the loading of classes. What it costs the processor is
 * under two seconds each time; on the wall that many may be late as other work on the machine may
 * hold up.
 */
class KillTest {

  private static final int ROUNDS_PER_FOLDER = 100;
  private static final int EARLY_MILLIS = 150;
  private static final long OPEN_MILLIS_MAX = 2000;
  private static final int ROUNDS_PER_LATE_ONE = 50;

  @Test
  void nothingAcknowledgedIsLostWhenTheWriterIsKilled() throws Exception {
    int rounds = Crashes.rounds(38, 2000); // and 12 of whole databases
    long seed = Crashes.firstSeed();
    long acknowledged = 0;
    List<Long> openings = new ArrayList<>();
    for (int done = 0; done < rounds; done += ROUNDS_PER_FOLDER) {
      Path folder = Files.createTempDirectory("ewig-kill");
      try {
        History history = new History(folder, seed);
        for (int i = 0; i < Math.min(rounds, ROUNDS_PER_FOLDER); i++) {
          history.round(seed++);
        }
        history.check(new Randoms(seed), Kind.PLAIN);
        acknowledged += history.acknowledged.size();
        openings.addAll(history.openings);
      } finally {
        Crashes.delete(folder);
      }
    }
    Collections.sort(openings);
    System.out.println(
        "%d kills, %d commits acknowledged, none lost; %d openings: median %d ms, slowest %d ms"
            .formatted(
                rounds,
                acknowledged,
                openings.size(),
                openings.get(openings.size() / 2),
                openings.get(openings.size() - 1)));
    assertThat(acknowledged).isGreaterThan(10L * rounds);
    assertThat(openings.stream().filter(millis -> millis > OPEN_MILLIS_MAX).count())
        .as("openings that took over two seconds")
        .isLessThanOrEqualTo(Math.max(1, rounds / ROUNDS_PER_LATE_ONE));
  }

  /** One folder and what was acknowledged of it over all rounds. */
  private static final class History {

    private final Path folder;
    private final Map<Long, Hash> acknowledged = new TreeMap<>();
    private int rounds;
    private final List<Long> openings = new ArrayList<>();

    History(Path folder, long seed) {
      this.folder = folder;
      this.rounds = (int) (seed & 1); // so that a single seed repeats its kind of files
    }

    void round(long seed) throws IOException, InterruptedException {
      Randoms random = new Randoms(seed);
      Kind kind = Kind.values()[rounds++ % 2];
      boolean durable = !random.oneIn(5); // a killed process loses nothing in either mode
      try {
        write(random, kind, durable);
        if (random.oneIn(2)) {
          check(random, kind);
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "-Dewig.seed=%d: %s, durable=%s: %s".formatted(seed, kind, durable, e.getMessage()), e);
      }
    }

    private void write(Randoms random, Kind kind, boolean durable)
        throws IOException, InterruptedException {
      int acksMax = random.below(120);
      int acks = 0;
      try (Child child = new Child(KillWriter.class, folder, kind, random.seed(), durable)) {
        boolean early = random.oneIn(3);
        for (String line = child.hear(); line != null; line = child.hear()) {
          String[] words = line.split(" ");
          if (words[0].equals("ack")) {
            acknowledged.put(Long.parseLong(words[1]), Hash.parse(words[2]));
            acks++;
          } else if (words[0].equals("ready") && early) {
            child.killAfter(random.below(EARLY_MILLIS)); // perhaps while it recovers
          } else if (words[0].equals("open")) {
            noteOpening(Long.parseLong(words[1]), Long.parseLong(words[2]));
          } else if (!words[0].equals("ready")) {
            throw new AssertionError("the writer says:\n" + line + "\n" + child.quitAndTell());
          }
          if (acks == acksMax) {
            child.kill(); // and hear what it had still said
          }
        }
        assertThat(child.exit()).as("exit code of a killed process").isEqualTo(137);
      }
    }

    private void noteOpening(long wallMillis, long cpuMillis) {
      openings.add(wallMillis);
      assertThat(cpuMillis).as("milliseconds of processor to open").isLessThan(OPEN_MILLIS_MAX);
    }

    private void check(Randoms random, Kind kind) {
      boolean readOnly = !acknowledged.isEmpty() && random.oneIn(3);
      Effort effort = new Effort();
      try (Journal log = readOnly ? Crashes.openReadOnly(folder) : Crashes.open(folder, kind)) {
        noteOpening(effort.wallMillis(), effort.cpuMillis());
        assertThat(log.damage()).isEmpty();
        long size = log.head().size();
        if (size > 0) {
          assertThat(log.commitOf(size - 1).endSeq()).as("a whole commit").isEqualTo(size);
        }
        acknowledged.forEach(
            (seq, hash) -> assertThat(log.get(seq).hash()).as("event %d", seq).isEqualTo(hash));
        assertThat(log.verify(Progress.SILENT).findings()).isEmpty();
      }
    }
  }
}
