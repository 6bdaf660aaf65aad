package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeTest {

  private final MemoryNodes store = new MemoryNodes();
  private final Nodes nodes = new Nodes(store, 8 << 20);

  @Test
  void anEmptyTreeHasNothing() {
    Tree empty = Tree.empty(nodes);
    assertThat(empty.count()).isZero();
    assertThat(empty.get(Garden.bytes("rose"))).isNull();
    assertThat(empty.rank(Garden.bytes("rose"))).isZero();
    assertThat(empty.cursor(null, null).next()).isFalse();
    assertThat(empty.cursor(null, null).previous()).isFalse();
    assertThat(new Builder(nodes).finish().root()).isEqualTo(empty.root());
    assertThat(empty.verify()).isEqualTo(new Audit(0, 1, 5, 0, 0));
  }

  @Test
  void aTreeOfOneEntryIsOneLeaf() {
    Tree tree = Tree.empty(nodes).apply(edits(Edit.put(Garden.bytes("rose"), Garden.bytes("red"))));
    assertThat(tree.get(Garden.bytes("rose"))).isEqualTo(Garden.bytes("red"));
    assertThat(tree.get(Garden.bytes("ros"))).isNull();
    assertThat(tree.get(Garden.bytes("roses"))).isNull();
    assertThat(tree.verify().nodes()).isEqualTo(1);
  }

  @Test
  void theEmptyKeyAndTheEmptyValueAreFine() {
    Tree tree = Tree.empty(nodes).apply(edits(Edit.put(new byte[0], new byte[0])));
    assertThat(tree.get(new byte[0])).isEmpty();
    assertThat(tree.count()).isEqualTo(1);
    assertThat(tree.apply(edits(Edit.delete(new byte[0]))).root())
        .isEqualTo(Tree.empty(nodes).root());
  }

  @Test
  void aTreeIsWhatAMapWouldBe() {
    TreeMap<byte[], byte[]> map = Garden.map();
    Tree tree = Tree.empty(nodes);
    Randoms random = new Randoms(11);
    for (int round = 0; round < 60; round++) {
      TreeMap<byte[], byte[]> changes = Garden.map();
      for (int i = random.below(200); i >= 0; i--) {
        changes.put(Garden.anyKey(random, 3000), random.oneIn(3) ? null : Garden.anyValue(random));
      }
      tree = tree.apply(Garden.edits(changes).iterator());
      Garden.applyTo(map, Garden.edits(changes));
      for (int i = 0; i < 200; i++) {
        byte[] key = Garden.anyKey(random, 3000);
        assertThat(tree.get(key)).isEqualTo(map.get(key));
        assertThat(tree.rank(key)).isEqualTo(map.headMap(key).size());
      }
    }
    Garden.assertSame(tree, map);
    assertThat(tree.verify().entries()).isEqualTo(map.size());
    Garden.assertSame(Tree.at(new Nodes(store, 0), tree.root()), map);
  }

  @Test
  void anEditLeavesTheTreeBeforeAsItWas() {
    TreeMap<byte[], byte[]> map = Garden.plants(3000);
    Tree before = Garden.build(nodes, map);
    before.apply(edits(Edit.put(Garden.key(1), Garden.bytes("new")), Edit.delete(Garden.key(2))));
    Garden.assertSame(before, map);
  }

  @Test
  void noEditsGiveTheSameTree() {
    Tree tree = Garden.build(nodes, Garden.plants(100));
    assertThat(tree.apply(List.<Edit>of().iterator())).isSameAs(tree);
  }

  @Test
  void editsThatChangeNothingStoreNothingNew() {
    TreeMap<byte[], byte[]> map = Garden.plants(5000);
    Tree tree = Garden.build(nodes, map);
    int objects = store.size();
    Edit same = Edit.put(Garden.key(4000), map.get(Garden.key(4000)));
    Tree after = tree.apply(edits(Edit.delete(Garden.key(1)), same));
    assertThat(after.root()).isEqualTo(tree.root());
    assertThat(store.size()).isEqualTo(objects);
  }

  @Test
  void oneEditWritesAboutOneNodeALevel() {
    Tree tree = Garden.build(nodes, Garden.plants(100_000));
    int levels = tree.top().level() + 1;
    Randoms random = new Randoms(3);
    int before = store.puts();
    for (int i = 0; i < 200; i++) {
      tree.apply(edits(Edit.put(Garden.key(2 * random.below(100_000)), random.bytes(100))));
    }
    assertThat(store.puts() - before).as("same length: no boundary moves").isEqualTo(200 * levels);
    before = store.puts();
    for (int i = 0; i < 200; i++) {
      tree.apply(edits(Edit.put(Garden.key(2 * random.below(100_000) + 1), random.bytes(100))));
    }
    assertThat(store.puts() - before).isLessThan(200 * (levels + 1));
  }

  @Test
  void anEditReadsOnlyWhatItTouches() {
    Tree built = Garden.build(nodes, Garden.plants(100_000));
    Tree cold = Tree.at(new Nodes(store, 0), built.root());
    int before = store.gets();
    cold.apply(edits(Edit.put(Garden.key(77_000), new byte[100])));
    assertThat(store.gets() - before).isLessThanOrEqualTo(cold.top().level() + 1);
  }

  @Test
  void longValuesAreObjectsOfTheirOwn() {
    byte[] longest = new Randoms(5).bytes(NodeFormat.VALUE_INLINE_BYTES_MAX + 1);
    byte[] inline = new byte[NodeFormat.VALUE_INLINE_BYTES_MAX];
    Tree tree =
        Tree.empty(nodes)
            .apply(
                edits(
                    Edit.put(Garden.bytes("a"), longest),
                    Edit.put(Garden.bytes("b"), inline),
                    Edit.put(Garden.bytes("c"), longest)));
    assertThat(tree.get(Garden.bytes("a"))).isEqualTo(longest);
    assertThat(tree.get(Garden.bytes("b"))).isEqualTo(inline);
    assertThat(tree.verify().longValues()).isEqualTo(2);
    assertThat(store.size()).as("empty leaf, leaf, one value").isEqualTo(3);
  }

  @Test
  void whatComesOutBelongsToTheCaller() {
    byte[] longValue = new byte[5000];
    Tree tree = Tree.empty(nodes).apply(edits(Edit.put(Garden.bytes("a"), longValue)));
    tree.get(Garden.bytes("a"))[0] = 1;
    assertThat(tree.get(Garden.bytes("a"))).isEqualTo(longValue);
  }

  @Test
  void editsOutOfOrderAreRefused() {
    Tree tree = Tree.empty(nodes);
    Edit a = Edit.delete(Garden.bytes("a"));
    Edit b = Edit.put(Garden.bytes("b"), new byte[0]);
    assertThatThrownBy(() -> tree.apply(edits(b, a)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("key 61 after 62; sort by key");
    assertThatThrownBy(() -> tree.apply(edits(a, a))).isInstanceOf(UserException.class);
  }

  @Test
  void entriesOutOfOrderAreRefused() {
    Builder builder = new Builder(nodes);
    byte[] key = Garden.bytes("b");
    builder.add(key, new byte[0]);
    key[0] = 'a';
    assertThatThrownBy(() -> builder.add(key, new byte[0]))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("key 61 after 62");
  }

  @Test
  void whatIsOverALimitIsRefused() {
    byte[] key = new byte[NodeFormat.KEY_BYTES_MAX + 1];
    assertThatThrownBy(() -> Edit.delete(key))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("(4097 bytes) is over the limit of 4096 bytes");
    assertThatThrownBy(() -> new Builder(nodes).add(key, new byte[0]))
        .isInstanceOf(UserException.class);
    byte[] value = new byte[NodeFormat.VALUE_BYTES_MAX + 1];
    assertThatThrownBy(() -> new Builder(nodes).add(new byte[1], value))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("67108865 bytes");
    assertThatThrownBy(() -> new Nodes(store, -1)).isInstanceOf(UserException.class);
  }

  @Test
  void aMissingRootIsSaid() {
    assertThatThrownBy(() -> Tree.at(nodes, Hash.ZERO)).isInstanceOf(CorruptionException.class);
  }

  @Test
  void editsShowThemselves() {
    assertThat(Edit.put(new byte[] {1}, new byte[3])).hasToString("put 3 bytes at 01");
    assertThat(Edit.delete(new byte[30])).asString().startsWith("delete 0000").endsWith("bytes)");
    assertThat(Edit.put(new byte[] {1}, new byte[3]))
        .isEqualTo(Edit.put(new byte[] {1}, new byte[3]))
        .hasSameHashCodeAs(Edit.put(new byte[] {1}, new byte[3]))
        .isNotEqualTo(Edit.delete(new byte[] {1}));
  }

  private static Iterator<Edit> edits(Edit... edits) {
    return List.of(edits).iterator();
  }
}
