package io.ewig.engine.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.store.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each byte of a small store is changed or cut off in turn: what is hurt is named, all else is
 * served, and nothing wrong is ever given out.
 */
class PackDamageTest {

  private final Map<Hash, byte[]> objects = new LinkedHashMap<>();

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private Path packs;
  private Path pack;

  @BeforeEach
  void makeFolder() throws IOException {
    packs = folder.resolve("store");
    pack = packs.resolve("pack-00000001.ewp");
  }

  /** Five objects in three batches; the last batch is only the mark of a clean close. */
  private void fill(boolean seals) {
    Randoms random = new Randoms(3);
    try (PackStore store = PackFixture.open(packs)) {
      for (int i = 0; i < 5; i++) {
        byte[] bytes = i == 2 ? new byte[2000] : random.bytes(60);
        objects.put(store.put(bytes), bytes);
        if (i % 2 == 1) {
          store.force();
        }
      }
      if (seals) {
        store.collect(objects.keySet(), References.NONE).close();
      }
    }
  }

  private static byte[] flipped(byte[] good, int at, int mask) {
    byte[] bad = good.clone();
    bad[at] ^= (byte) mask;
    return bad;
  }

  /** Changes a bit of the pack, and returns what it holds then. */
  private byte[] damage(int at) throws IOException {
    byte[] bad = flipped(Files.readAllBytes(pack), at, 1);
    Files.write(pack, bad);
    return bad;
  }

  private void assertAllServed(PackStore store) {
    objects.forEach((address, bytes) -> assertThat(store.get(address)).isEqualTo(bytes));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anyFlippedByteHurtsOneObjectAtMostAndIsFound(boolean seals) throws IOException {
    fill(seals);
    byte[] good = Files.readAllBytes(pack);
    for (int at = 0; at < good.length; at++) {
      for (int mask : new int[] {1, 0x80, 0xFF}) {
        Files.write(pack, flipped(good, at, mask));
        List<Finding> findings = lookReadOnly(at);
        boolean isLastMark = !seals && at >= good.length - 20;
        if (!isLastMark) { // which alone can't be told from one that was never forced
          assertThat(findings).as("byte %s", at).isNotEmpty();
        }
        assertThat(findings).allSatisfy(found -> assertThat(found.file()).contains("pack-"));
      }
    }
  }

  private List<Finding> lookReadOnly(int at) {
    try (PackStore store = PackFixture.openReadOnly(packs, FrameKeys.NONE)) {
      int lost = 0;
      for (Map.Entry<Hash, byte[]> object : objects.entrySet()) {
        lost += isServed(store, object) ? 0 : 1;
      }
      assertThat(lost).as("objects lost by byte %s", at).isLessThanOrEqualTo(2);
      return store.verify(Progress.SILENT);
    } catch (UserException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT);
      return List.of(new Finding("pack-", 7, "refused"));
    }
  }

  private static boolean isServed(PackStore store, Map.Entry<Hash, byte[]> object) {
    try {
      assertThat(store.get(object.getKey())).isEqualTo(object.getValue());
      return true;
    } catch (CorruptionException named) {
      assertThat(named.file()).contains("pack-00000001");
      assertThat(named.offset()).isNotNegative();
      return false;
    } catch (UserException missing) {
      assertThat(missing.code()).isEqualTo(ErrorCode.NOT_FOUND);
      return false;
    }
  }

  @Test
  void aWriterLeavesDamageAloneAndGoesOnInANewPack() throws IOException {
    fill(false);
    byte[] bad = damage(100);
    byte[] more = new Randoms(9).bytes(100);
    for (int i = 0; i < 3; i++) {
      try (PackStore store = PackFixture.open(packs)) {
        Hash added = store.put(more);
        store.force();
        assertThat(store.get(added)).isEqualTo(more);
        assertThat(store.verify(Progress.SILENT))
            .anySatisfy(found -> assertThat(found.file()).endsWith("pack-00000001.ewp"));
      }
    }
    assertThat(Files.readAllBytes(pack)).isEqualTo(bad);
  }

  /** Two copies are what a collection leaves that was killed when it had moved an object. */
  @Test
  void aCollectionKeepsTheCopyThatIsWhole() throws IOException {
    byte[] bytes = new Randoms(4).bytes(500);
    Hash live;
    try (PackStore store = PackFixture.open(packs)) {
      live = store.put(bytes);
      store.put(new byte[] {1});
      try (GarbageCollection killed = store.collect(List.of(live), References.NONE)) {
        killed.step(); // marks
        killed.step(); // moves
      }
      store.collect(List.of(live), References.NONE).close(); // seals
    }
    Path second = packs.resolve("pack-00000002.ewp");
    Files.write(second, flipped(Files.readAllBytes(second), 300, 1));
    try (PackStore store = PackFixture.open(packs)) {
      assertThat(store.get(live)).isEqualTo(bytes);
      GarbageCollection collection = store.collect(List.of(live), References.NONE);
      assertThatThrownBy(collection::run)
          .isInstanceOfSatisfying(
              CorruptionException.class,
              damage -> assertThat(damage.file()).isEqualTo(second.toString()));
      assertThat(pack).doesNotExist();
      assertThat(store.get(live)).isEqualTo(bytes);
    }
  }

  @Test
  void whatIsDamagedIsWholeAgainOncePutAgain() throws IOException {
    fill(false);
    damage(100);
    try (PackStore store = PackFixture.open(packs)) {
      objects.values().forEach(store::put);
      store.force();
      assertAllServed(store);
    }
  }

