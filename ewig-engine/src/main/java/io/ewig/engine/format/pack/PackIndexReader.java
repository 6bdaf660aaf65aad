package io.ewig.engine.format.pack;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.Chunks;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import java.nio.ByteBuffer;

/** Reads a pack's index where it lies, see {@link PackIndexFormat}; any thread. */
public final class PackIndexReader {

  private final ByteBuffer bytes;
  private final String file;
  private final int count;
  private final int keys;
  private final int bits;
  private final int startsAt;
  private final int offsetsAt;
  private final int endsAt;
  private final int keysAt;
  private final int restAt;
  private final long rawBytes;

  /**
   * Checks the whole file.
   *
   * @param bytes the file, little-endian
   */
  public PackIndexReader(ByteBuffer bytes, String file) {
    this.bytes = bytes;
    this.file = file;
    if (bytes.limit() < PackIndexFormat.FAN || bytes.getLong(0) != PackIndexFormat.MAGIC) {
      throw corrupt(0, "not the index of a pack in a format that this version knows");
    }
    ByteBuffer checked = bytes.duplicate();
    checked.position(PackIndexFormat.COUNT);
    if (Checksum.of(checked) != bytes.getInt(PackIndexFormat.CRC)) {
      throw corrupt(0, "the checksum of a pack's index does not hold");
    }
    count = bytes.getInt(PackIndexFormat.COUNT);
    keys = bytes.getInt(PackIndexFormat.KEYS);
    bits = bytes.getInt(PackIndexFormat.BITS);
    int rest = bytes.getInt(PackIndexFormat.REST);
    requireWithin(count, PackIndexFormat.OBJECTS_MAX, "objects");
    requireWithin(keys, PackIndexFormat.KEYS_MAX, "data keys");
    requireWithin(bits, PackIndexFormat.BITS_MAX, "bits of fan");
    requireWithin(rest, PackIndexFormat.REST_BYTES_MAX, "bytes of secret");
    requireWithin(length(), Integer.MAX_VALUE, "bytes of pack");
    startsAt = PackIndexFormat.FAN + Integer.BYTES * ((1 << bits) + 1);
    offsetsAt = startsAt + PackIndexFormat.START_BYTES * count;
    endsAt = offsetsAt + Integer.BYTES * count;
    keysAt = endsAt + PackIndexFormat.END_BYTES * count;
    restAt = keysAt + Integer.BYTES * keys;
    if (restAt + rest != bytes.limit()) {
      throw corrupt(0, "an index of " + bytes.limit() + " bytes, not " + (restAt + rest));
    }
    rawBytes = bytes.getLong(PackIndexFormat.RAW);
    requireRisingFan();
  }

  private void requireWithin(int value, int max, String what) {
    if (value < 0 || value > max) {
      throw corrupt(0, "an index of " + value + " " + what);
    }
  }

  private void requireRisingFan() {
    int before = 0;
    for (int bucket = 0; bucket <= 1 << bits; bucket++) {
      int at = fan(bucket);
      if (at < before || at > count) {
        throw corrupt(PackIndexFormat.FAN + 4L * bucket, "a fan that does not rise");
      }
      before = at;
    }
  }

  private CorruptionException corrupt(long offset, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, offset, what);
  }

  public int count() {
    return count;
  }

  public int number() {
    return bytes.getInt(PackIndexFormat.NUMBER);
  }

  /** How long the pack was when it was sealed. */
  public int length() {
    return bytes.getInt(PackIndexFormat.LENGTH);
  }

  /** May be asked for when the file is closed. */
  public long rawBytes() {
    return rawBytes;
  }

  public int keys() {
    return keys;
  }

  public int keyOffset(int key) {
    return bytes.getInt(keysAt + Integer.BYTES * key);
  }

  /** What the names were made with; empty if with nothing. */
  public byte[] secret(FrameKeys frameKeys) {
    return Chunks.read(bytes, restAt, PackIndexFormat.SECRET_BYTES, frameKeys, file);
  }

  /** The position of a name among all, or -1 if it is not there. */
  public int find(Hash name) {
    long start = name.a();
    int bucket = PackIndexFormat.bucket(start, bits);
    int end = fan(bucket + 1);
    for (int at = fan(bucket); at < end; at++) {
      if (bytes.getLong(startsAt + PackIndexFormat.START_BYTES * at) == start && endIs(at, name)) {
        return at;
      }
    }
    return -1;
  }

  private int fan(int bucket) {
    return bytes.getInt(PackIndexFormat.FAN + Integer.BYTES * bucket);
  }

  private boolean endIs(int at, Hash name) {
    int from = endsAt + PackIndexFormat.END_BYTES * at;
    return bytes.getLong(from) == name.b()
        && bytes.getLong(from + 8) == name.c()
        && bytes.getLong(from + 16) == name.d();
  }

  /** Where the object at a position lies in the pack. */
  public int offset(int position) {
    return bytes.getInt(offsetsAt + Integer.BYTES * position);
  }
}
