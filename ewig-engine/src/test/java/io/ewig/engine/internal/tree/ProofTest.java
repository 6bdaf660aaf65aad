package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProofTest {

  private final TreeMap<byte[], byte[]> map = Garden.plants(20_000);
  private final Tree tree = Garden.build(Garden.nodes(), map);

  @Test
  void whatIsThereIsProved() {
    Randoms random = new Randoms(1);
    for (int i = 0; i < 500; i++) {
      byte[] key = Garden.key(2 * random.below(20_000));
      Proof proof = new Proof(tree.prove(key).nodes());
      assertThat(proof.provesValue(key, map.get(key), tree.root())).isTrue();
      assertThat(proof.provesAbsence(key, tree.root())).isFalse();
      assertThat(proof.provesValue(key, new byte[100], tree.root())).isFalse();
      assertThat(proof.provesValue(key, map.get(key), Hash.ZERO)).isFalse();
    }
  }

  @Test
  void whatIsNotThereIsProved() {
    Randoms random = new Randoms(2);
    for (int i = 0; i < 500; i++) {
      byte[] key = Garden.key(2 * random.below(30_000) + 1);
      Proof proof = tree.prove(key);
      assertThat(proof.provesAbsence(key, tree.root())).isTrue();
      assertThat(proof.provesAbsence(key, Hash.ZERO)).isFalse();
      assertThat(proof.provesValue(key, new byte[100], tree.root())).isFalse();
    }
  }

  @Test
  void anEmptyTreeProvesThatItHasNothing() {
    Tree empty = Tree.empty(Garden.nodes());
    assertThat(empty.prove(Garden.bytes("rose")).provesAbsence(Garden.bytes("rose"), empty.root()))
        .isTrue();
  }

  @Test
  void longValuesAreProvedByTheirHash() {
    byte[] key = Garden.key(7);
    byte[] value = new Randoms(7).bytes(10_000);
    Tree with = tree.apply(List.of(Edit.put(key, value)).iterator());
    assertThat(with.prove(key).provesValue(key, value, with.root())).isTrue();
    value[9_999]++;
    assertThat(with.prove(key).provesValue(key, value, with.root())).isFalse();
  }

  @Test
  void theProofOfOneKeyProvesNoOther() {
    byte[] key = Garden.key(100);
    Proof proof = tree.prove(key);
    for (byte[] other : List.of(Garden.key(30_000), Garden.key(30_001), Garden.key(90_000))) {
      assertThat(proof.provesAbsence(other, tree.root())).isFalse();
      assertThat(proof.provesValue(other, new byte[100], tree.root())).isFalse();
    }
  }

  @Test
  void changedProofsProveNothing() {
    byte[] key = Garden.key(100);
    byte[] absent = Garden.key(101);
    Randoms random = new Randoms(3);
    for (int i = 0; i < 2000; i++) {
      List<byte[]> nodes = new ArrayList<>(tree.prove(key).nodes());
      switch (random.below(5)) {
        case 0 -> nodes.remove(random.below(nodes.size()));
        case 1 -> nodes.add(random.below(nodes.size() + 1), nodes.get(random.below(nodes.size())));
        case 2 -> Collections.reverse(nodes);
        default -> {
          byte[] node = nodes.get(random.below(nodes.size()));
          node[random.below(node.length)] ^= (byte) (1 << random.below(8));
        }
      }
      if (nodes.isEmpty()) {
        continue;
      }
      Proof proof = new Proof(nodes);
      assertThat(proof.provesValue(key, map.get(key), tree.root())).isFalse();
      assertThat(proof.provesAbsence(absent, tree.root())).isFalse();
    }
  }

  @Test
  void aLeafThatDoesNotFitItsParentProvesNothing() {
    NodeWriter leaf = new NodeWriter(0);
    MemoryNodes store = new MemoryNodes();
    leaf.add(Garden.bytes("rose"), new byte[1], store);
    Hash address = store.put(leaf.toBytes());
    NodeWriter other = new NodeWriter(0);
    other.add(Garden.bytes("tulip"), new byte[1], store);
    NodeWriter root = new NodeWriter(1);
    root.addChild(other, address);
    Proof forged = new Proof(List.of(root.toBytes(), leaf.toBytes()));
    Hash rootHash = Sha256.of(root.toBytes());
    assertThat(forged.provesValue(Garden.bytes("rose"), new byte[1], rootHash)).isFalse();
    assertThat(forged.provesAbsence(Garden.bytes("poppy"), rootHash)).isFalse();
  }

  @Test
  void bytesThatAreNoNodeProveNothing() {
    Proof proof = new Proof(List.of(new byte[10]));
    assertThat(proof.provesAbsence(Garden.key(1), Sha256.of(new byte[10]))).isFalse();
  }

  @Test
  void noNodesOrTooManyAreRefused() {
    assertThatThrownBy(() -> new Proof(List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("a proof of 0 nodes");
    assertThatThrownBy(() -> new Proof(Collections.nCopies(65, new byte[1])))
        .isInstanceOf(UserException.class);
  }
}
