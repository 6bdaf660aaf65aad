package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Tier;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same content gives the same root, whatever the order and the batching of edits. */
class HistoryIndependenceTest {

  private static final int HISTORIES = Tier.count(2_000, 20_000);

  private static final List<byte[]> HIGH_DRAWS = drawn(draw -> draw > 0xF000_0000L);
  private static final List<byte[]> LOW_DRAWS = drawn(draw -> draw < 0x0100_0000L);

  /** Where the keys of a history come from. */
  private enum Keys {
    ANY(random -> Garden.anyKey(random, 2000)),
    DENSE(random -> Garden.key(random.below(3000))),
    /** None of them ends a leaf before its weight does. */
    NEVER_ENDING(random -> pick(random, HIGH_DRAWS)),
    /** Each of them ends a leaf as soon as one may end. */
    ALWAYS_ENDING(random -> pick(random, LOW_DRAWS)),
    LONG(random -> longKey(random.below(500)));

    private final Function<Randoms, byte[]> next;

    Keys(Function<Randoms, byte[]> next) {
      this.next = next;
    }

    int batchMax() {
      return this == LONG ? 100 : 600;
    }

    private static byte[] pick(Randoms random, List<byte[]> keys) {
      return keys.get(random.below(keys.size()));
    }

    private static byte[] longKey(int number) {
      byte[] key = new byte[NodeFormat.KEY_BYTES_MAX - number % 3];
      key[number % 2 == 0 ? 5 : 4000] = (byte) (number >> 8);
      key[number % 2 == 0 ? 6 : 4001] = (byte) number;
      return key;
    }
  }

  private static List<byte[]> drawn(LongPredicate wanted) {
    return IntStream.iterate(0, number -> number + 1)
        .mapToObj(Garden::key)
        .filter(key -> wanted.test(Boundary.draw(0, key, 0, key.length)))
        .limit(1000)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Keys.class)
  void anyHistoryGivesTheRootOfItsContent(Keys keys) {
    for (int seed = 0; seed < HISTORIES / Keys.values().length; seed++) {
      Randoms random = new Randoms(seed);
      Nodes nodes = Garden.nodes();
      TreeMap<byte[], byte[]> map = Garden.map();
      Tree tree = Tree.empty(nodes);
      for (int batch = 1 + random.below(8); batch > 0; batch--) {
        List<Edit> edits =
            edits(random, keys, 1 + random.below(seed % 5 == 0 ? keys.batchMax() : 60));
        tree = tree.apply(edits.iterator());
        Garden.applyTo(map, edits);
        assertThat(tree.root())
            .as("%s, seed %s, %s entries", keys, seed, map.size())
            .isEqualTo(Garden.build(nodes, map).root());
      }
      tree.verify();
    }
  }

  private static List<Edit> edits(Randoms random, Keys keys, int count) {
    TreeMap<byte[], byte[]> changes = Garden.map();
    boolean deleting = random.oneIn(4);
    for (int i = 0; i < count; i++) {
      boolean delete = deleting ? !random.oneIn(4) : random.oneIn(4);
      changes.put(keys.next.apply(random), delete ? null : Garden.anyValue(random));
    }
    return Garden.edits(changes);
  }

  @Test
  void theOrderOfSingleEditsDoesNotMatter() {
    TreeMap<byte[], byte[]> map = Garden.plants(400);
    Nodes nodes = Garden.nodes();
    List<byte[]> keys = new ArrayList<>(map.keySet());
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(keys, new Random(seed));
      Tree tree = Tree.empty(nodes);
      for (byte[] key : keys) {
        tree = tree.apply(List.of(Edit.put(key, map.get(key))).iterator());
      }
      assertThat(tree.root()).isEqualTo(Garden.build(nodes, map).root());
    }
  }

  @Test
  void whatGrewShrinksBackThroughTheSameRoots() {
    List<byte[]> keys = new ArrayList<>(Garden.plants(3000).keySet());
    Collections.shuffle(keys, new Random(1));
    Nodes nodes = Garden.nodes();
    List<Tree> grown = new ArrayList<>(List.of(Tree.empty(nodes)));
    for (byte[] key : keys) {
      Tree last = grown.get(grown.size() - 1);
      grown.add(last.apply(List.of(Edit.put(key, new byte[50])).iterator()));
    }
    Tree tree = grown.get(keys.size());
    for (int i = keys.size() - 1; i >= 0; i--) {
      tree = tree.apply(List.of(Edit.delete(keys.get(i))).iterator());
      assertThat(tree.root()).as("with %s entries", i).isEqualTo(grown.get(i).root());
    }
  }

  @Test
  void deletingARangeIsLikeNeverHavingIt() {
    TreeMap<byte[], byte[]> map = Garden.plants(20_000);
    Nodes nodes = Garden.nodes();
    Tree tree = Garden.build(nodes, map);
    Randoms random = new Randoms(9);
    for (int i = 0; i < 30; i++) {
      int from = random.below(20_000);
      int to = random.oneIn(3) ? 20_000 : from + random.below(20_000 - from);
      TreeMap<byte[], byte[]> rest = new TreeMap<>(map);
      var range = rest.subMap(Garden.key(2 * from), Garden.key(2 * to));
      List<Edit> edits = range.keySet().stream().map(Edit::delete).toList();
      range.clear();
      Tree after = tree.apply(edits.iterator());
      assertThat(after.root()).isEqualTo(Garden.build(nodes, rest).root());
    }
  }

  /** The last nodes of all levels may have one child: none of them may stay as a root. */
  @Test
  void whatIsLeftOfTheEndIsNoHigherThanItHasToBe() {
    Nodes nodes = Garden.nodes();
    TreeMap<byte[], byte[]> map = Garden.map();
    for (int count = 1; count <= 40; count++) {
      byte[] key = new byte[NodeFormat.KEY_BYTES_MAX];
      key[0] = (byte) count;
      map.put(key, new byte[0]);
      Tree tree = Garden.build(nodes, map);
      for (int left = 1; left < count; left++) {
        List<byte[]> gone = map.keySet().stream().limit(count - left).toList();
        Tree after = tree.apply(gone.stream().map(Edit::delete).iterator());
        TreeMap<byte[], byte[]> rest = new TreeMap<>(map);
        rest.keySet().removeAll(gone);
        assertThat(after.root()).isEqualTo(Garden.build(nodes, rest).root());
      }
    }
  }
}
