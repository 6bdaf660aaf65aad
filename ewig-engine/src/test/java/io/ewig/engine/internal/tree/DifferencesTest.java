package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferencesTest {

  private final MemoryNodes store = new MemoryNodes();
  private final Nodes nodes = new Nodes(store, 8 << 20);

  @Test
  void equalTreesDoNotDiffer() {
    Tree tree = Garden.build(nodes, Garden.plants(1000));
    assertThat(tree.differences(Garden.build(Garden.nodes(), Garden.plants(1000))).next())
        .isFalse();
    assertThat(Tree.empty(nodes).differences(Tree.empty(nodes)).next()).isFalse();
  }

  @Test
  void anyTwoTreesDifferAsTheirMapsDo() {
    for (int seed = 0; seed < 300; seed++) {
      Randoms random = new Randoms(seed);
      TreeMap<byte[], byte[]> before = randomMap(random, random.below(seed % 10 == 0 ? 4000 : 300));
      TreeMap<byte[], byte[]> after =
          random.oneIn(3)
              ? randomMap(random, random.below(500))
              : changed(before, random, random.below(100));
      checkDifferences(before, after);
    }
  }

  @Test
  void treesOfDifferentHeightDifferAsTheirMapsDo() {
    TreeMap<byte[], byte[]> large = Garden.plants(20_000);
    for (int count : new int[] {0, 1, 20, 500, 5000}) {
      TreeMap<byte[], byte[]> small = new TreeMap<>(large.headMap(Garden.key(2 * count)));
      checkDifferences(large, small);
      checkDifferences(small, large);
      TreeMap<byte[], byte[]> end = new TreeMap<>(large.tailMap(Garden.key(40_000 - 2 * count)));
      checkDifferences(end, large);
      checkDifferences(small, end);
    }
  }

  @Test
  void keysOutsideOfAScopeAreNotCompared() {
    for (int seed = 0; seed < 40; seed++) {
      Randoms random = new Randoms(seed);
      TreeMap<byte[], byte[]> before = Garden.plants(1 + random.below(4_000));
      TreeMap<byte[], byte[]> after = changed(before, random, 1 + random.below(200));
      List<byte[]> prefixes = prefixes(random, before);
      Tree a = Garden.build(nodes, before);
      Tree b = Garden.build(nodes, after);
      Differences differences = a.differences(b, Scope.of(prefixes));
      for (byte[] key : allKeys(before, after)) {
        boolean isIn = prefixes.stream().anyMatch(prefix -> starts(prefix, key));
        if (isIn && !Arrays.equals(before.get(key), after.get(key))) {
          assertThat(differences.next()).as("seed %s", seed).isTrue();
          assertThat(differences.key()).isEqualTo(key);
          assertThat(differences.before()).isEqualTo(before.get(key));
          assertThat(differences.after()).isEqualTo(after.get(key));
        }
      }
      assertThat(differences.next()).as("seed %s", seed).isFalse();
    }
  }

  /** Of one length, so that none starts another. */
  private static List<byte[]> prefixes(Randoms random, TreeMap<byte[], byte[]> map) {
    TreeMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
    for (byte[] key : map.keySet()) {
      if (random.oneIn(50)) {
        byte[] prefix = Arrays.copyOf(key, key.length - 2);
        found.put(prefix, prefix);
      }
    }
    return List.copyOf(found.values());
  }

  private static boolean starts(byte[] prefix, byte[] key) {
    return key.length >= prefix.length && Arrays.equals(prefix, Arrays.copyOf(key, prefix.length));
  }

  private void checkDifferences(TreeMap<byte[], byte[]> before, TreeMap<byte[], byte[]> after) {
    Tree a = Garden.build(nodes, before);
    Tree b = Garden.build(nodes, after);
    Differences differences = a.differences(b);
    List<Edit> edits = new ArrayList<>();
    for (byte[] key : allKeys(before, after)) {
      if (Arrays.equals(before.get(key), after.get(key))) {
        continue;
      }
      assertThat(differences.next()).isTrue();
      assertThat(differences.key()).isEqualTo(key);
      assertThat(differences.before()).isEqualTo(before.get(key));
      assertThat(differences.after()).isEqualTo(after.get(key));
      edits.add(differences.edit());
    }
    assertThat(differences.next()).isFalse();
    assertThat(differences.next()).isFalse();
    assertThat(a.apply(edits.iterator()).root()).isEqualTo(b.root());
  }

  @SafeVarargs
  private static TreeSet<byte[]> allKeys(TreeMap<byte[], byte[]>... maps) {
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    for (TreeMap<byte[], byte[]> map : maps) {
      keys.addAll(map.keySet());
    }
    return keys;
  }

  private static TreeMap<byte[], byte[]> randomMap(Randoms random, int count) {
    return changed(Garden.map(), random, count);
  }

  private static TreeMap<byte[], byte[]> changed(
      TreeMap<byte[], byte[]> map, Randoms random, int count) {
    TreeMap<byte[], byte[]> result = new TreeMap<>(map);
    for (int i = 0; i < count; i++) {
      byte[] key = Garden.anyKey(random, 6000);
      if (random.oneIn(4)) {
        result.remove(key);
      } else {
        result.put(key, Garden.anyValue(random));
      }
    }
    return result;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100})
  void whatIsReadGrowsWithWhatDiffers(int changes) {
    Tree before = Garden.build(nodes, Garden.plants(200_000));
    Randoms random = new Randoms(changes);
    for (int round = 0; round < 20; round++) {
      TreeMap<byte[], byte[]> edits = Garden.map();
      while (edits.size() < changes) {
        int number = random.below(400_000); // even: update or delete, odd: insert
        boolean delete = number % 2 == 0 && random.oneIn(2);
        edits.put(Garden.key(number), delete ? null : new byte[80]);
      }
      Tree after = before.apply(Garden.edits(edits).iterator());
      Nodes cold = new Nodes(store, 0);
      Differences differences =
          Tree.at(cold, before.root()).differences(Tree.at(cold, after.root()));
      int gets = store.gets();
      int found = 0;
      while (differences.next()) {
        found++;
      }
      assertThat(found).isEqualTo(changes);
      int levels = before.top().level() + 1;
      assertThat(store.gets() - gets).isLessThan(4 * levels * changes + 4 * levels);
    }
  }

  @Test
  void whatIsReadIsWhatTheTreesDoNotShare() {
    TreeMap<byte[], byte[]> map = Garden.plants(20_000);
    Tree before = Garden.build(nodes, map);
    Randoms random = new Randoms(8);
    for (int round = 0; round < 50; round++) {
      Tree after = Garden.build(nodes, changedInRuns(map, random));
      Set<Hash> unshared = reachable(before);
      Set<Hash> shared = reachable(after);
      unshared.addAll(shared);
      shared.retainAll(reachable(before));
      unshared.removeAll(shared);
      Nodes cold = new Nodes(store, 0);
      Tree from = Tree.at(cold, before.root());
      Tree to = Tree.at(cold, after.root());
      int gets = store.gets();
      Differences differences = from.differences(to);
      while (differences.next()) {
        assertThat(differences.key()).isNotEmpty();
      }
      assertThat(store.gets() - gets).isLessThanOrEqualTo(unshared.size());
    }
  }

  /** Runs of keys inserted or deleted, so that boundaries move and whole nodes come and go. */
  private static TreeMap<byte[], byte[]> changedInRuns(
      TreeMap<byte[], byte[]> map, Randoms random) {
    TreeMap<byte[], byte[]> result = new TreeMap<>(map);
    for (int run = 0; run < 5; run++) {
      int from = random.below(40_000);
      int length = 1 + random.below(500);
      if (random.oneIn(2)) {
        result.subMap(Garden.key(from), Garden.key(from + length)).clear();
      } else {
        for (int i = 0; i < length; i++) {
          result.put(Garden.key(from + i), new byte[90]);
        }
      }
    }
    return result;
  }

  private Set<Hash> reachable(Tree tree) {
    Set<Hash> reached = new HashSet<>();
    reach(tree.root(), reached);
    return reached;
  }

  private void reach(Hash address, Set<Hash> reached) {
    if (reached.add(address)) {
      References.in(store.get(address)).nodes().forEach(child -> reach(child, reached));
    }
  }

  @Test
  void longValuesAreReadOnlyWhenAskedFor() {
    TreeMap<byte[], byte[]> map = Garden.plants(10);
    Tree before = Garden.build(nodes, map);
    map.put(Garden.key(3), new byte[50_000]);
    Tree after = Garden.build(nodes, map);
    Differences differences = before.differences(after);
    int gets = store.gets();
    assertThat(differences.next()).isTrue();
    assertThat(store.gets()).isEqualTo(gets);
    assertThat(differences.after()).hasSize(50_000);
  }

  @Test
  void thereIsNoDifferenceBeforeTheFirstStep() {
    Differences differences = Tree.empty(nodes).differences(Tree.empty(nodes));
    assertThatThrownBy(differences::key)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("call next() first");
  }
}