  /** An object that holds a mark and another object, as they would lie just there. */
  @Test
  void whatAnObjectHoldsIsNeverTakenForAnother() throws IOException {
    byte[] victim = {1, 2, 3};
    byte[] hostile = new byte[400];
    try (PackStore store = PackFixture.open(folder.resolve("probe"))) {
      store.put(Arrays.copyOf(new byte[] {7, 7, 7, 7, 7, 7, 7, 7}, hostile.length));
    }
    byte[] probe = Files.readAllBytes(folder.resolve("probe/pack-00000001.ewp"));
    int start = 16;
    while (probe[start] != 7 || probe[start + 7] != 7) {
      start++;
    }
    int pad = -start & 3;
    byte[] forged = PackBytes.markAndObject(start + pad, Sha256.of(victim), new byte[] {6, 6, 6});
    System.arraycopy(forged, 0, hostile, pad, forged.length);
    try (PackStore store = PackFixture.open(packs)) {
      store.put(hostile);
    }
    damage(24);
    try (PackStore store = PackFixture.open(packs)) {
      assertThat(store.contains(Sha256.of(victim))).isFalse();
      assertThat(store.get(store.put(victim))).isEqualTo(victim);
      assertThat(store.verify(Progress.SILENT)).isNotEmpty();
    }
  }

  @Test
  void anyCutLeavesAPrefix() throws IOException {
    fill(false);
    byte[] good = Files.readAllBytes(pack);
    int before = 0;
    for (int length = 0; length <= good.length; length++) {
      Files.write(pack, Arrays.copyOf(good, length));
      Files.deleteIfExists(packs.resolve("pack-00000001.ewx"));
      try (PackStore store = PackFixture.open(packs)) {
        int held = 0;
        for (Map.Entry<Hash, byte[]> object : objects.entrySet()) {
          boolean isHere = store.contains(object.getKey());
          assertThat(isHere).isEqualTo(isServed(store, object));
          if (isHere) {
            held++;
            assertThat(store.get(object.getKey())).isEqualTo(object.getValue());
          }
        }
        assertThat(held).as("objects in %s bytes", length).isGreaterThanOrEqualTo(before);
        assertThat(store.verify(Progress.SILENT)).isEmpty();
        before = held;
      }
    }
    assertThat(before).isEqualTo(objects.size());
  }

  @Test
  void anyFlippedByteOfAnIndexIsMended() throws IOException {
    fill(true);
    Path index = packs.resolve("pack-00000001.ewx");
    byte[] good = Files.readAllBytes(index);
    for (int at = 0; at < good.length; at++) {
      Files.write(index, flipped(good, at, 4));
      try (PackStore reader = PackFixture.openReadOnly(packs, FrameKeys.NONE)) {
        assertAllServed(reader);
        assertThat(reader.contains(new Hash(1, 2, 3, 4))).isFalse();
      }
      try (PackStore store = PackFixture.open(packs)) {
        assertAllServed(store);
        assertThat(store.verify(Progress.SILENT)).isEmpty();
      }
    }
  }

  @Test
  void aMissingPackIsNamed() throws IOException {
    fill(true);
    Files.delete(pack);
    try (PackStore store = PackFixture.open(packs)) {
      assertThat(store.verify(Progress.SILENT))
          .singleElement()
          .satisfies(found -> assertThat(found.toString()).contains("pack-00000001.ewp"));
      Hash address = store.put(new byte[] {1});
      store.force();
      assertThat(store.get(address)).containsExactly(1);
    }
    assertThat(pack).doesNotExist();
  }

  @Test
  void aShortenedPackServesWhatItStillHas() throws IOException {
    fill(true);
    byte[] good = Files.readAllBytes(pack);
    Files.write(pack, Arrays.copyOf(good, 200));
    try (PackStore store = PackFixture.open(packs)) {
      assertThat(isServed(store, objects.entrySet().iterator().next())).isTrue();
      assertThat(store.verify(Progress.SILENT)).isNotEmpty();
    }
  }

  @Test
  void aCollectionThatMeetsDamageStopsAndRemovesNothing() throws IOException {
    fill(true);
    byte[] bad = damage(100);
    try (PackStore store = PackFixture.open(packs)) {
      var running = store.collect(objects.keySet(), References.NONE);
      assertThat(catchCode(running::run)).isEqualTo(ErrorCode.CORRUPT_RECORD);
      assertThat(Files.readAllBytes(pack)).isEqualTo(bad);
      long served = objects.entrySet().stream().filter(object -> isServed(store, object)).count();
      assertThat(served).isEqualTo(objects.size() - 1);
    }
  }

  private static ErrorCode catchCode(Runnable action) {
    try {
      action.run();
    } catch (EwigException e) {
      return e.code();
    }
    throw new AssertionError("nothing was thrown");
  }

  /** Damage that nobody checks for: any bytes at all, in one pack with its checksums mended. */
  @Test
  void aPackOfAnyBytesGivesATypedErrorOrTheRightBytes() throws IOException {
    fill(false);
    byte[] good = Files.readAllBytes(pack);
    Randoms random = new Randoms(11);
    for (int i = 0; i < Crashes.rounds(100_000, 1_000_000); i++) {
      byte[] bad = Mutations.of(good, random);
      PackBytes.scan(bad, objects);
    }
  }
}
