package io.ewig.engine.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.FaultyDisk;
import io.ewig.engine.internal.disk.FaultyDisk.Lasting;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.store.References;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of the disk fails in turn, once or for ever: the error is clean, reading goes on,
 * and a healthy disk shows all that had been forced.
 */
class PackIoErrorTest {

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private PackLedger ledger = new PackLedger();

  @ParameterizedTest
  @EnumSource
  void everyOperationMayFail(Lasting lasting) throws IOException {
    int failures = 0;
    FaultyDisk disk;
    do {
      failures++;
      disk = attempt(failures, lasting, FaultyDisk.IO_ERROR);
    } while (!disk.failed().isEmpty());
    System.out.println("packs: each of " + (failures - 1) + " operations has failed " + lasting);
    assertThat(failures).isGreaterThan(60);
  }

  @Test
  void aPackThatCouldNotBeRemovedGoesWithTheNextCollection() throws IOException {
    int stayed = 0;
    FaultyDisk disk;
    long failing = 0;
    do {
      disk = new FaultyDisk(++failing, Lasting.ONCE, FaultyDisk.IO_ERROR);
      Path home = folder.resolve("home" + failing);
      Hash dead = Hash.ZERO;
      try (PackStore store = open(disk, home)) {
        dead = store.put(new byte[] {1});
        Hash live = store.put(new byte[] {2});
        store.force();
        try {
          store.collect(List.of(live), References.NONE).run();
        } catch (EwigException e) {
          isClean(e);
        }
        if (disk.failed().startsWith("delete")) {
          store.collect(List.of(live), References.NONE).run();
          stayed++;
        }
      } catch (EwigException e) {
        isClean(e);
      }
      if (disk.failed().startsWith("delete")) {
        try (PackStore store = open(new FaultyDisk(0, Lasting.ONCE, ""), home)) {
          assertThat(store.contains(dead)).as(disk.failed()).isFalse();
        }
      }
    } while (!disk.failed().isEmpty());
    assertThat(stayed).isEqualTo(2); // index and pack
  }

  @Test
  void aFullDiskIsCalledThat() throws IOException {
    Path home = folder.resolve("full");
    FaultyDisk disk = new FaultyDisk(30, Lasting.FOR_EVER, FaultyDisk.NO_SPACE);
    try (PackStore store = open(disk, home)) {
      assertThatThrownBy(() -> putAndForce(store, 100))
          .satisfies(e -> assertThat(((EwigException) e).sqlState()).isEqualTo("53100"));
      assertThatThrownBy(() -> store.put(new byte[] {1}))
          .satisfies(e -> assertThat(((EwigException) e).code()).isEqualTo(ErrorCode.STORE_FAILED));
    }
  }

  private void putAndForce(PackStore store, int times) {
    for (int i = 0; i < times; i++) {
      ledger.put(store, new Randoms(i));
      ledger.force(store);
    }
  }

  private FaultyDisk attempt(long failing, Lasting lasting, String text) throws IOException {
    Path home = folder.resolve("attempt");
    ledger = new PackLedger();
    FaultyDisk disk = new FaultyDisk(failing, lasting, text);
    try {
      for (int session = 0; session < 2; session++) {
        session(disk, home, session);
      }
      ledger = ledger.copy();
      try (PackStore store = open(new FaultyDisk(0, Lasting.ONCE, ""), home)) {
        ledger.check(store);
        ledger.put(store, new Randoms(5));
        ledger.force(store);
        ledger.check(store);
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "operation %d fails %s (%s): %s"
              .formatted(failing, lasting, disk.failed(), e.getMessage()),
          e);
    }
    Crashes.delete(home);
    return disk;
  }

  private void session(FaultyDisk disk, Path home, int session) {
    try (PackStore store = open(disk, home)) {
      try {
        script(store, new Randoms(session));
      } catch (EwigException e) {
        isClean(e);
        readUnderFailure(store);
      }
    } catch (EwigException e) {
      isClean(e);
    }
    ledger = ledger.copy(); // what was not forced may be gone, and may not
  }

  private static PackStore open(FaultyDisk disk, Path home) {
    return PackStore.open(PackFixture.options(disk, home.resolve("store"), FrameKeys.NONE, false));
  }

  private void script(PackStore store, Randoms random) {
    for (int i = 0; i < 60; i++) {
      ledger.put(store, random);
      if (i % 10 == 9) {
        ledger.force(store);
      }
      if (i % 30 == 29) {
        ledger.collect(store, random);
      }
    }
    ledger.force(store);
  }

  private void readUnderFailure(PackStore store) {
    ledger.checkForced(store);
  }

  private static void isClean(EwigException e) {
    assertThat(e.code())
        .as(e.toString())
        .isIn(ErrorCode.IO_FAILED, ErrorCode.DISK_FULL, ErrorCode.STORE_FAILED);
    assertThat(e.getMessage()).isNotBlank();
  }
}
