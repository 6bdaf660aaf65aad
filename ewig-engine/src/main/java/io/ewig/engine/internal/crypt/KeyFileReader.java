package io.ewig.engine.internal.crypt;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@link KeyFileFormat}, and trusts nothing. */
final class KeyFileReader {

  /** Too short to hold a name, a version and a checksum. */
  private static final int BYTES_MIN = KeyFileFormat.PROVIDER + Integer.BYTES;

  private final ByteBuffer bytes;
  private final String file;

  private KeyFileReader(byte[] bytes, String file) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.file = file;
  }

  /**
   * @param file its name, for what is thrown
   */
  static SealedStoreKey read(byte[] bytes, String file) {
    return new KeyFileReader(bytes, file).read();
  }

  private SealedStoreKey read() {
    checkWhole();
    checkKind();
    try {
      return new SealedStoreKey(provider(), salt(), kdf(), wrapped());
    } catch (UserException e) {
      throw damaged(KeyFileFormat.PROVIDER, "the checksum holds, but no Ewig wrote this", e);
    }
  }

  private void checkWhole() {
    int length = bytes.capacity();
    boolean holds =
        length >= BYTES_MIN
            && KeyFileFormat.checksum(bytes.array()) == bytes.getInt(length - Integer.BYTES);
    if (!holds && length != KeyFileFormat.BYTES) {
      throw damaged(
          length,
          String.format(
              Locale.ROOT,
              "has %d bytes instead of %d, and no checksum that holds",
              length,
              KeyFileFormat.BYTES),
          null);
    }
    if (!holds) {
      throw damaged(KeyFileFormat.CRC, "the checksum over the file does not hold", null);
    }
  }

  private void checkKind() {
    if (!Arrays.equals(part(KeyFileFormat.MAGIC, KeyFileFormat.VERSION), KeyFileFormat.name())) {
      throw damaged(KeyFileFormat.MAGIC, "does not start with " + KeyFileFormat.NAME, null);
    }
    byte version = bytes.get(KeyFileFormat.VERSION);
    if (version != KeyFileFormat.VERSION_1) {
      throw new UserException(
          ErrorCode.UNSUPPORTED_FORMAT,
          String.format(
              Locale.ROOT,
              "%s is of version %d, this Ewig knows version 1; use a newer one",
              file,
              version));
    }
    if (bytes.capacity() != KeyFileFormat.BYTES) {
      throw damaged(bytes.capacity(), "has " + bytes.capacity() + " bytes", null);
    }
  }

  private String provider() {
    byte[] name = part(KeyFileFormat.PROVIDER, KeyFileFormat.SALT);
    int length = KeyProvider.NAME_CHARS_MAX;
    while (length > 0 && name[length - 1] == 0) {
      length--;
    }
    return new String(name, 0, length, StandardCharsets.US_ASCII);
  }

  private byte[] salt() {
    return part(KeyFileFormat.SALT, KeyFileFormat.MEMORY);
  }

  private KdfParameters kdf() {
    return new KdfParameters(
        bytes.getInt(KeyFileFormat.MEMORY),
        bytes.getInt(KeyFileFormat.ITERATIONS),
        bytes.getInt(KeyFileFormat.LANES));
  }

  private byte[] wrapped() {
    return part(KeyFileFormat.WRAPPED, KeyFileFormat.CRC);
  }

  private byte[] part(int from, int to) {
    return Arrays.copyOfRange(bytes.array(), from, to);
  }

  private CorruptionException damaged(int offset, String what, @Nullable Throwable cause) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, offset, what, cause);
  }
}
