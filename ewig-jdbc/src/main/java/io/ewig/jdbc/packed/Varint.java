package io.ewig.jdbc.packed;

/** What {@link WireOutput} and {@link WireInput} share: how protobuf lays down a field. */
final class Varint {

  /** Of a 64 bit number. */
  static final int BYTES_MAX = 10;

  static final int TAG_SHIFT = 3;
  static final int NUMBER = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private Varint() {}
}
