package io.ewig.engine.internal.tree;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.hash.Hash;
import java.util.Arrays;

/**
 * Decodes a node, see {@link NodeFormat}, and refuses whatever {@link NodeWriter} would not write.
 *
 * <p>Two things a node alone can't show are left to others: that it fits its parent ({@link Nodes})
 * and that it ends where it has to ({@link Audit}).
 */
final class NodeReader {

  private static final int VARINT_BITS_MAX = 56;

  private final byte[] bytes;
  private final Hash address;
  private int at;
  private int previousFrom;
  private int previousEnd;

  private NodeReader(byte[] bytes, Hash address) {
    this.bytes = bytes;
    this.address = address;
  }

  /**
   * @param address where the bytes come from, for error texts
   */
  static Node read(byte[] bytes, Hash address) {
    return new NodeReader(bytes, address).node();
  }

  /** A varint that was checked before. */
  static long varint(byte[] bytes, int from) {
    long value = 0;
    int index = from;
    int shift = 0;
    for (; bytes[index] < 0; shift += 7) {
      value |= (long) (bytes[index++] & 0x7F) << shift;
    }
    return value | (long) bytes[index] << shift;
  }

  private Node node() {
    int level = header();
    int entries = (int) count((bytes.length - at) / NodeFormat.ENTRY_BYTES_MIN, "entries");
    int prefixLength = (int) count(NodeFormat.KEY_BYTES_MAX, "bytes of prefix");
    int prefixFrom = take(prefixLength);
    char[] places = new char[3 * entries];
    long total = 0;
    for (int i = 0; i < entries; i++) {
      places[3 * i + 1] = (char) suffix(i, NodeFormat.KEY_BYTES_MAX - prefixLength);
      places[3 * i] = (char) previousFrom;
      total += level == NodeFormat.LEAF ? value() : child();
      places[3 * i + 2] = (char) at;
    }
    require(at == bytes.length, "bytes behind the last entry");
    require(total <= NodeFormat.COUNT_MAX, "more entries below than a tree may have");
    Node node = new Node(bytes, prefixFrom, prefixLength, places, total);
    checkPrefix(node);
    return node;
  }

  private int header() {
    require(bytes.length <= NodeFormat.NODE_BYTES_MAX, "a node over the limit of bytes");
    require(bytes.length > NodeFormat.HEADER_BYTES, "a node without entries or a header");
    require((bytes[0] & 0xFF) == NodeFormat.MAGIC, "not a node");
    require(bytes[1] == NodeFormat.VERSION, "a node of an unknown version");
    int level = bytes[NodeFormat.LEVEL_AT];
    require(level >= 0 && level < NodeFormat.LEVELS_MAX, "a level over the limit");
    at = NodeFormat.HEADER_BYTES;
    return level;
  }

  /** Takes the next key's suffix, which must rise; returns where it ends. */
  private int suffix(int index, int lengthMax) {
    int length = (int) count(lengthMax, "bytes of suffix");
    int from = take(length);
    require(
        index == 0 || Arrays.compareUnsigned(bytes, previousFrom, previousEnd, bytes, from, at) < 0,
        "keys out of order");
    previousFrom = from;
    previousEnd = at;
    return at;
  }

  private int value() {
    long tag = count(NodeFormat.tag(NodeFormat.VALUE_BYTES_MAX), "as the tag of a value");
    int length = (int) (tag >>> 1);
    boolean isLong = (tag & 1) == 1;
    require(isLong == NodeFormat.isLong(length), "a value that stands in the wrong place");
    take(isLong ? Hash.BYTES : length);
    return 1;
  }

  private long child() {
    take(Hash.BYTES);
    long below = count(NodeFormat.COUNT_MAX, "entries below");
    require(below > 0, "a child without entries");
    return below;
  }

  private void checkPrefix(Node node) {
    int entries = node.entries();
    if (entries == 0) {
      require(node.isLeaf() && node.prefixLength() == 0, "a node without entries");
      return;
    }
    int last = entries - 1;
    boolean firstEmpty = node.suffixFrom(0) == node.payloadFrom(0);
    require(
        entries == 1
            ? firstEmpty
            : firstEmpty || bytes[node.suffixFrom(0)] != bytes[node.suffixFrom(last)],
        "a prefix that is too short");
  }

  /** A varint from 0 to a limit, as short as can be. */
  private long count(long limit, String what) {
    long value = 0;
    for (int shift = 0; shift < VARINT_BITS_MAX; shift += 7) {
      byte next = bytes[take(1)];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        require(next != 0 || shift == 0, "a number that could be shorter");
        require(value <= limit, value, what);
        return value;
      }
    }
    throw malformed("a number of too many bytes");
  }

  private int take(int length) {
    int from = at;
    require(length <= bytes.length - from, "a node that ends too early");
    at = from + length;
    return from;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw malformed(otherwise);
    }
  }

  private void require(boolean holds, long value, String what) {
    if (!holds) {
      throw malformed(value + " " + what + ", over the limit");
    }
  }

  private CorruptionException malformed(String what) {
    return new CorruptionException(ErrorCode.CORRUPT_RECORD, "node " + address, at, what);
  }
}
