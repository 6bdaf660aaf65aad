package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.erasure.ErasingMark;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.internal.journal.PowerLosses;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power goes while something is erased: either nothing was said yet, and all is as before, or
 * it was, and opening the database brings it to its end.
 */
class ErasurePowerLossTest {

  private static final int ROUNDS_LONG = 40;

  /** Of the moments at which the power can go, when there is no time for all. */
  private static final int ONE_IN_FAST = 16;

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private int oneIn;

  @ParameterizedTest
  @EnumSource(
      value = LogKind.class,
      names = {"CHRONICLE", "PLAIN"})
  void anErasureThatWasBegunComesToItsEnd(LogKind kind) throws IOException {
    int rounds = Crashes.rounds(1, ROUNDS_LONG);
    oneIn = rounds == 1 ? ONE_IN_FAST : 1;
    for (long seed = Crashes.firstSeed(); seed < Crashes.firstSeed() + rounds; seed++) {
      new Run(kind, seed).go();
    }
  }

  /** One erasure, with a power loss at each of its steps. */
  private final class Run {

    private final Config config;
    private final Path home;
    private final PowerLosses power;
    private List<String> before = List.of();
    private long size;
    private boolean isAcknowledged;
    private int unsaid;
    private int moments;

    Run(LogKind kind, long seed) throws IOException {
      config = DatabaseKillWriter.config(kind, Durability.DURABLE);
      home = folder.resolve(kind + "-" + seed);
      power =
          new PowerLosses(
              "erasing, " + kind, home, Forcing.HONEST, new Randoms(seed), this::recover);
    }

    void go() throws IOException {
      try (Ewig db = Ewig.open(home, config, SmallWorkings.on(power.disk()))) {
        People.fill(db);
        size = db.head().size();
        before = People.answers(db, size);
        power.disk().onMoment(this::maybeLose);
        assertThat(db.erasures().rows(People.PEOPLE, People.secret(), People.REASON)).isEqualTo(3);
        isAcknowledged = true;
        power.lose("after the erasure");
        power.disk().onMoment(operation -> {});
      }
      power.lose("after close");
      assertThat(unsaid).as("power losses before it was said").isPositive();
      System.out.println(power.images() + " power losses while something was erased");
      Crashes.delete(home);
    }

    private void maybeLose(String operation) throws IOException {
      if (moments++ % oneIn == 0) { // the first is before anything was said
        power.lose(operation);
      }
    }

    /** Opens an image, perhaps losing the power once more meanwhile. */
    private void recover(Path image) throws IOException {
      power.repair(
          image,
          4 * oneIn,
          (disk, at) -> Ewig.open(at, config, SmallWorkings.on(disk))::close,
          this::check);
      check(image);
    }

    private void check(Path image) throws IOException {
      boolean isSaid;
      try (Ewig db = Ewig.open(image, config, SmallWorkings.on(new RealDisk()))) {
        try (EventCursor erasures = db.iterate(Scan.all().in(Erasure.WORLD))) {
          isSaid = erasures.next();
        }
        assertThat(isSaid || !isAcknowledged).as("an acknowledged erasure is there").isTrue();
        assertThat(Files.exists(image.resolve(ErasingMark.NAME))).isFalse();
        assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
        assertThat(People.answers(db, size)).isEqualTo(before);
        if (isSaid) {
          assertThat(Plaintext.find(image, People.SECRET)).isEmpty();
          People.assertNothingIsLeft(db, size);
        } else {
          unsaid++;
          assertThat(db.view().get(People.PEOPLE, 7)).isNotNull();
        }
      }
    }
  }
}
