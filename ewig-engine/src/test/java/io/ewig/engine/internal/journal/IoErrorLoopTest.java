package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Tier;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.internal.disk.FaultyDisk;
import io.ewig.engine.internal.disk.FaultyDisk.Lasting;
import io.ewig.engine.internal.disk.PowerLossDisk;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.PowerLossDisk.Mode;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of the disk fails in turn, once or for ever: the error is clean, nothing is
 * acknowledged after it, and a healthy disk shows an exact prefix with all that had been.
 */
class IoErrorLoopTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Enough to fill the first segment and start the second; behind a crash that has happened. */
  private static final int COMMITS = 15;

  private static final int COMMITS_AFTER_CRASH = 3;

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private Ledger ledger = new Ledger();
  private boolean failed;

  @ParameterizedTest
  @EnumSource
  void everyOperationMayFailOnceWhileWriting(Kind kind) throws IOException {
    loop(kind, Lasting.ONCE, null);
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationMayFailForEverWhileWriting(Kind kind) throws IOException {
    loop(kind, Lasting.FOR_EVER, null);
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationMayFailOnceWhileRecovering(Kind kind) throws IOException {
    loop(kind, Lasting.ONCE, leftByACrash(kind));
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationMayFailForEverWhileRecovering(Kind kind) throws IOException {
    loop(kind, Lasting.FOR_EVER, leftByACrash(kind));
  }

  @ParameterizedTest
  @EnumSource
  void aFailedForceIsFinalEvenIfTheNextOneWouldWork(Kind kind) throws IOException {
    for (int force = 1; force <= 3; force++) {
      Path home = folder.resolve(kind + "-" + force);
      Commits source = new Commits(force);
      ledger = new Ledger();
      long before = operationsUntilOpen(home, kind);
      FaultyDisk disk = new FaultyDisk(before + force, Lasting.ONCE, FaultyDisk.IO_ERROR);
      try (Journal log = Journal.open(Crashes.options(home, kind, disk))) {
        for (int i = 1; i < force; i++) {
          ledger.write(log, source, 1);
        }
        assertThatThrownBy(() -> ledger.write(log, source, 1)).satisfies(IoErrorLoopTest::isClean);
        assertThat(disk.failed()).startsWith("force ");
        requireNothingMore(log);
      }
      reopen(home, kind);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskIsCalledThat(Kind kind) throws IOException {
    long operations = new Attempt(kind, 0, Lasting.ONCE, FaultyDisk.NO_SPACE).run(null);
    int full = 0;
    for (long n = 1; n <= operations; n++) {
      Attempt attempt = new Attempt(kind, n, Lasting.ONCE, FaultyDisk.NO_SPACE);
      attempt.run(null);
      EwigException error = attempt.error;
      if (error != null) {
        assertThat(error.code())
            .as("operation %d, %s: %s", n, attempt.disk.failed(), error.getMessage())
            .isEqualTo(ErrorCode.DISK_FULL);
        assertThat(error.sqlState()).isEqualTo("53100");
        full++;
      }
    }
    assertThat(full).isGreaterThan(30);
  }

  private long operationsUntilOpen(Path home, Kind kind) throws IOException {
    Journal.open(Crashes.options(home, kind, new FaultyDisk(0, Lasting.ONCE, ""))).close();
    Crashes.delete(home);
    FaultyDisk counting = new FaultyDisk(0, Lasting.ONCE, "");
    Journal log = Journal.open(Crashes.options(home, kind, counting));
    long before = counting.operations();
    log.close();
    Crashes.delete(home);
    return before;
  }

  /** A folder in which a power loss has left a torn tail behind a sealed segment. */
  private Path leftByACrash(Kind kind) throws IOException {
    Path home = folder.resolve("crashed-at");
    Path image = folder.resolve("crashed");
    PowerLossDisk disk = new PowerLossDisk(home, Forcing.HONEST);
    try (Journal log = Journal.open(Crashes.options(home, kind, disk))) {
      write(log, 11, COMMITS);
      for (int i = 0; i < 5; i++) {
        ledger.append(log, new Commits(i).payloadBytes(2000).of(log, 10));
      }
      disk.image(new Randoms(4), Mode.TORN, image);
    }
    Crashes.delete(home);
    return image;
  }

  private void loop(Kind kind, Lasting lasting, @Nullable Path start) throws IOException {
    Ledger before = ledger;
    int failing = 1 - Tier.oneIn(1);
    do {
      failing += Tier.oneIn(1);
      ledger = start == null ? new Ledger() : before.copy();
      new Attempt(kind, failing, lasting, FaultyDisk.IO_ERROR).run(start);
    } while (failed);
    System.out.println(kind + ": each of " + (failing - 1) + " operations has failed " + lasting);
    assertThat(failing).isGreaterThan(start == null ? 60 : 30);
  }

  /** The script, once, on a disk that fails somewhere. */
  private final class Attempt {

    private final Kind kind;
    private final long failing;
    private final Lasting lasting;
    private final FaultyDisk disk;
    private int commits = COMMITS;
    private @Nullable EwigException error;

    Attempt(Kind kind, long failing, Lasting lasting, String text) {
      this.kind = kind;
      this.failing = failing;
      this.lasting = lasting;
      this.disk = new FaultyDisk(failing, lasting, text);
    }

    /** Returns how many operations there were. */
    long run(@Nullable Path start) throws IOException {
      Path home = folder.resolve("attempt");
      if (start != null) {
        Crashes.copy(start, home);
        commits = COMMITS_AFTER_CRASH;
      } else {
        ledger = new Ledger();
      }
      try {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> script(home));
        failed = !disk.failed().isEmpty();
        assertThat(failed || Files.exists(home.resolve("sealed/00000001.ewx")))
            .as("a segment was sealed")
            .isTrue();
        reopen(home, kind);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "%s, operation %d fails %s (%s): %s"
                .formatted(kind, failing, lasting, disk.failed(), e.getMessage()),
            e);
      }
      Crashes.delete(home);
      return disk.operations();
    }

    private void script(Path home) {
      try (Journal log = Journal.open(Crashes.options(home, kind, disk))) {
        boolean isWriting = false;
        try {
          ledger = ledger.adopt(log);
          isWriting = true;
          write(log, 7, commits);
          isWriting = false;
          read(log);
        } catch (EwigException e) {
          error = e;
          isClean(e);
          if (isWriting) {
            requireNothingMore(log);
          }
          readUnderFailure(log);
        }
      } catch (EwigException e) {
        error = error == null ? e : error;
        isClean(e);
      }
    }
  }

  private void write(Journal log, long seed, int commits) {
    Commits source = new Commits(seed).payloadBytes(20_000);
    for (int i = 0; i < commits; i++) {
      ledger.append(log, source.of(log, 4));
      if (i % 3 != 0) {
        ledger.await(log);
      }
    }
    ledger.await(log);
  }

  private void read(Journal log) {
    ledger.check(log);
    log.proveInclusion(3, log.head().size());
    assertThat(log.verify(Progress.SILENT).findings()).isEmpty();
  }

  /** Reading goes on, or says cleanly why not. */
  private static void readUnderFailure(Journal log) {
    try {
      long size = log.head().size();
      if (size > 0) {
        assertThat(log.get(size - 1).seq()).isEqualTo(size - 1);
      }
    } catch (EwigException e) {
      isClean(e);
    }
  }

  private static void requireNothingMore(Journal log) {
    long visible = log.head().size();
    for (int i = 0; i < 3; i++) {
      Commit commit = new Commits(i).of(log, 1);
      assertThatThrownBy(() -> log.append(commit)).satisfies(IoErrorLoopTest::isClean);
      assertThatThrownBy(() -> log.awaitDurable(visible + 1)) // appended or not
          .isInstanceOf(EwigException.class);
      assertThat(log.head().size()).isEqualTo(visible);
    }
  }

  private static void isClean(Throwable error) {
    assertThat(error).isInstanceOf(EwigException.class);
    EwigException clean = (EwigException) error;
    assertThat(clean.code())
        .as(clean.getMessage())
        .isIn(ErrorCode.IO_FAILED, ErrorCode.DISK_FULL, ErrorCode.LOG_FAILED);
  }

  private void reopen(Path home, Kind kind) {
    Ledger after;
    try (Journal log = Crashes.open(home, kind)) {
      after = ledger.adopt(log);
      ledger.checkWhole(log);
      after.write(log, new Commits(5), 3);
    }
    try (Journal log = Crashes.open(home, kind)) {
      after.check(log);
    }
  }
}
