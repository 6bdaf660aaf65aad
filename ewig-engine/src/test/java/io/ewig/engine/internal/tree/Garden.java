package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.log.Randoms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What trees are compared with: a sorted map, and the edits and trees made from one. */
final class Garden {

  private Garden() {}

  static TreeMap<byte[], byte[]> map() {
    return new TreeMap<>(Arrays::compareUnsigned);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Keys as tables have them: a common start, then a number. */
  static byte[] key(int number) {
    return new byte[] {
      'b',
      'e',
      'd',
      (byte) (number >> 24),
      (byte) (number >> 16),
      (byte) (number >> 8),
      (byte) number
    };
  }

  /** So many entries of 100-byte values at even numbers. */
  static TreeMap<byte[], byte[]> plants(int count) {
    TreeMap<byte[], byte[]> map = map();
    Randoms random = new Randoms(count);
    for (int i = 0; i < count; i++) {
      map.put(key(2 * i), random.bytes(100));
    }
    return map;
  }

  static Tree build(Nodes nodes, Map<byte[], byte[]> sorted) {
    Builder builder = new Builder(nodes);
    sorted.forEach(builder::add);
    return builder.finish();
  }

  static Nodes nodes() {
    return new Nodes(new MemoryNodes(), 8 << 20);
  }

  /** The edits of a map from key to value, where null deletes. */
  static List<Edit> edits(Map<byte[], byte[]> sorted) {
    List<Edit> edits = new ArrayList<>();
    sorted.forEach((key, value) -> edits.add(new Edit(key, value)));
    return edits;
  }

  static void applyTo(TreeMap<byte[], byte[]> map, List<Edit> edits) {
    for (Edit edit : edits) {
      if (edit.value() == null) {
        map.remove(edit.key());
      } else {
        map.put(edit.key(), edit.value());
      }
    }
  }

  static void assertSame(Tree tree, TreeMap<byte[], byte[]> map) {
    assertThat(tree.count()).isEqualTo(map.size());
    Cursor cursor = tree.cursor(null, null);
    for (Map.Entry<byte[], byte[]> entry : map.entrySet()) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.key()).isEqualTo(entry.getKey());
      assertThat(cursor.value()).isEqualTo(entry.getValue());
    }
    assertThat(cursor.next()).isFalse();
  }

  /** A mix of short and long keys that share starts, from a space small enough to hit again. */
  static byte[] anyKey(Randoms random, int space) {
    int number = random.below(space);
    byte[] key = new byte[number % 50 == 0 ? 40 * (number % 97) + 2 : 2 + number % 7];
    Arrays.fill(key, (byte) (number % 3));
    key[key.length - 2] = (byte) (number >> 8);
    key[key.length - 1] = (byte) number;
    return key;
  }

  static byte[] anyValue(Randoms random) {
    int limit = NodeFormat.VALUE_INLINE_BYTES_MAX;
    int length =
        switch (random.below(12)) {
          case 0 -> 0;
          case 1 -> limit;
          case 2 -> limit + 1;
          case 3 -> random.below(4 * limit);
          default -> random.below(200);
        };
    return random.bytes(length);
  }
}
