package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;

/** Groups whose blocks have been written, until there are enough of them to lie together. */
final class Groups implements Target {

  private final BytesOut bytes = new BytesOut(4096);

  /** Where the next byte is among these. */
  @Override
  public long position() {
    return bytes.size();
  }

  @Override
  public void put(long value, int width) {
    bytes.putLong(value).setSize(bytes.size() - Long.BYTES + width);
  }

  @Override
  public void put(byte[] from, int length) {
    bytes.put(from, 0, length);
  }

  void put(byte[] from, int at, int length) {
    bytes.put(from, at, length);
  }

  int size() {
    return bytes.size();
  }

  byte[] array() {
    return bytes.array();
  }

  void clear() {
    bytes.clear();
  }
}
