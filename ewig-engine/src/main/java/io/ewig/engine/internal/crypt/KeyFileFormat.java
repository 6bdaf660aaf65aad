package io.ewig.engine.internal.crypt;

import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.internal.crypt.cipher.KeyWrap;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * {@code keys.ewk}, and {@code keys.ewk.copy} beside it: the store key under the user's key.
 *
 * <pre>
 *   0         8            40       56       60        64       68                  128      132
 *   +---------+------------+--------+--------+---------+--------+-------------------+--------+
 *   | magic   | provider   | salt   | memory | iterat. | lanes  | wrapped store key | crc32c |
 *   | 8       | 32         | 16     | 4      | 4       | 4      | 60                | 4      |
 *   +---------+------------+--------+--------+---------+--------+-------------------+--------+
 *   magic     "EWIGKEY" and the version, 1
 *   provider  ASCII, filled up with zeros
 *   memory    KiB; with the next two what the user's key is derived with, or all zero
 *   wrapped   nonce 12, key 32, tag 16, see KeyWrap; the tag covers everything before it as well
 *   crc32c    over everything before it; the last four bytes in every version
 * </pre>
 *
 * <p>Numbers are little-endian.
 */
final class KeyFileFormat {

  static final int MAGIC = 0;
  static final int VERSION = 7;
  static final int PROVIDER = 8;
  static final int SALT = PROVIDER + KeyProvider.NAME_CHARS_MAX;
  static final int MEMORY = SALT + KeyProvider.SALT_BYTES;
  static final int ITERATIONS = MEMORY + Integer.BYTES;
  static final int LANES = ITERATIONS + Integer.BYTES;
  static final int WRAPPED = LANES + Integer.BYTES;
  static final int CRC = WRAPPED + KeyWrap.BYTES;
  static final int BYTES = CRC + Integer.BYTES;

  static final String NAME = "EWIGKEY";

  static final byte VERSION_1 = 1;

  private KeyFileFormat() {}

  static byte[] name() {
    return NAME.getBytes(StandardCharsets.US_ASCII);
  }

  /** The checksum of a file's bytes before its last four. */
  static int checksum(byte[] file) {
    CRC32C crc = new CRC32C();
    crc.update(file, 0, file.length - Integer.BYTES);
    return (int) crc.getValue();
  }
}
