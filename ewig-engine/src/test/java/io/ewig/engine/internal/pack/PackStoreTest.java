package io.ewig.engine.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.pack.file.PackOptions;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.ContentStoreContract;
import io.ewig.engine.store.References;
import io.ewig.engine.store.StoreStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept in packs; and what only packs promise. */
class PackStoreTest extends ContentStoreContract {

  @TempDir Path folder;

  @Override
  protected ContentStore create() {
    return PackFixture.open(folder.resolve("store"), keys());
  }

  FrameKeys keys() {
    return FrameKeys.NONE;
  }

  private Map<Hash, byte[]> fill(ContentStore target, int objects, long seed) {
    Randoms random = new Randoms(seed);
    Map<Hash, byte[]> put = new HashMap<>();
    for (int i = 0; i < objects; i++) {
      byte[] bytes =
          random.oneIn(2)
              ? random.bytes(random.below(3000))
              : ("rose " + seed + "-" + i + " ")
                  .repeat(random.below(400))
                  .getBytes(StandardCharsets.UTF_8);
      put.put(target.put(bytes), bytes);
      if (random.oneIn(20)) {
        target.force();
      }
    }
    return put;
  }

  private void reopen() {
    store.close();
    store = create();
  }

  private static void assertHolds(ContentStore store, Map<Hash, byte[]> objects) {
    objects.forEach((address, bytes) -> assertThat(store.get(address)).isEqualTo(bytes));
  }

  @Test
  void whatWasPutIsThereAfterReopening() throws IOException {
    Map<Hash, byte[]> all = new HashMap<>();
    for (int session = 0; session < 5; session++) {
      all.putAll(fill(store, 100, session));
      assertHolds(store, all);
      reopen();
      assertHolds(store, all);
      assertThat(store.statistics().objects()).isEqualTo(all.size());
    }
    assertThat(store.verify(Progress.SILENT)).isEmpty();
    assertThat(store.statistics().packs()).isGreaterThan(5);
    Map<Hash, byte[]> fromScratch = all;
    store.close();
    try (Stream<Path> files = Files.list(folder.resolve("store"))) {
      for (Path index : files.filter(file -> file.toString().endsWith(".ewx")).toList()) {
        Files.delete(index);
      }
    }
    store = create();
    assertHolds(store, fromScratch);
    assertThat(store.verify(Progress.SILENT)).isEmpty();
  }

  @Test
  void openingAndClosingWritesNothing() throws IOException {
    reopen();
    assertThat(folder.resolve("store")).doesNotExist();
    fill(store, 3, 1);
    reopen();
    List<String> before = listing();
    for (int i = 0; i < 3; i++) {
      reopen();
      store.force();
    }
    assertThat(listing()).isEqualTo(before);
  }

