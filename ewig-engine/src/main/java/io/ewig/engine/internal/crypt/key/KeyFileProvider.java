package io.ewig.engine.internal.crypt.key;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.crypt.cipher.RawKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The key in a file of 64 hex digits, or of 32 raw bytes.
 *
 * <p>A file that anybody but its owner has rights on is refused. Where the file system has no POSIX
 * rights (Windows) nothing is checked: put the file where only its owner gets.
 */
public final class KeyFileProvider implements KeyProvider {

  public static final String NAME = "key-file";

  /** Hex digits with a generous line of white space: a wrong path does not fill the memory. */
  private static final int READ_BYTES_MAX = 1024;

  private final Path file;

  public KeyFileProvider(Path file) {
    this.file = file;
  }

  /** Makes a file with a random key that only its owner may read. */
  public static KeyFileProvider generate(Path file, SecureRandom random) {
    byte[] key = new byte[RawKey.BYTES];
    random.nextBytes(key);
    byte[] text = KeyText.format(key);
    try {
      OwnerOnlyFile.create(file, text);
      return new KeyFileProvider(file);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte[] key(byte[] salt, KdfParameters kdf) {
    if (Files.isDirectory(file)) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE, file + " is a folder; name the key file itself");
    }
    try {
      OwnerOnlyFile.require(file);
      return read();
    } catch (IOException e) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          e instanceof NoSuchFileException
              ? "there is no key file " + file
              : "key file " + file + " can't be read: " + e,
          e);
    }
  }

  private byte[] read() throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(READ_BYTES_MAX);
    }
    if (content.length == RawKey.BYTES) {
      return content;
    }
    Optional<byte[]> key = KeyText.parseHex(content);
    Arrays.fill(content, (byte) 0);
    return key.orElseThrow(
        () ->
            new UserException(
                ErrorCode.KEY_UNAVAILABLE,
                String.format(
                    Locale.ROOT,
                    "key file %s holds neither %d hex digits nor %d raw bytes",
                    file,
                    KeyText.DIGITS,
                    RawKey.BYTES)));
  }
}
