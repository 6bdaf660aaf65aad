package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Blocks of bytes in a temporary file that nobody else can read; one thread.
 *
 * <p>What the database encrypts must not lie on the disk in clear, so each file has a key of its
 * own, which is never written. The name is removed as soon as the file is open, where the system
 * lets us, so that nothing stays behind a JVM that was killed.
 */
final class BlockFile implements AutoCloseable {

  private static final int KEY_BYTES = 16;
  private static final int COUNTER_BYTES = 16;

  private final Path path;
  private final RandomAccessFile file; // an interrupt would close a channel
  private final SecretKeySpec key;
  private long size;

  private BlockFile(Path path, RandomAccessFile file, SecretKeySpec key) {
    this.path = path;
    this.file = file;
    this.key = key;
  }

  static BlockFile create() throws SQLException {
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      Path path = Files.createTempFile("ewig-result", ".rows");
      BlockFile made =
          new BlockFile(
              path, new RandomAccessFile(path.toFile(), "rw"), new SecretKeySpec(secret, "AES"));
      made.remove();
      return made;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Where an open file can't be removed it is when it is closed. */
  private boolean remove() {
    try {
      return Files.deleteIfExists(path);
    } catch (IOException e) {
      return false;
    }
  }

  /** Where the block lies from now on. */
  long add(byte[] block) throws SQLException {
    long place = size;
    try {
      file.seek(place);
      file.write(crypt(block, place));
    } catch (IOException e) {
      throw failed(e);
    }
    size += block.length;
    return place;
  }

  byte[] read(long place, int length) throws SQLException {
    byte[] block = new byte[length];
    try {
      file.seek(place);
      file.readFully(block);
    } catch (IOException e) {
      throw failed(e);
    }
    return crypt(block, place);
  }

  /** Both ways; no place is written twice, so none has the counter of another. */
  private byte[] crypt(byte[] block, long place) throws SQLException {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      byte[] counter = ByteBuffer.allocate(COUNTER_BYTES).putLong(place).array();
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw SqlState.INTERNAL.error("rows cannot be kept in a file: this JVM has no AES", e);
    }
  }

  private static SQLException failed(IOException cause) {
    return SqlState.INPUT_OUTPUT.error(
        "the rows of a result that scrolls do not fit into memory, and could not be kept in "
            + System.getProperty("java.io.tmpdir")
            + ": "
            + cause.getMessage(),
        cause);
  }

  @Override
  public void close() throws SQLException {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    } finally {
      remove();
    }
  }
}
