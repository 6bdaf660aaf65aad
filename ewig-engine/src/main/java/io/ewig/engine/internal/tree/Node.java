package io.ewig.engine.internal.tree;

import io.ewig.engine.hash.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A decoded node: its bytes, which nobody changes, and where in them each entry lies.
 *
 * <p>Made by {@link NodeReader} only, so the bytes are those of {@link NodeFormat}. Immutable, but
 * for what it remembers of the cache: where children are that were found to fit.
 */
final class Node {

  /** Three places an entry: suffix, payload, end. A node has less than 64 KiB. */
  private static final int PLACES = 3;

  private static final int OBJECT_BYTES = 96;

  /** A link, and the slot it may be the last to hold. */
  private static final int LINK_BYTES = 80;

  private static final NodeCache.Slot[] NO_LINKS = {};

  private final byte[] bytes;
  private final int level;
  private final int prefixFrom;
  private final int prefixLength;
  private final char[] places;
  private final long count;
  private final NodeCache.@Nullable Slot[] links;

  Node(byte[] bytes, int prefixFrom, int prefixLength, char[] places, long count) {
    this.bytes = bytes;
    this.level = bytes[NodeFormat.LEVEL_AT];
    this.prefixFrom = prefixFrom;
    this.prefixLength = prefixLength;
    this.places = places;
    this.count = count;
    this.links = level == NodeFormat.LEAF ? NO_LINKS : new NodeCache.Slot[places.length / PLACES];
  }

  byte[] bytes() {
    return bytes;
  }

  int level() {
    return level;
  }

  boolean isLeaf() {
    return level == NodeFormat.LEAF;
  }

  /** The number of entries in this node. */
  int entries() {
    return places.length / PLACES;
  }

  /** The number of entries in all leaves below; those of a leaf are its own. */
  long count() {
    return count;
  }

  /** What the decoded node takes in memory, about. */
  int heapBytes() {
    return bytes.length
        + Character.BYTES * places.length
        + LINK_BYTES * links.length
        + OBJECT_BYTES;
  }

  int prefixFrom() {
    return prefixFrom;
  }

  int prefixLength() {
    return prefixLength;
  }

  int suffixFrom(int index) {
    return places[PLACES * index];
  }

  int payloadFrom(int index) {
    return places[PLACES * index + 1];
  }

  int payloadEnd(int index) {
    return places[PLACES * index + 2];
  }

  int keyLength(int index) {
    return prefixLength + payloadFrom(index) - suffixFrom(index);
  }

  byte[] key(int index) {
    byte[] key = new byte[keyLength(index)];
    copyKey(index, key, 0);
    return key;
  }

  void copyKey(int index, byte[] to, int at) {
    int suffix = suffixFrom(index);
    System.arraycopy(bytes, prefixFrom, to, at, prefixLength);
    System.arraycopy(bytes, suffix, to, at + prefixLength, payloadFrom(index) - suffix);
  }

  Hash child(int index) {
    return Hash.read(bytes, payloadFrom(index));
  }

  /** A child that was linked and is still in the cache, or null. */
  @Nullable Node linked(int index) {
    NodeCache.Slot slot = links[index];
    return slot == null ? null : slot.node();
  }

  /** Remembers where a child is in the cache, if it is. */
  void link(int index, NodeCache.@Nullable Slot slot) {
    links[index] = slot;
  }

  /** The number of entries below a child. */
  long childCount(int index) {
    return NodeReader.varint(bytes, payloadFrom(index) + Hash.BYTES);
  }

  /** The first entry whose key is not less; {@link #entries()} if there is none. */
  int ceiling(byte[] key) {
    int order = comparePrefix(key);
    if (order != 0) {
      return order > 0 ? 0 : entries();
    }
    int low = 0;
    int high = entries();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compareSuffix(middle, key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Less than, equal to or greater than 0, as the entry's key is to another. */
  int compareKey(int index, byte[] key) {
    int order = comparePrefix(key);
    return order != 0 ? order : compareSuffix(index, key);
  }

  int compareKey(int index, Node other, int otherIndex) {
    if (prefixLength == other.prefixLength && samePrefix(other)) {
      return Arrays.compareUnsigned(
          bytes,
          suffixFrom(index),
          payloadFrom(index),
          other.bytes,
          other.suffixFrom(otherIndex),
          other.payloadFrom(otherIndex));
    }
    return compareKey(index, other.key(otherIndex));
  }

  boolean samePayload(int index, Node other, int otherIndex) {
    return Arrays.equals(
        bytes,
        payloadFrom(index),
        payloadEnd(index),
        other.bytes,
        other.payloadFrom(otherIndex),
        other.payloadEnd(otherIndex));
  }

  private boolean samePrefix(Node other) {
    return Arrays.equals(
        bytes,
        prefixFrom,
        prefixFrom + prefixLength,
        other.bytes,
        other.prefixFrom,
        other.prefixFrom + prefixLength);
  }

  /** 0 if the key starts with the prefix. */
  private int comparePrefix(byte[] key) {
    int length = Math.min(prefixLength, key.length);
    return Arrays.compareUnsigned(bytes, prefixFrom, prefixFrom + prefixLength, key, 0, length);
  }

  private int compareSuffix(int index, byte[] key) {
    return Arrays.compareUnsigned(
        bytes, suffixFrom(index), payloadFrom(index), key, prefixLength, key.length);
  }
}
