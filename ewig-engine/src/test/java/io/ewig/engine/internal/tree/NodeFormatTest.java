package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Golden;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeFormatTest {

  private static final Map<String, Supplier<byte[]>> SAMPLES =
      Map.of(
          "tree-empty", () -> new NodeWriter(0).toBytes(),
          "tree-leaf", NodeFormatTest::leaf,
          "tree-inner", NodeFormatTest::inner);

  static Stream<String> samples() {
    return SAMPLES.keySet().stream().sorted();
  }

  private static byte[] leaf() {
    NodeWriter writer = new NodeWriter(0);
    MemoryNodes store = new MemoryNodes();
    writer.add(Garden.bytes("garden/lily"), Garden.bytes("white"), store);
    writer.add(Garden.bytes("garden/poppy"), new byte[0], store);
    writer.add(Garden.bytes("garden/rose"), new byte[2000], store);
    writer.add(Garden.bytes("garden/rosemary"), new byte[200], store);
    return writer.toBytes();
  }

  private static byte[] inner() {
    NodeWriter below = new NodeWriter(0);
    NodeWriter writer = new NodeWriter(1);
    MemoryNodes store = new MemoryNodes();
    for (String key : new String[] {"a/lily", "a/poppy", "a/rose"}) {
      for (int i = 0; i < 40 * key.length(); i++) {
        below.add(Garden.bytes(key + (1000 + i)), new byte[0], store);
      }
      writer.addChild(below, Sha256.of(Garden.bytes(key)));
      below.clear();
    }
    return writer.toBytes();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theBytesOfANodeNeverChange(String name) throws IOException {
    Golden.check(name, SAMPLES.get(name).get());
  }

  /** Every input is refused, or is just what we would write: no content has two nodes. */
  @ParameterizedTest
  @MethodSource("samples")
  void damagedInputIsRefusedOrCanonical(String name) {
    byte[] sample = SAMPLES.get(name).get();
    Randoms random = new Randoms(name.hashCode());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int accepted = 0;
    for (int i = 0; i < Fuzz.INPUTS; i++) {
      byte[] input = mutate(sample, random);
      long before = threads.getCurrentThreadAllocatedBytes();
      Node node;
      try {
        node = NodeReader.read(input, Hash.ZERO);
      } catch (CorruptionException refused) {
        assertThat(refused.getMessage()).startsWith("node 00");
        continue;
      } finally {
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 10);
      }
      accepted++;
      NodeWriter writer = new NodeWriter(node.level());
      for (int entry = 0; entry < node.entries(); entry++) {
        writer.add(node, entry);
      }
      assertThat(writer.toBytes()).as("input %s of %s", i, name).isEqualTo(input);
      References.in(input);
    }
    assertThat(accepted).isPositive();
  }

  private static byte[] mutate(byte[] sample, Randoms random) {
    int length = random.oneIn(10) ? random.below(sample.length + 8) : sample.length;
    byte[] input = Arrays.copyOf(sample, length);
    for (int left = 1 + random.below(3); left > 0 && length > 0; left--) {
      int end = random.oneIn(2) ? length : Math.min(length, 40);
      Fuzz.damage(input, random.below(end), random);
    }
    return input;
  }

  @Test
  void whatANodeHoldsComesBack() {
    Node node = NodeReader.read(leaf(), Hash.ZERO);
    assertThat(node.entries()).isEqualTo(4);
    assertThat(node.count()).isEqualTo(4);
    assertThat(new String(node.key(2), StandardCharsets.UTF_8)).isEqualTo("garden/rose");
    assertThat(node.ceiling(Garden.bytes("garden/rose"))).isEqualTo(2);
    assertThat(node.ceiling(Garden.bytes("garden/rosa"))).isEqualTo(2);
    assertThat(node.ceiling(Garden.bytes("garden"))).isZero();
    assertThat(node.ceiling(Garden.bytes("gardens"))).isEqualTo(4);
    assertThat(node.ceiling(Garden.bytes("field/rose"))).isZero();
    assertThat(LeafValue.is(node, 0, Garden.bytes("white"))).isTrue();
    assertThat(LeafValue.is(node, 0, Garden.bytes("black"))).isFalse();
    assertThat(LeafValue.is(node, 2, new byte[2000])).isTrue();
    assertThat(References.in(leaf()).values()).containsExactly(Sha256.of(new byte[2000]));
    Node above = NodeReader.read(inner(), Hash.ZERO);
    assertThat(above.count()).isEqualTo(40 * 19);
    assertThat(above.childCount(1)).isEqualTo(280);
    assertThat(References.in(inner()).nodes())
        .containsExactly(above.child(0), above.child(1), above.child(2));
  }

  @Test
  void whatIsNoNodeIsSaid() {
    refused("0002", "without entries or a header");
    refused("e6010001", "not a node");
    refused("e7020001", "unknown version");
    refused("e70140000000", "a level over the limit");
    refused("e701ff000000", "a level over the limit");
    refused("e701010000", "a node without entries");
    refused("e70100000161", "a node without entries");
    refused("e70100" + "000000", "bytes behind the last entry");
    refused("e70100" + "7f00", "127 entries, over the limit");
    refused("e70100" + "0100", "ends too early");
  }

  @Test
  void whatIsNoEntryIsSaid() {
    refused(new byte[NodeFormat.NODE_BYTES_MAX + 1], "over the limit of bytes");
    refused("e70100" + "0200" + "016200" + "016100", "keys out of order");
    refused("e70100" + "0200" + "016100" + "016100", "keys out of order");
    refused("e70100" + "0200" + "026162" + "00" + "026163" + "00", "a prefix that is too short");
    refused("e70100" + "0100" + "016100", "a prefix that is too short");
    refused("e70100" + "0101" + "61" + "00" + "80" + "00", "could be shorter");
    refused("e70100" + "0101" + "61" + "00" + "80808080808080808000", "too many bytes");
    refused("e70100" + "0101" + "61" + "00" + "0861", "ends too early");
    refused("e70100" + "0101" + "61" + "00" + "0361", "a value that stands in the wrong place");
    refused("e70100" + "0101" + "61" + "00" + "ffffff7f", "over the limit");
    refused("e70101" + "0101" + "61" + "00" + "00".repeat(33), "a child without entries");
    refused("e70101" + "0101" + "61" + "00" + "00".repeat(32), "ends too early");
    refused("e70101" + "0101" + "61" + "00" + "00".repeat(32) + "ffffffffffff7f", "over the limit");
  }

  @Test
  void sumsAboveTheLimitAreSaid() {
    String most = "00".repeat(32) + "80808080808040"; // 2^48
    refused("e70101" + "0200" + "00" + most + "0161" + most, "more entries below than a tree");
  }

  @Test
  void aKeyOverTheLimitIsSaid() {
    byte[] prefix = new byte[NodeFormat.KEY_BYTES_MAX];
    Consumer<BytesOut> entries = out -> out.putVarint(0).putVarint(0).putVarint(1).putByte(1);
    BytesOut out = new BytesOut(100).putByte(NodeFormat.MAGIC).putByte(1).putByte(0);
    out.putVarint(2).putVarint(prefix.length).put(prefix);
    entries.accept(out);
    refused(out.putVarint(0).toArray(), "1 bytes of suffix, over the limit");
  }

  private static void refused(String hex, String why) {
    refused(HexFormat.of().parseHex(hex), why);
  }

  private static void refused(byte[] bytes, String why) {
    assertThatThrownBy(() -> NodeReader.read(bytes, Hash.ZERO))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("node 0000")
        .hasMessageContaining(why);
  }
}