  private List<String> listing() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("store"))) {
      return files.map(file -> file.getFileName() + " " + file.toFile().length()).sorted().toList();
    }
  }

  @Test
  void statisticsCountWhatIsKept() {
    byte[] text = "a long story ".repeat(1000).getBytes(StandardCharsets.UTF_8);
    store.put(text);
    store.put(new Randoms(1).bytes(500));
    StoreStatistics statistics = store.statistics();
    assertThat(statistics.objects()).isEqualTo(2);
    assertThat(statistics.rawBytes()).isEqualTo(13_500);
    assertThat(statistics.storedBytes()).isBetween(600L, 1500L);
    assertThat(statistics.packs()).isEqualTo(1);
    assertThat(statistics.garbageBytes()).isZero();
  }

  @Test
  void aPackWithLittleGarbageStaysAndIsCounted() {
    PackOptions lenient =
        new PackOptions(new RealDisk(), folder.resolve("lenient"), keys(), false, 8192, 1024, 50);
    try (PackStore lazy = PackStore.open(lenient)) {
      List<Hash> roots = new ArrayList<>();
      Randoms random = new Randoms(3);
      for (int i = 0; i < 40; i++) {
        roots.add(lazy.put(random.bytes(500)));
      }
      Hash dead = roots.remove(3);
      lazy.collect(roots, References.NONE).run();
      assertThat(lazy.contains(dead)).isTrue();
      assertThat(lazy.statistics().garbageBytes()).isBetween(500L, 700L);
      lazy.collect(List.of(), References.NONE).run();
      assertThat(lazy.statistics().objects()).isZero();
    }
  }

  @Test
  void smallPacksAreJoined() {
    Map<Hash, byte[]> all = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      all.putAll(fill(store, 1, i));
      store.collect(all.keySet(), References.NONE).close(); // seals what there is
    }
    int before = store.statistics().packs();
    store.collect(all.keySet(), References.NONE).run();
    assertThat(store.statistics().packs()).isLessThan(before / 2);
    assertHolds(store, all);
    reopen();
    assertHolds(store, all);
  }

  @Test
  void aCollectionGivesItsSpaceBack() throws IOException {
    Map<Hash, byte[]> all = fill(store, 300, 1);
    long before = bytesOnDisk();
    Hash one = all.keySet().iterator().next();
    store.collect(List.of(one), References.NONE).run();
    assertThat(bytesOnDisk()).isLessThan(before / 20);
    assertThat(store.get(one)).isEqualTo(all.get(one));
    reopen();
    assertThat(store.get(one)).isEqualTo(all.get(one));
    assertThat(store.statistics().objects()).isEqualTo(1);
  }

  private long bytesOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("store"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void aCollectionThatWasGivenUpLosesNothing() {
    for (int steps = 0; steps < 30; steps++) {
      Map<Hash, byte[]> all = fill(store, 20, steps);
      var running = store.collect(all.keySet(), References.NONE);
      for (int i = 0; i < steps; i++) {
        running.step();
      }
      running.close();
      assertHolds(store, all);
      reopen();
      assertHolds(store, all);
    }
    assertThat(store.verify(Progress.SILENT)).isEmpty();
  }

  @Test
  void aClosedStoreSaysSo() {
    Hash address = store.put(new byte[] {1});
    store.close();
    assertThatThrownBy(() -> store.get(address)).satisfies(PackStoreTest::isClosed);
    assertThatThrownBy(() -> store.contains(address)).satisfies(PackStoreTest::isClosed);
    assertThatThrownBy(() -> store.put(new byte[] {2})).satisfies(PackStoreTest::isClosed);
    assertThatThrownBy(() -> store.force()).satisfies(PackStoreTest::isClosed);
    store.close();
  }

  private static void isClosed(Throwable e) {
    assertThat(((EwigException) e).code()).isEqualTo(ErrorCode.CLOSED);
  }

  @Test
  void aReaderInAnotherProcessSeesWhatIsForcedAndWhatWasMoved() {
    try (ContentStore reader = PackFixture.openReadOnly(folder.resolve("store"), keys())) {
      assertThatThrownBy(() -> reader.put(new byte[1]))
          .satisfies(e -> assertThat(((EwigException) e).code()).isEqualTo(ErrorCode.READ_ONLY));
      Map<Hash, byte[]> all = new HashMap<>();
      for (int i = 0; i < 20; i++) {
        all.putAll(fill(store, 30, i));
        store.force();
        assertHolds(reader, all);
        if (i % 4 == 3) {
          all.keySet().removeIf(address -> address.a() % 2 == 0);
          store.collect(all.keySet(), References.NONE).run();
          assertHolds(reader, all);
        }
      }
      assertThat(reader.verify(Progress.SILENT)).isEmpty();
      reader.force();
      Hash late = Sha256.of(new byte[] {9, 9});
      assertThat(reader.contains(late)).isFalse();
      store.put(new byte[] {9, 9});
      store.force();
      assertThat(reader.contains(late)).isTrue();
    }
  }

  @Test
  void aCollectionThatNobodyStepsGivesUp() {
    Hash root = store.put(new byte[] {1});
    Touched touched = new Touched();
    for (int i = 0; i <= Touched.COUNT_MAX; i++) {
      touched.add(root);
    }
    assertThatThrownBy(() -> touched.drainTo(address -> {}))
        .satisfies(e -> assertThat(((EwigException) e).code()).isEqualTo(ErrorCode.LIMIT_REACHED));
  }

  @Test
  void packsOfNoSizeAreRefused() {
    assertThatThrownBy(() -> new PackOptions(new RealDisk(), folder, keys(), false, 0, 1024, 0))
        .hasMessageContaining("packs of 0 bytes");
  }
}
