package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryTest {

  private final Nodes nodes = Garden.nodes();

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100, 500})
  void nodesHaveAboutFourKibibytes(int valueBytes) {
    List<Integer> weights = weights(built(2_000_000 / (valueBytes + 11), valueBytes));
    weights.remove(weights.size() - 1);
    double mean = weights.stream().mapToInt(i -> i).average().orElseThrow();
    assertThat(mean).isBetween(3500.0, 4300.0);
    assertThat(weights).allMatch(weight -> weight >= Boundary.WEIGHT_MIN);
    long far = weights.stream().filter(w -> w < mean / 2 || w > 1.5 * mean).count();
    assertThat(far).as("far from the mean").isLessThan(weights.size() / 8);
  }

  @Test
  void keysPickedAgainstTheRuleMakeNoNodeTooLarge() {
    TreeMap<byte[], byte[]> map = Garden.map();
    for (int i = 0; map.size() < 4000; i++) {
      if (Boundary.draw(0, Garden.key(i), 0, 7) > 0xF800_0000L) {
        map.put(Garden.key(i), new byte[0]);
      }
    }
    List<Integer> weights = weights(Garden.build(nodes, map));
    assertThat(weights).allMatch(w -> w <= Boundary.WEIGHT_MAX + 64).anyMatch(w -> w > 12_000);
  }

  @Test
  void theLongestKeysStillMakeATree() {
    TreeMap<byte[], byte[]> map = Garden.map();
    for (int i = 0; i < 300; i++) {
      byte[] key = new byte[NodeFormat.KEY_BYTES_MAX];
      key[0] = (byte) (i >> 8);
      key[1] = (byte) i;
      map.put(key, new byte[NodeFormat.VALUE_INLINE_BYTES_MAX]);
    }
    Tree tree = Garden.build(nodes, map);
    assertThat(tree.verify().entries()).isEqualTo(300);
    assertThat(tree.top().level()).isLessThanOrEqualTo(9);
    Garden.assertSame(tree, map);
  }

  @Test
  void levelsDrawApart() {
    int both = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] key = Garden.key(i);
      boolean low = Boundary.draw(0, key, 0, 7) < 1L << 29;
      both += low && Boundary.draw(1, key, 0, 7) < 1L << 29 ? 1 : 0;
    }
    assertThat(both).as("1 in 64").isBetween(100, 220);
  }

  /** Pins the rule: what it says of a key can never change. */
  @Test
  void theDrawIsTheHashOfLevelAndKey() {
    assertThat(Boundary.draw(0, new byte[0], 0, 0)).isEqualTo(0x6e340b9cL);
    assertThat(Boundary.draw(1, new byte[] {9, 'b', 'e', 'd', 9}, 1, 3))
        .isEqualTo(Boundary.draw(1, Garden.bytes("bed"), 0, 3));
  }

  private Tree built(int count, int valueBytes) {
    TreeMap<byte[], byte[]> map = Garden.map();
    Randoms random = new Randoms(count);
    for (int i = 0; i < count; i++) {
      map.put(Garden.key(i), random.bytes(valueBytes));
    }
    return Garden.build(nodes, map);
  }

  /** Of all leaves, in order. */
  private List<Integer> weights(Tree tree) {
    List<Integer> weights = new ArrayList<>();
    collect(tree.top(), weights);
    return weights;
  }

  private void collect(Node node, List<Integer> weights) {
    int weight = 0;
    for (int i = 0; i < node.entries(); i++) {
      if (!node.isLeaf()) {
        collect(nodes.child(node, i), weights);
      }
      weight +=
          Boundary.weight(
              node.level(), node.keyLength(i), node.payloadEnd(i) - node.payloadFrom(i));
    }
    if (node.isLeaf()) {
      weights.add(weight);
    }
  }
}
