package io.ewig.engine.internal.crypt;

import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.internal.crypt.cipher.KeyWrap;
import io.ewig.engine.internal.crypt.key.OwnerOnlyFile;
import io.ewig.engine.internal.crypt.signature.Ed25519Key;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The private key with which a database signs its commits, in its folder: who it is.
 *
 * <p>{@code signing.key} as OpenSSL writes one, for its owner only; in an encrypted database {@code
 * signing.ewk}, under the store key:
 *
 * <pre>
 *   0         8                 68       72
 *   +---------+-----------------+--------+
 *   | magic   | wrapped seed    | crc32c |     "EWIGSGN" 0x01; little-endian
 *   | 8       | 60, see KeyWrap | 4      |
 *   +---------+-----------------+--------+
 * </pre>
 *
 * <p>No backup holds it: a copy that signed with it would tell a second history in this database's
 * name.
 */
public final class SigningIdentity {

  public static final String CLEAR_NAME = "signing.key";
  public static final String WRAPPED_NAME = "signing.ewk";

  private static final byte[] MAGIC = {'E', 'W', 'I', 'G', 'S', 'G', 'N', 1};
  private static final int WRAPPED = MAGIC.length;
  private static final int CRC = WRAPPED + KeyWrap.BYTES;
  private static final int BYTES = CRC + Integer.BYTES;

  private SigningIdentity() {}

  /** Makes a key, or takes up one that whoever was killed while making a database has left. */
  public static Ed25519Key make(Path folder, @Nullable KeyVault vault, SecureRandom random) {
    Path file = file(folder, vault);
    if (Files.exists(file)) {
      return read(file, vault);
    }
    Ed25519Key key = Ed25519Key.generate(random);
    if (vault == null) {
      key.store(file);
    } else {
      write(file, vault, key);
    }
    return key;
  }

  /**
   * The key of an origin that signs.
   *
   * @throws UserException KEY_UNAVAILABLE, if it is not here
   */
  public static SigningKey open(Path folder, @Nullable KeyVault vault, Origin origin) {
    Path file = file(folder, vault);
    if (!Files.exists(file)) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          "the database writes as "
              + origin
              + " and signs that, but its key "
              + file
              + " is not there: put it back, or have the database go on under a new name by ewig"
              + " keys sign --data "
              + folder
              + "; that is also for a copy or a restored backup of a database that goes on"
              + " itself");
    }
    Ed25519Key key = read(file, vault);
    Origin owner = SigningOrigin.of(key.publicKey());
    if (!owner.equals(origin)) {
      key.close();
      throw new UserException(
          ErrorCode.WRONG_KEY,
          file
              + " is the key of "
              + owner
              + ", and the database writes as "
              + origin
              + "; put the right one there");
    }
    return key;
  }

  /** Whether it lies in a folder. */
  public static boolean exists(Path folder, @Nullable KeyVault vault) {
    return Files.exists(file(folder, vault));
  }

  private static Path file(Path folder, @Nullable KeyVault vault) {
    return folder.resolve(vault == null ? CLEAR_NAME : WRAPPED_NAME);
  }

  private static void write(Path file, KeyVault vault, Ed25519Key key) {
    byte[] seed = key.seed();
    try {
      ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.put(MAGIC).put(vault.wrap(seed, MAGIC));
      OwnerOnlyFile.create(file, bytes.putInt(checksum(bytes.array())).array());
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private static Ed25519Key read(Path file, @Nullable KeyVault vault) {
    if (vault == null) {
      return Ed25519Key.load(file);
    }
    ByteBuffer bytes = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() != BYTES
        || bytes.getInt(CRC) != checksum(bytes.array())
        || !Arrays.equals(bytes.array(), 0, WRAPPED, MAGIC, 0, MAGIC.length)) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          file.toString(),
          0,
          "is no wrapped signing key of "
              + BYTES
              + " bytes that starts with "
              + new String(MAGIC, 0, MAGIC.length - 1, StandardCharsets.US_ASCII)
              + " and whose checksum holds; put back a copy of it");
    }
    byte[] wrapped = Arrays.copyOfRange(bytes.array(), WRAPPED, CRC);
    return Ed25519Key.of(vault.unwrap(wrapped, MAGIC, file));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "signing key " + file + " could not be read: " + e, e);
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CRC);
    return (int) crc.getValue();
  }
}
