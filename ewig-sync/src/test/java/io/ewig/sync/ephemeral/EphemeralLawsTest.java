package io.ewig.sync.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores that got the same hold the same, held against a list that is searched for the greatest.
 */
class EphemeralLawsTest {

  private static final int ROUNDS = 100;
  private static final int WRITES = 40;
  private static final List<String> NAMESPACES = List.of("garden", "house");
  private static final List<String> KEYS = List.of("a", "b", "c");
  private static final long LONG = 60_000;

  private long millis;

  private EphemeralStore store(String peer, long epoch) {
    return new EphemeralStore(peer, epoch, EphemeralLimits.defaults(), () -> millis);
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Also what no honest peer writes: two values under one stamp. */
  private static Register arbitrary(Random random) {
    Stamp stamp =
        new Stamp(1 + random.nextInt(3), 1 + random.nextInt(5), one(random, List.of("x", "y")));
    Json value = random.nextInt(4) == 0 ? null : JsonNumber.of(random.nextInt(3));
    return new Register(one(random, NAMESPACES), one(random, KEYS), value, stamp, LONG);
  }

  private static List<Register> written(Random random) {
    List<Register> all = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      all.add(arbitrary(random));
    }
    return all;
  }

  /** For each key the register that no other beats. */
  private static Map<String, String> expected(List<Register> all) {
    Map<String, Register> greatest = new TreeMap<>();
    for (Register one : all) {
      String address = one.namespace() + "/" + one.key();
      boolean isGreatest =
          all.stream()
              .filter(other -> (other.namespace() + "/" + other.key()).equals(address))
              .noneMatch(other -> other.beats(one));
      if (isGreatest) {
        greatest.put(address, one);
      }
    }
    Map<String, String> state = new TreeMap<>();
    greatest.forEach((address, one) -> state.put(address, one.stamp() + "=" + one.value()));
    return state;
  }

  private Map<String, String> state(EphemeralStore store) {
    Map<String, String> state = new TreeMap<>();
    for (Register one : RegisterText.decode(store.encode())) {
      state.put(one.namespace() + "/" + one.key(), one.stamp() + "=" + one.value());
    }
    return state;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOrderAndAnyRepetitionGivesTheSame(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<Register> all = written(random);
      List<Register> shuffled = new ArrayList<>(all);
      shuffled.addAll(all.subList(0, random.nextInt(WRITES)));
      Collections.shuffle(shuffled, random);
      EphemeralStore store = store("s", 1);
      shuffled.forEach(store::merge);
      assertThat(state(store)).as("seed %s round %s", seed, round).isEqualTo(expected(all));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void wholeStoresMergeInAnyGrouping(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<Register> all = written(random);
      List<EphemeralStore> stores = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        stores.add(store("s" + i, 1));
      }
      all.forEach(one -> one(random, stores).merge(one));
      byte[] first = stores.get(0).encode();
      byte[] second = stores.get(1).encode();
      byte[] third = stores.get(2).encode();
      EphemeralStore left = store("left", 1);
      left.apply(first);
      left.apply(second);
      EphemeralStore leftOfAll = store("all", 1);
      leftOfAll.apply(left.encode());
      leftOfAll.apply(third);
      EphemeralStore right = store("right", 1);
      right.apply(third);
      right.apply(second);
      right.apply(first);
      right.apply(second);
      assertThat(state(leftOfAll)).as("seed %s round %s", seed, round).isEqualTo(state(right));
      assertThat(state(right)).isEqualTo(expected(all));
    }
  }

  /** Peers that write, exchange at random, fall silent and come back in a new session. */
  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void peersAgreeAfterTheyHaveMet(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS / 4; round++) {
      List<EphemeralStore> peers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        peers.add(store("p" + i, 1));
      }
      for (int i = 0; i < WRITES * 2; i++) {
        act(random, peers, i + 2);
      }
      peers.forEach(from -> peers.forEach(to -> to.apply(from.encode())));
      peers.forEach(from -> peers.forEach(to -> to.apply(from.encode())));
      for (EphemeralStore peer : peers) {
        assertThat(state(peer)).as("seed %s round %s", seed, round).isEqualTo(state(peers.get(0)));
      }
    }
  }

  private void act(Random random, List<EphemeralStore> peers, long epoch) {
    int index = random.nextInt(peers.size());
    EphemeralStore peer = peers.get(index);
    String namespace = one(random, NAMESPACES);
    String key = one(random, KEYS);
    switch (random.nextInt(10)) {
      case 0 -> peer.delete(namespace, key);
      case 1 -> peers.set(index, store("p" + index, epoch));
      case 2, 3 -> peer.apply(one(random, peers).encode());
      case 4 -> peer.apply(one(random, peers).encode(namespace));
      default -> {
        Json value = JsonNumber.of(random.nextInt(1_000));
        peer.set(namespace, key, value);
        assertThat(peer.get(namespace, key)).contains(value);
      }
    }
  }

  /** What is there must be what some step of time would leave of a plain list. */
  @ParameterizedTest
  @ValueSource(longs = {10, 11, 12})
  void entriesLiveForTheirTimeAndNoLonger(long seed) {
    Random random = new Random(seed);
    EphemeralStore store = store("p", 1);
    Map<String, Long> ends = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      String key = "k" + random.nextInt(50);
      long ttl = 1 + random.nextInt(2_000);
      switch (random.nextInt(4)) {
        case 0 -> {
          store.delete("garden", key);
          ends.remove(key);
        }
        case 1 -> millis += random.nextInt(200);
        case 2 -> store.step();
        default -> {
          store.set("garden", key, JsonNumber.of(i), Duration.ofMillis(ttl));
          ends.put(key, millis + ttl);
        }
      }
      ends.values().removeIf(end -> end <= millis);
      assertThat(store.getAll("garden").keySet()).as("seed %s", seed).isEqualTo(ends.keySet());
    }
  }
}
