package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.internal.disk.FaultyDisk;
import io.ewig.engine.internal.disk.FaultyDisk.Lasting;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Operations of the disk fail while log, packs, runs, checkpoints and warm files are written side
 * by side: whoever meets that is told, what was acknowledged stays, and where the trouble passes
 * what is derived goes on.
 */
class DatabaseIoErrorTest {

  private static final int WORKS = 60;

  /** Of the operations, so many are passed over between two that fail. */
  private static final int ONE_IN_FAST = 19;

  private static final Config CONFIG = DatabaseKillWriter.config(LogKind.PLAIN, Durability.DURABLE);

  @TempDir(factory = FastFolder.class)
  private Path folder;

  @ParameterizedTest
  @EnumSource
  void anyOperationMayFailWhileADatabaseIsWorkedOn(Lasting lasting) throws IOException {
    int step = Tier.oneIn(ONE_IN_FAST);
    int failed = 0;
    FaultyDisk disk;
    do {
      disk = new FaultyDisk(1 + (long) step * failed++, lasting, FaultyDisk.NO_SPACE);
      workOn(disk);
    } while (!disk.failed().isEmpty());
    assertThat(failed * step).isGreaterThan(300);
  }

  private void workOn(FaultyDisk disk) throws IOException {
    Acknowledged acknowledged = new Acknowledged();
    try (Ewig db = Ewig.open(folder, CONFIG, SmallWorkings.on(disk))) {
      Gardener.plan(db);
      Randoms random = new Randoms(1);
      Gardener gardener = new Gardener(db, random, "g", acknowledged::note);
      for (int i = 0; i < WORKS; i++) {
        meetTrouble(disk, gardener::work);
        while (random.oneIn(2)) {
          meetTrouble(disk, db::step);
        }
      }
    } catch (EwigException e) { // from opening or closing it
      requireTold(disk, e);
    }
    try (Ewig db = Ewig.open(folder, CONFIG, SmallWorkings.on(new RealDisk()))) {
      acknowledged.checkAll(db);
      Acknowledged.requireSound(db);
      Gardener.plan(db);
      new Gardener(db, new Randoms(2), "after", acknowledged::note).work();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(disk.failed() + " has failed: " + e.getMessage(), e);
    }
    Crashes.delete(folder);
  }

  private static void meetTrouble(FaultyDisk disk, Runnable work) {
    try {
      work.run();
    } catch (EwigException e) { // also of what is not there, since it could not be written
      requireTold(disk, e);
    }
  }

  /** That the disk is full is said wherever it shows. */
  private static void requireTold(FaultyDisk disk, EwigException error) {
    assertThat(disk.failed()).as("%s", error).isNotEmpty();
    assertThat(error.code()).as("%s, %s", disk.failed(), error).isNotEqualTo(ErrorCode.IO_FAILED);
  }

  private static void plant(Ewig db, int id) {
    try (Transaction transaction = db.begin("main")) {
      transaction.put(Gardener.PLANTS, Row.of(id, "x".repeat(500)), null);
      transaction.commit();
    }
  }

  /** How many rows were planted before one was refused. */
  private static int plantUntilRefused(Ewig db) {
    int planted = 0;
    try {
      while (planted < 10_000) {
        plant(db, planted++);
      }
    } catch (ResourceException full) {
      assertThat(full.code()).isEqualTo(ErrorCode.DISK_FULL);
      assertThat(full).hasMessageContainingAll("runs", "free some space");
    }
    return planted - 1;
  }

  @Test
  void anIndexThatHadNoRoomOnDiskGoesOnOnceThereIsSome() {
    FaultyDisk disk = new FaultyDisk(0, Lasting.ONCE, FaultyDisk.NO_SPACE);
    try (Ewig db = Ewig.open(folder, CONFIG, SmallWorkings.on(disk))) {
      Gardener.plan(db);
      disk.fill(folder.resolve("runs"));
      int planted = plantUntilRefused(db);
      assertThat(planted).isBetween(1, 9_000);
      assertThat(db.head().size()).as("what was refused is not there").isEqualTo(planted + 1);
      assertThatThrownBy(db::step).isInstanceOf(ResourceException.class);
      disk.fill(null);
      plant(db, planted);
      assertThat(db.view().get(Gardener.PLANTS, planted - 1)).isNotNull();
      assertThat(db.view().get(Gardener.PLANTS, planted)).isNotNull();
      assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  /** More rows than the state may be behind before whoever appends helps. */
  @Test
  void whatIsImportedWhileTheIndexHasNoRoomIsThereAllTheSame() {
    ByteArrayOutputStream exported = new ByteArrayOutputStream();
    int rows = 40_000;
    try (Ewig source = Ewig.inMemory()) {
      Gardener.plan(source);
      for (int id = 0; id < rows; ) {
        try (Transaction transaction = source.begin("main")) {
          for (int end = id + 1000; id < end; id++) {
            transaction.put(Gardener.PLANTS, Row.of(id, "rose"), null);
          }
          transaction.commit();
        }
      }
      source.exportTo(exported, 0, source.head().size());
    }
    FaultyDisk disk = new FaultyDisk(0, Lasting.ONCE, FaultyDisk.NO_SPACE);
    try (Ewig db = Ewig.open(folder, CONFIG, SmallWorkings.on(disk))) {
      disk.fill(folder.resolve("runs"));
      assertThat(db.importFrom(new ByteArrayInputStream(exported.toByteArray())))
          .isEqualTo(rows + 1);
      assertThatThrownBy(db::view).isInstanceOf(ResourceException.class);
      disk.fill(null);
      assertThat(db.view().get(Gardener.PLANTS, rows - 1)).isNotNull();
    }
  }

  @Test
  void anErasureThatHadNoRoomForANewIndexGoesOnWithTheNextOne() {
    FaultyDisk disk = new FaultyDisk(0, Lasting.ONCE, FaultyDisk.NO_SPACE);
    try (Ewig db = Ewig.open(folder, CONFIG, SmallWorkings.on(disk))) {
      People.fill(db);
      List<String> before = People.answers(db, db.head().size());
      long size = db.head().size();
      disk.fill(folder.resolve("runs"));
      assertThatThrownBy(() -> db.erasures().rows(People.PEOPLE, People.secret(), People.REASON))
          .isInstanceOf(ResourceException.class);
      assertThatThrownBy(() -> db.view().get(People.PEOPLE, 12))
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("tried again by itself");
      disk.fill(null);
      assertThat(db.erasures().rows(People.PEOPLE, People.secret(), People.REASON)).isZero();
      assertThat(People.answers(db, size)).isEqualTo(before);
      People.assertNothingIsLeft(db, size);
    }
  }

  @Test
  void anErasureThatHadNoRoomGoesOnByItselfOnceThereIsSome() {
    FaultyDisk disk = new FaultyDisk(0, Lasting.ONCE, FaultyDisk.NO_SPACE);
    try (Ewig db = Ewig.open(folder, CONFIG, SmallWorkings.on(disk))) {
      People.fill(db);
      List<String> before = People.answers(db, db.head().size());
      long size = db.head().size();
      disk.fill(folder.resolve("runs"));
      assertThatThrownBy(() -> db.erasures().rows(People.PEOPLE, People.secret(), People.REASON))
          .isInstanceOf(ResourceException.class);
      assertThatThrownBy(db.erasures()::step).isInstanceOf(ResourceException.class);
      disk.fill(null);
      while (db.step()) {
        Thread.onSpinWait();
      }
      assertThat(People.answers(db, size)).isEqualTo(before);
      People.assertNothingIsLeft(db, size);
    }
  }
}
