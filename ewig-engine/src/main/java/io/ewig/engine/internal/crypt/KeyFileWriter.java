package io.ewig.engine.internal.crypt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes {@link KeyFileFormat}. */
final class KeyFileWriter {

  private KeyFileWriter() {}

  /** What comes before the wrapped key, and is covered by its tag. */
  static byte[] header(SealedStoreKey key) {
    return Arrays.copyOf(file(key), KeyFileFormat.WRAPPED);
  }

  static byte[] file(SealedStoreKey key) {
    byte[] file = new byte[KeyFileFormat.BYTES];
    ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    out.put(KeyFileFormat.MAGIC, KeyFileFormat.name())
        .put(KeyFileFormat.VERSION, KeyFileFormat.VERSION_1)
        .put(KeyFileFormat.PROVIDER, key.provider().getBytes(StandardCharsets.US_ASCII))
        .put(KeyFileFormat.SALT, key.salt())
        .putInt(KeyFileFormat.MEMORY, key.kdf().memoryKib())
        .putInt(KeyFileFormat.ITERATIONS, key.kdf().iterations())
        .putInt(KeyFileFormat.LANES, key.kdf().parallelism())
        .put(KeyFileFormat.WRAPPED, key.wrapped())
        .putInt(KeyFileFormat.CRC, KeyFileFormat.checksum(file));
    return file;
  }
}
