package io.ewig.engine.format;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C, the checksum of everything on disk. */
public final class Checksum {

  private static final ThreadLocal<CRC32C> PER_THREAD = ThreadLocal.withInitial(CRC32C::new);

  private Checksum() {}

  public static int of(byte[] bytes, int from, int length) {
    CRC32C crc = PER_THREAD.get();
    crc.reset();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /** Over two ranges of one array, which leaves out the checksum's own place between them. */
  public static int of(byte[] bytes, int from, int length, int from2, int length2) {
    CRC32C crc = PER_THREAD.get();
    crc.reset();
    crc.update(bytes, from, length);
    crc.update(bytes, from2, length2);
    return (int) crc.getValue();
  }

  public static int of(ByteBuffer bytes) {
    CRC32C crc = PER_THREAD.get();
    crc.reset();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
