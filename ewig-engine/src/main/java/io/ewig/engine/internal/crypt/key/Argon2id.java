package io.ewig.engine.internal.crypt.key;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id of RFC 9106 over the UTF-8 bytes of a secret text. */
final class Argon2id {

  private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

  private Argon2id() {}

  /** As many bytes as a key has; what was needed in between is wiped. */
  static byte[] derive(char[] secret, byte[] salt, KdfParameters cost) {
    byte[] bytes = utf8(secret);
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withSalt(salt)
              .withMemoryAsKB(cost.memoryKib())
              .withIterations(cost.iterations())
              .withParallelism(cost.parallelism())
              .build());
      byte[] key = new byte[KeyProvider.KEY_BYTES];
      generator.generateBytes(bytes, key);
      return key;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** By hand, because {@code Charset.encode} leaves copies behind that nobody wipes. */
  private static byte[] utf8(char[] secret) {
    byte[] room = new byte[UTF8_BYTES_PER_CHAR_MAX * secret.length];
    ByteBuffer out = ByteBuffer.wrap(room);
    boolean broken =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret), out, true).isError();
    byte[] bytes = Arrays.copyOf(room, out.position());
    Arrays.fill(room, (byte) 0);
    if (broken) {
      Arrays.fill(bytes, (byte) 0);
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "the passphrase is no text: it has half of a character");
    }
    return bytes;
  }
}
