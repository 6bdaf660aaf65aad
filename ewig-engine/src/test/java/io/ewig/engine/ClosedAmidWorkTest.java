package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.backup.Restore;
import io.ewig.engine.erasure.Reason;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A database is closed while all that it can do is being done: everybody is told, nobody waits for
 * ever, and the next opening finds all that was acknowledged.
 */
class ClosedAmidWorkTest {

  private static final int ROUNDS_PER_FOLDER = 4;
  private static final int GARDENERS = 3;
  private static final int MILLIS_MAX = 600;
  private static final World WEEDS = World.of("a://weeds");
  private static final Reason REASON = new Reason("ada", "weeding");

  /** One thing after another, until the database is closed. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  @Test
  @Timeout(value = 4, unit = TimeUnit.HOURS) // what is wrong here hangs
  void nothingThatWasAcknowledgedIsLost() throws Exception {
    int rounds = Tier.count(8, 800);
    long seed = Crashes.firstSeed();
    for (int done = 0; done < rounds; done += ROUNDS_PER_FOLDER) {
      Path folder = Files.createTempDirectory("ewig-closed");
      try {
        History history = new History(folder);
        for (int i = 0; i < ROUNDS_PER_FOLDER; i++) {
          history.round(seed++);
        }
        assertThat(history.acknowledged.count()).isPositive();
      } finally {
        Crashes.delete(folder);
      }
    }
  }

  /** One folder, and what was acknowledged of it over all rounds. */
  private static final class History {

    private final Path folder;
    private final Acknowledged acknowledged = new Acknowledged();
    private final Set<Long> weeded = new ConcurrentSkipListSet<>();
    private final AtomicInteger copies = new AtomicInteger();

    History(Path folder) {
      this.folder = folder;
    }

    void round(long seed) throws Exception {
      Randoms random = new Randoms(seed);
      LogKind kind = random.of(LogKind.PLAIN, LogKind.CHRONICLE);
      Durability durability = random.of(Durability.DURABLE, Durability.NONE);
      try {
        work(random, DatabaseKillWriter.config(kind, durability));
        check(random, DatabaseKillWriter.config(kind, Durability.DURABLE));
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "-Dewig.seed=" + seed + ": " + kind + ", " + durability + ": " + e.getMessage(), e);
      }
    }

    private void work(Randoms random, Config config) throws Exception {
      Ewig db = Ewig.open(folder.resolve("db"), config, DatabaseKillWriter.SMALL);
      Gardener.plan(db);
      AtomicBoolean isClosed = new AtomicBoolean();
      List<FutureTask<Void>> crew = new ArrayList<>();
      for (int i = 0; i < GARDENERS; i++) {
        long seed = GARDENERS * random.seed() + i;
        Gardener gardener = new Gardener(db, new Randoms(seed), "g" + seed, this::note);
        crew.add(start(isClosed, gardener::work));
      }
      crew.add(start(isClosed, () -> weed(db)));
      crew.add(start(isClosed, () -> copy(db, config)));
      crew.add(start(isClosed, () -> look(db)));
      crew.add(start(isClosed, () -> follow(db)));
      Thread.sleep(random.below(MILLIS_MAX));
      isClosed.set(true); // from here on one may be told so
      db.close();
      for (FutureTask<Void> each : crew) {
        each.get();
      }
    }

    private static FutureTask<Void> start(AtomicBoolean isClosed, Work work) {
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                try {
                  while (true) {
                    tryTo(work);
                  }
                } catch (UserException closed) {
                  assertThat(closed).extracting(UserException::code).isEqualTo(ErrorCode.CLOSED);
                  assertThat(isClosed).isTrue();
                }
                return null;
              });
      new Thread(task).start();
      return task;
    }

    private static void tryTo(Work work) throws Exception {
      try {
        work.run();
      } catch (ConflictException erased) { // who has begun before an erasure begins again
        assertThat(erased.code()).isIn(ErrorCode.WRITE_CONFLICT, ErrorCode.ERASURE_UNFINISHED);
      }
    }

    private synchronized void note(String line) {
      acknowledged.note(line);
    }

    /** Tells secrets that no state is made of, whose roots would be others, and erases them. */
    private void weed(Ewig db) throws InterruptedException {
      for (int i = 0; i < 3; i++) {
        db.append(EventBuilder.in(WEEDS).type("Weed").payload(new byte[] {(byte) i}));
      }
      long end = db.head().size();
      try {
        db.erasures().world(WEEDS, REASON);
        weeded.add(end);
      } catch (ResourceException collecting) { // what was begun goes on by itself
        assertThat(collecting.code()).isEqualTo(ErrorCode.COLLECTION_RUNNING);
      }
      Thread.sleep(20); // others get nothing done while something is erased
    }

    private void copy(Ewig db, Config config) throws IOException {
      Path to = folder.resolve("copy" + copies.incrementAndGet());
      Path back = folder.resolve("back" + copies.get());
      db.backup(to, Optional.empty(), Progress.SILENT);
      Backups.restore(to, back, Restore.ALL, Progress.SILENT);
      try (Ewig restored = Ewig.open(back, config)) {
        Acknowledged.requireSound(restored);
      }
      Crashes.delete(to);
      Crashes.delete(back);
    }

    private static void look(Ewig db) {
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(db.metrics().all()).isNotEmpty();
      assertThat(db.troubles().unreadable()).isEmpty();
      assertThat(db.troubles().writeFailure()).isEmpty();
      assertThat(db.troubles().storeFailure()).isEmpty();
    }

    private static void follow(Ewig db) {
      try (Tail tail = db.log().follow(Scan.all().from(db.head().size()))) {
        tail.next(Duration.ofMillis(50));
      }
    }

    private void check(Randoms random, Config config) {
      try (Ewig db = Ewig.open(folder.resolve("db"), config)) {
        acknowledged.check(db, random);
        Acknowledged.requireSound(db);
        long end = weeded.stream().mapToLong(Long::longValue).max().orElse(0);
        try (var weeds = db.iterate(Scan.all().in(WEEDS).before(end))) {
          while (weeds.next()) {
            Event weed = weeds.event();
            assertThat(weed.payload()).as("weed %s", weed.seq()).isInstanceOf(Payload.Erased.class);
          }
        }
      }
    }
  }
}
