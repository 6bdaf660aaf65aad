package io.ewig.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ContentStore} promises; each implementation inherits these tests. */
public abstract class ContentStoreContract {

  private final Nodes nodes = new Nodes();
  private final Randoms random = new Randoms(7);

  protected ContentStore store;

  /** An empty store that removes all it can, however little that is. */
  protected abstract ContentStore create();

  @BeforeEach
  void open() {
    store = create();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatWasPutIsGotByItsAddress() {
    for (int size : new int[] {0, 1, 1000, 1 << 20, (1 << 20) + 1, 5 << 20}) {
      byte[] bytes = random.bytes(size);
      Hash address = store.put(bytes);
      assertThat(address).isEqualTo(Sha256.of(bytes));
      assertThat(store.get(address)).isEqualTo(bytes);
      assertThat(store.contains(address)).isTrue();
    }
  }

  @Test
  void puttingAgainChangesNothing() {
    byte[] bytes = {1, 2, 3};
    assertThat(store.put(bytes)).isEqualTo(store.put(bytes.clone()));
    store.force();
    assertThat(store.put(bytes)).isEqualTo(Sha256.of(bytes));
    assertThat(store.get(Sha256.of(bytes))).isEqualTo(bytes);
    assertThat(store.statistics().objects()).isEqualTo(1);
    assertThat(store.statistics().rawBytes()).isEqualTo(3);
  }

  @Test
  void changingWhatWasPutOrGotChangesNothing() {
    byte[] bytes = {1, 2, 3};
    Hash address = store.put(bytes);
    bytes[0] = 9;
    store.get(address)[1] = 9;
    assertThat(store.get(address)).containsExactly(1, 2, 3);
  }

  @Test
  void anUnknownAddressIsRefusedByName() {
    Hash unknown = new Hash(1, 2, 3, 4);
    assertThat(store.contains(unknown)).isFalse();
    assertThatThrownBy(() -> store.get(unknown))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(unknown.toString());
    assertThatThrownBy(() -> store.pin(unknown)).hasMessageContaining(unknown.toString());
  }

  @Test
  void anObjectThatIsTooLongIsRefused() {
    byte[] tooLong = new byte[ContentStore.OBJECT_BYTES_MAX + 1];
    assertThatThrownBy(() -> store.put(tooLong))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE));
  }

  @Test
  void forcingChangesNothingThatIsSeen() {
    List<Hash> addresses = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      addresses.add(nodes.put(store, List.of(), random.bytes(random.below(5000))));
      if (random.oneIn(50)) {
        store.force();
      }
    }
    store.force();
    store.force();
    assertAllThere(addresses);
    assertThat(store.verify(Progress.SILENT)).isEmpty();
    assertThat(store.statistics().objects()).isEqualTo(nodes.bytes.size());
  }

  @Test
  void aCollectionRemovesWhatNothingReaches() {
    Hash leaf = nodes.put(store, List.of(), random.bytes(100));
    Hash root = nodes.put(store, List.of(leaf), random.bytes(100));
    Hash dead = nodes.put(store, List.of(leaf), random.bytes(1000));
    GarbageCollection.Report report = collect(List.of(root)).run();
    assertAllThere(List.of(leaf, root));
    assertThat(store.contains(dead)).isFalse();
    assertThatThrownBy(() -> store.get(dead)).hasMessageContaining("no object");
    assertThat(report.live()).isEqualTo(2);
    assertThat(report.removed()).isEqualTo(1);
    assertThat(report.missing()).isZero();
    assertThat(report.freedBytes()).isBetween(1000L, 1500L);
    assertThat(store.statistics().objects()).isEqualTo(2);
    assertThat(store.verify(Progress.SILENT)).isEmpty();
  }

  @Test
  void whatWasRemovedCanBePutAgain() {
    byte[] bytes = Nodes.node(List.of(), new byte[] {7});
    Hash address = store.put(bytes);
    collect(List.of()).run();
    assertThat(store.contains(address)).isFalse();
    store.put(bytes);
    assertThat(store.get(address)).isEqualTo(bytes);
  }

  @Test
  void aPinHoldsWhatItReachesUntilTheLastIsClosed() {
    Hash leaf = nodes.put(store, List.of(), random.bytes(100));
    Hash root = nodes.put(store, List.of(leaf), random.bytes(100));
    Pin first = store.pin(root);
    Pin second = store.pin(root);
    assertThat(first.root()).isEqualTo(root);
    first.close();
    first.close();
    collect(List.of()).run();
    assertAllThere(List.of(leaf, root));
    second.close();
    collect(List.of()).run();
    assertThat(store.statistics().objects()).isZero();
  }

  @Test
  void whatIsPutWhileACollectionRunsStaysWithWhatItReaches() {
    Hash old = nodes.put(store, List.of(), random.bytes(50));
    Hash again = nodes.put(store, List.of(old), random.bytes(50));
    Hash dead = nodes.put(store, List.of(), random.bytes(50));
    Hash below = nodes.put(store, List.of(), random.bytes(50));
    GarbageCollection running = collect(List.of());
    store.put(nodes.bytes.get(again));
    Hash fresh = nodes.put(store, List.of(below), random.bytes(50));
    running.run();
    assertAllThere(List.of(old, again, below, fresh));
    assertThat(store.contains(dead)).isFalse();
  }

  @Test
  void aPinTakenBeforeAnythingIsRemovedHolds() {
    Hash leaf = nodes.put(store, List.of(), random.bytes(100));
    Hash root = nodes.put(store, List.of(leaf), random.bytes(100));
    GarbageCollection running = collect(List.of());
    try (Pin held = store.pin(root)) {
      running.run();
      assertAllThere(List.of(leaf, held.root()));
    }
  }

  @Test
  void aPinIsEitherRefusedOrHoldsAll() {
    int refused = 0;
    for (int steps = 0; steps < 12; steps++) {
      Hash leaf = nodes.put(store, List.of(), random.bytes(100));
      Hash root = nodes.put(store, List.of(leaf), random.bytes(100));
      GarbageCollection running = collect(List.of());
      for (int i = 0; i < steps; i++) {
        running.step();
      }
      try (Pin held = store.pin(root)) {
        running.run();
        assertAllThere(List.of(leaf, held.root()));
      } catch (UserException tooLate) {
        assertThat(tooLate.code()).isEqualTo(ErrorCode.NOT_FOUND);
        refused++;
      }
      running.run();
    }
    assertThat(refused).isBetween(1, 11);
  }

  @Test
  void whatIsPutAgainCanBePinnedBeforeTheNextStep() {
    for (int steps = 0; steps < 6; steps++) {
      byte[] bytes = nodes.bytes.get(nodes.put(store, List.of(), random.bytes(100)));
      Hash neighbour = nodes.put(store, List.of(), random.bytes(2 << 20)); // it takes two steps
      GarbageCollection running = collect(List.of(neighbour));
      for (int i = 0; i < steps; i++) {
        running.step();
      }
      try (Pin held = store.pin(store.put(bytes))) {
        running.run();
        assertThat(store.get(held.root())).isEqualTo(bytes);
      }
    }
  }

  @Test
  void oneCollectionRunsAtATime() {
    GarbageCollection running = collect(List.of());
    assertThatThrownBy(() -> collect(List.of()))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.COLLECTION_RUNNING));
    running.close();
    assertThat(running.step()).isFalse();
    collect(List.of()).run();
    collect(List.of()).run();
  }

  @Test
  void aCollectionThatFailsLeavesAllAndAnotherMayBegin() {
    Hash leaf = nodes.put(store, List.of(), random.bytes(100));
    Hash root = nodes.put(store, List.of(leaf), random.bytes(100));
    GarbageCollection failing =
        store.collect(
            List.of(root),
            (address, bytes, child) -> {
              throw new IllegalStateException("planted");
            });
    assertThatThrownBy(failing::run).hasMessage("planted");
    assertAllThere(List.of(leaf, root));
    collect(List.of(root)).run();
    assertAllThere(List.of(leaf, root));
  }

  @Test
  void aReferenceToNothingIsCounted() {
    Hash root = nodes.put(store, List.of(new Hash(1, 2, 3, 4)), random.bytes(100));
    GarbageCollection.Report report = collect(List.of(root)).run();
    assertThat(report.missing()).isEqualTo(1);
    assertThat(report.live()).isEqualTo(1);
    assertAllThere(List.of(root));
  }

  /** Random graphs, with puts and pins between the steps, against the naive answer. */
  @Test
  void whatStaysIsExactlyWhatShould() {
    for (int round = 0; round < 60; round++) {
      List<Hash> there = new ArrayList<>(nodes.bytes.keySet().stream().sorted(ORDER).toList());
      for (int i = random.below(60); i > 0; i--) {
        there.add(nodes.putAny(store, random, there, 800));
      }
      List<Hash> roots = some(there);
      List<Pin> pins = some(there).stream().map(store::pin).toList();
      GarbageCollection running = collect(roots);
      Set<Hash> kept = new HashSet<>(roots);
      pins.forEach(pin -> kept.add(pin.root()));
      List<Hash> usable = new ArrayList<>(nodes.reachable(kept).stream().sorted(ORDER).toList());
      while (running.step()) {
        if (random.oneIn(2)) {
          Hash fresh = nodes.putAny(store, random, usable, 800);
          usable.add(fresh);
          kept.add(fresh);
        }
      }
      Set<Hash> wanted = nodes.reachable(kept);
      assertAllThere(wanted);
      Set<Hash> gone = new HashSet<>(nodes.bytes.keySet());
      gone.removeAll(wanted);
      assertThat(gone).noneMatch(store::contains);
      nodes.bytes.keySet().retainAll(wanted);
      pins.forEach(Pin::close);
    }
    assertThat(store.verify(Progress.SILENT)).isEmpty();
  }

  private static final Comparator<Hash> ORDER = Comparator.comparing(Hash::toString);

  private List<Hash> some(List<Hash> all) {
    return Stream.generate(() -> all)
        .limit(all.isEmpty() ? 0 : random.below(4))
        .map(list -> list.get(random.below(list.size())))
        .toList();
  }

  protected GarbageCollection collect(List<Hash> roots) {
    return store.collect(roots, Nodes::references);
  }

  private void assertAllThere(Iterable<Hash> addresses) {
    for (Hash address : addresses) {
      assertThat(store.get(address)).isEqualTo(nodes.bytes.get(address));
    }
  }

  private static ErrorCode codeOf(Throwable e) {
    return ((EwigException) e).code();
  }
}
