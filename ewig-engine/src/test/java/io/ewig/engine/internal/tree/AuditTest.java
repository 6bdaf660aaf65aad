package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store or a peer may hand out instead of the right bytes: all of it is found. */
class AuditTest {

  private final MemoryNodes store = new MemoryNodes();
  private final TreeMap<byte[], byte[]> map = Garden.plants(2000);
  private Tree tree;

  @BeforeEach
  void build() {
    tree = Garden.build(new Nodes(store, 0), map);
  }

  @Test
  void aSoundTreeIsCounted() {
    map.put(Garden.key(1), new byte[3000]);
    map.put(Garden.key(3), new byte[3000]);
    Audit audit = Garden.build(new Nodes(store, 0), map).verify();
    assertThat(audit.entries()).isEqualTo(2002);
    assertThat(audit.nodes()).isBetween(50L, 90L);
    assertThat(audit.nodeBytes()).isBetween(200_000L, 240_000L);
    assertThat(audit.longValues()).isEqualTo(2);
    assertThat(audit.longValueBytes()).isEqualTo(6000);
  }

  @Test
  void referencesReachAllThatWasStored() {
    map.put(Garden.key(1), new byte[3000]);
    Tree last = Garden.build(new Nodes(store, 0), map);
    Set<Hash> reached = new HashSet<>();
    reach(last.root(), reached);
    reach(tree.root(), reached);
    assertThat(reached).hasSize(store.size());
  }

  private void reach(Hash address, Set<Hash> reached) {
    reached.add(address);
    References references = References.in(store.get(address));
    reached.addAll(references.values());
    references.nodes().forEach(child -> reach(child, reached));
  }

  @Test
  void aMissingNodeIsFound() {
    store.lose(tree.top().child(3));
    refused("it is not there");
  }

  @Test
  void aMissingOrDifferentLongValueIsFound() {
    byte[] longValue = new byte[3000];
    Tree with = tree.apply(List.of(Edit.put(Garden.key(1), longValue)).iterator());
    Hash address = Sha256.of(longValue);
    store.forge(address, new byte[2999]);
    assertThatThrownBy(with::verify)
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("value " + address + ": 2999 bytes, where its leaf says 3000");
    assertThatThrownBy(() -> with.get(Garden.key(1))).isInstanceOf(CorruptionException.class);
    store.lose(address);
    assertThatThrownBy(with::verify).isInstanceOf(CorruptionException.class);
  }

  @Test
  void aCycleIsFound() {
    store.forge(tree.top().child(3), tree.top().bytes());
    refused("level 1 under a node of level 1");
  }

  @Test
  void aChildOfAnotherLevelIsFound() {
    Tree higher = Garden.build(new Nodes(store, 0), Garden.plants(100_000));
    store.forge(tree.top().child(3), higher.top().bytes());
    refused("under a node of level 1");
  }

  @Test
  void aChildThatCountsOtherwiseIsFound() {
    forge(3, leafWithoutLast(3));
    refused("where its parent says");
  }

  @Test
  void aChildThatEndsElsewhereIsFound() {
    NodeWriter writer = leafWithoutLast(3);
    writer.add(Garden.key(1_000_000), new byte[100], store);
    forge(3, writer);
    refused("its last key is not what its parent says");
  }

  @Test
  void aChildThatReachesBeforeItsNeighbourIsFound() {
    NodeWriter writer = new NodeWriter(0);
    writer.add(Garden.key(0), new byte[100], store);
    Node leaf = new Nodes(store, 0).child(tree.top(), 3);
    for (int i = 1; i < leaf.entries(); i++) {
      writer.add(leaf, i);
    }
    forge(3, writer);
    refused("its first key is not after its neighbour's last");
  }

  @Test
  void aBrokenChildIsFound() {
    store.forge(tree.top().child(3), new byte[100]);
    refused("node " + tree.top().child(3) + " at offset 0: not a node");
  }

  @Test
  void leavesCutElsewhereAreFound() {
    NodeWriter root = new NodeWriter(1);
    for (String key : new String[] {"lily", "poppy", "rose"}) {
      NodeWriter leaf = new NodeWriter(0);
      leaf.add(Garden.bytes(key), new byte[10], store);
      root.addChild(leaf, store.put(leaf.toBytes()));
    }
    Tree forged = Tree.at(new Nodes(store, 0), store.put(root.toBytes()));
    assertThat(forged.get(Garden.bytes("rose"))).hasSize(10);
    assertThatThrownBy(forged::verify)
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("ends where it should not");
  }

  @Test
  void aLeafThatGoesOnBehindItsEndIsFound() {
    NodeWriter leaf = new NodeWriter(0);
    map.headMap(Garden.key(200)).forEach((key, value) -> leaf.add(key, value, store));
    Tree forged = Tree.at(new Nodes(store, 0), store.put(leaf.toBytes()));
    assertThatThrownBy(forged::verify)
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("ends where it should not");
  }

  /** The first child of a second node is bounded by the first node, two levels up. */
  @Test
  void aLeafThatReachesBeforeItsCousinIsFound() {
    Tree high = Garden.build(new Nodes(store, 0), Garden.plants(100_000));
    Nodes nodes = new Nodes(store, 0);
    Node second = nodes.child(high.top(), 1);
    Node leaf = nodes.child(second, 0);
    NodeWriter writer = new NodeWriter(0);
    writer.add(Garden.key(0), new byte[100], store);
    for (int i = 1; i < leaf.entries(); i++) {
      writer.add(leaf, i);
    }
    store.forge(second.child(0), writer.toBytes());
    assertThat(high.top().level()).isEqualTo(2);
    assertThatThrownBy(high::verify)
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("its first key is not after the last leaf's");
  }

  @Test
  void aRootWithOneChildIsFound() {
    NodeWriter leaf = new NodeWriter(0);
    leaf.add(Garden.bytes("rose"), new byte[10], store);
    NodeWriter root = new NodeWriter(1);
    root.addChild(leaf, store.put(leaf.toBytes()));
    Tree forged = Tree.at(new Nodes(store, 0), store.put(root.toBytes()));
    assertThatThrownBy(forged::verify)
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("a root with one child");
  }

  /** A child of the root without one of its entries. */
  private NodeWriter leafWithoutLast(int child) {
    Node leaf = new Nodes(store, 0).child(tree.top(), child);
    NodeWriter writer = new NodeWriter(0);
    for (int i = 0; i < leaf.entries() - 1; i++) {
      writer.add(leaf, i);
    }
    return writer;
  }

  private void forge(int child, NodeWriter writer) {
    store.forge(tree.top().child(child), writer.toBytes());
  }

  /** By all who come that way. */
  private void refused(String why) {
    Tree read = Tree.at(new Nodes(store, 1 << 20), tree.root());
    byte[] key = tree.top().key(3);
    check(read::verify, why);
    check(() -> read.get(key), why);
    check(() -> read.rank(key), why);
    check(() -> read.prove(key), why);
    check(() -> read.cursor(key, null), why);
    check(() -> read.apply(List.of(Edit.delete(key)).iterator()), why);
    Differences all = Tree.empty(new Nodes(store, 0)).differences(read);
    check(
        () -> {
          while (all.next()) {
            assertThat(all.before()).isNull();
          }
        },
        why);
  }

  private static void check(ThrowingCallable act, String why) {
    assertThatThrownBy(act).isInstanceOf(CorruptionException.class).hasMessageContaining(why);
  }
}
