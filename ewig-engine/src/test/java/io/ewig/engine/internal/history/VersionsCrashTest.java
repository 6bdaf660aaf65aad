package io.ewig.engine.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Tier;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.FaultyDisk;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.PowerLosses;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After any crash the runs are used or refused, and what is answered is right. */
class VersionsCrashTest {

  private static final int IMAGES = Tier.count(150, 20_000);

  private Path folder;
  private int images;
  private int used;

  @BeforeEach
  void makeFolder() {
    folder = Folders.fresh();
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Folders.delete(folder);
  }

  @Test
  void afterAPowerLossRunsAreUsedOrRefused() throws IOException {
    for (long seed = Long.getLong("ewig.seed", 1); images < IMAGES; seed++) {
      new Run(seed, Forcing.HONEST).go();
    }
    System.out.println("versions: " + images + " power losses, runs used after " + used);
    assertThat(used).isGreaterThan(images / 4);
  }

  @Test
  void aFolderThatIsNotForcedWouldBeNoticed() {
    assertThat(PowerLosses.noticed(5, seed -> new Run(seed, Forcing.NAMES_FORGOTTEN).go()))
        .isPositive();
  }

  private final class Run {

    private final Randoms random;
    private final Path home;
    private final PowerLosses power;
    private final History history;

    Run(long seed, Forcing forcing) throws IOException {
      random = new Randoms(seed);
      home = folder.resolve(forcing + "-" + seed);
      power = new PowerLosses("versions", home, forcing, random, this::recover);
      history = new History(random, 20);
    }

    void go() throws IOException {
      try (Versions versions = open(home, power.disk(), Long.MAX_VALUE)) {
        power.disk().onMoment(this::maybeLose);
        for (int i = 0; i < 150; i++) {
          History.apply(history.next(), versions);
          if (random.oneIn(3)) {
            versions.step();
          }
          if (random.oneIn(20)) {
            versions.flush();
          }
        }
      }
    }

    private Versions open(Path where, Disk on, long logEnd) {
      return Versions.open(
          Folders.options(where, on, FrameKeys.NONE, 2000),
          (seq, chain) -> seq <= logEnd && history.has(seq, chain));
    }

    private void maybeLose(String operation) throws IOException {
      if (random.oneIn(6)) {
        power.lose(operation);
      }
    }

    private void recover(Path image) {
      images++;
      check(image, random.oneIn(3) ? random.longBelow(history.endSeq() + 1) : Long.MAX_VALUE);
    }

    /**
     * @param logEnd what the log itself has lost from there on
     */
    private void check(Path image, long logEnd) {
      VersionOracle oracle = new VersionOracle();
      try (Versions versions = open(image, new RealDisk(), logEnd)) {
        used += versions.applied().endSeq() > 0 ? 1 : 0;
        long from = versions.applied().endSeq();
        assertThat(from).isLessThanOrEqualTo(logEnd);
        for (History.Commit commit : history.commits()) {
          if (commit.endSeq() <= logEnd) {
            commit.entries().forEach(entry -> oracle.put(entry.key(), entry.version()));
            if (commit.endSeq() > from) {
              History.apply(commit, versions);
            }
          }
        }
        new Questions(random, history, oracle).ask(versions, 60);
        versions.check();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverFailsAnswersAreRightAndNothingStaysBroken(FaultyDisk.Lasting lasting)
      throws IOException {
    long operations = scenario(new FaultyDisk(0, lasting, ""), 0);
    for (long failing = 1; failing <= operations; failing += Tier.oneIn(1)) {
      scenario(new FaultyDisk(failing, lasting, FaultyDisk.IO_ERROR), failing);
    }
    assertThat(operations).isGreaterThan(100);
  }

  private long scenario(FaultyDisk disk, long number) throws IOException {
    Path home = folder.resolve("faulty");
    Randoms random = new Randoms(77);
    History history = new History(random, 10);
    VersionOracle oracle = new VersionOracle();
    Questions questions = new Questions(random, history, oracle);
    VersionsOptions options = Folders.options(home, disk, FrameKeys.NONE, 3000);
    for (int session = 0; session < 3; session++) {
      try (Versions versions = Versions.open(options, history::has)) {
        history.commits().stream()
            .filter(commit -> commit.endSeq() > versions.applied().endSeq())
            .forEach(commit -> tolerant(() -> History.apply(commit, versions)));
        for (int i = 0; i < 60; i++) {
          History.Commit commit = history.next();
          commit.entries().forEach(entry -> oracle.put(entry.key(), entry.version()));
          tolerant(() -> History.apply(commit, versions));
          if (i % 4 == 0) {
            tolerant(versions::step);
          }
        }
        questions.ask(versions, 30);
      } catch (ResourceException cannotOpen) {
        assertThat(disk.failed()).isNotEmpty();
      }
    }
    VersionsOptions mended = Folders.options(home, new RealDisk(), FrameKeys.NONE, 3000);
    try (Versions versions = Versions.open(mended, history::has)) {
      history.catchUp(versions);
      questions.ask(versions, 30);
      versions.check();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("operation " + number + ", " + disk.failed() + ": " + e, e);
    }
    Folders.delete(home);
    return disk.operations();
  }

  private static void tolerant(Runnable step) {
    try {
      step.run();
    } catch (ResourceException e) {
      assertThat(e).hasMessageContaining(FaultyDisk.IO_ERROR);
    }
  }

  @Test
  void aFullDiskSaysSo() {
    FaultyDisk disk = new FaultyDisk(8, FaultyDisk.Lasting.FOR_EVER, FaultyDisk.NO_SPACE);
    VersionsOptions options = Folders.options(folder, disk, FrameKeys.NONE, 1000);
    try (Versions versions = Versions.open(options, (seq, chain) -> true)) {
      versions.put(new byte[] {1}, 0, 0, 0, 0, 1, new byte[] {2});
      versions.advance(1, Hash.ZERO);
      assertThatThrownBy(
              () -> {
                versions.flush();
                for (int seq = 1; seq < 10; seq++) {
                  versions.put(new byte[] {1}, 0, seq, 0, 0, 1, new byte[] {2});
                  versions.advance(seq + 1, Hash.ZERO);
                  versions.flush();
                }
              })
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("free some space")
          .hasMessageContaining("4002");
    }
  }
}
