package io.ewig.engine.internal.tree;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import java.util.Arrays;

/** A value of a leaf: in its place, or an object of its own if it is long. */
final class LeafValue {

  private LeafValue() {}

  static void write(byte[] value, BytesOut out, NodeStore store) {
    if (value.length > NodeFormat.VALUE_BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a value of "
              + value.length
              + " bytes; a tree takes at most "
              + NodeFormat.VALUE_BYTES_MAX
              + ", so split it");
    }
    out.putVarint(NodeFormat.tag(value.length));
    if (NodeFormat.isLong(value.length)) {
      out.putHash(store.put(value));
    } else {
      out.put(value);
    }
  }

  static byte[] read(Node leaf, int index, NodeStore store) {
    int length = length(leaf, index);
    int end = leaf.payloadEnd(index);
    if (!NodeFormat.isLong(length)) {
      return Arrays.copyOfRange(leaf.bytes(), end - length, end);
    }
    Hash address = address(leaf, index);
    byte[] value = store.get(address);
    if (value.length != length) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_RECORD,
          "value " + address,
          -1,
          value.length + " bytes, where its leaf says " + length);
    }
    return value.clone();
  }

  /** True if this is the value, as sure as nobody finds two inputs of SHA-256 with one hash. */
  static boolean is(Node leaf, int index, byte[] value) {
    int length = length(leaf, index);
    int end = leaf.payloadEnd(index);
    if (length != value.length) {
      return false;
    }
    return NodeFormat.isLong(length)
        ? Sha256.of(value).equals(address(leaf, index))
        : Arrays.equals(leaf.bytes(), end - length, end, value, 0, length);
  }

  static int length(Node leaf, int index) {
    return (int) (NodeReader.varint(leaf.bytes(), leaf.payloadFrom(index)) >>> 1);
  }

  static boolean isLong(Node leaf, int index) {
    return NodeFormat.isLong(length(leaf, index));
  }

  /** Where a long value is. */
  static Hash address(Node leaf, int index) {
    return Hash.read(leaf.bytes(), leaf.payloadEnd(index) - Hash.BYTES);
  }
}
