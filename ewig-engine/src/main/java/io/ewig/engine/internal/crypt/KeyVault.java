package io.ewig.engine.internal.crypt;

import io.ewig.engine.crypt.KeyEnvelope;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.crypt.cipher.DataKey;
import io.ewig.engine.internal.crypt.cipher.KeyWrap;
import io.ewig.engine.internal.crypt.cipher.NonceWatch;
import io.ewig.engine.internal.crypt.cipher.RawKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import javax.crypto.AEADBadTagException;

/**
 * The keys of one database, opened with the user's key: start here.
 *
 * <ul>
 *   <li>a wrong key is refused and changes nothing;
 *   <li>changing the user's key rewrites {@code keys.ewk} and nothing else; once that returned, the
 *       old key is refused, and until then it holds;
 *   <li>opening never writes: what it found to be wrong it says in {@link #notices}.
 * </ul>
 *
 * <p>Safe for any number of threads. Who creates, rotates or repairs holds the database's writer
 * lock.
 */
public final class KeyVault implements AutoCloseable {

  private final Path folder;
  private final KeyCopies.Found found;
  private final RawKey storeKey;
  private final SecureRandom random;
  private final NonceWatch watch;

  private KeyVault(
      Path folder, KeyCopies.Found found, RawKey storeKey, SecureRandom random, NonceWatch watch) {
    this.folder = folder;
    this.found = found;
    this.storeKey = storeKey;
    this.random = random;
    this.watch = watch;
  }

  /** What it keeps in a folder. */
  public static final List<String> FILES = List.of(KeyCopies.FILE, KeyCopies.COPY);

  /** Whether the database in a folder is encrypted: it has a key file, or what is left of one. */
  public static boolean exists(Path folder) {
    return KeyCopies.exist(folder);
  }

  /** Makes the keys of a new database. */
  public static KeyVault create(Path folder, KeyProvider provider, SecureRandom random) {
    return create(folder, provider, random, NonceWatch.NONE);
  }

  static KeyVault create(Path folder, KeyProvider provider, SecureRandom random, NonceWatch watch) {
    if (exists(folder)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          folder
              + " has keys already, and new ones would make its log unreadable; open it instead");
    }
    RawKey storeKey = RawKey.random(random);
    try {
      SealedStoreKey sealed = SealedStoreKey.seal(storeKey, provider, random, watch);
      KeyCopies.write(folder, sealed);
      return new KeyVault(folder, KeyCopies.read(folder), storeKey, random, watch);
    } catch (RuntimeException e) {
      storeKey.close();
      throw e;
    }
  }

  public static KeyVault open(Path folder, KeyProvider provider, SecureRandom random) {
    return open(folder, provider, random, NonceWatch.NONE);
  }

  static KeyVault open(Path folder, KeyProvider provider, SecureRandom random, NonceWatch watch) {
    KeyCopies.Found found = KeyCopies.read(folder);
    return new KeyVault(folder, found, unseal(found, provider), random, watch);
  }

  /**
   * Changes the user's key. The store key stays, so nothing in the log is rewritten; who had both
   * the old key and an old {@code keys.ewk}, in a backup say, can still read the database.
   */
  public static void rotate(Path folder, KeyProvider old, KeyProvider next, SecureRandom random) {
    try (RawKey storeKey = unseal(KeyCopies.read(folder), old)) {
      KeyCopies.write(folder, SealedStoreKey.seal(storeKey, next, random, NonceWatch.NONE));
    }
  }

  /** What the key file of a database tells anybody: who gives the key, and how it is derived. */
  public static KeyEnvelope envelope(Path folder) {
    SealedStoreKey sealed = KeyCopies.read(folder).key();
    return new KeyEnvelope(sealed.provider(), sealed.kdf());
  }

  private static RawKey unseal(KeyCopies.Found found, KeyProvider provider) {
    try {
      return found.key().unseal(provider);
    } catch (AEADBadTagException e) {
      throw new UserException(
          ErrorCode.WRONG_KEY,
          String.format(
              Locale.ROOT,
              "key provider '%s' gave a key that does not open %s, which was last sealed by '%s';"
                  + " give the key that the database was created with or last changed to",
              provider.name(),
              found.file(),
              found.key().provider()),
          e);
    }
  }

  /** What was wrong with one of the two copies of the key file; empty if nothing was. */
  public List<String> notices() {
    return found.notices();
  }

  /**
   * Writes both copies of the key file anew from the one that counts: by now that may be another
   * than this vault was opened with, since one opens keys before one holds the lock.
   */
  public void repair() {
    storeKey.requireOpen();
    KeyCopies.write(folder, KeyCopies.read(folder).key());
  }

  /** A data key that was never used before, for one segment and one opening of the log. */
  public DataKey freshKey() {
    return DataKey.fresh(storeKey, random, watch);
  }

  /** A data key from the log, to decrypt with. */
  public DataKey unwrap(byte[] wrapped) {
    try {
      return DataKey.unwrap(storeKey, wrapped);
    } catch (AEADBadTagException e) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_RECORD,
          found.file().toString(),
          -1,
          "does not open a data key of the log: one of the two is from another database",
          e);
    }
  }

  /**
   * Puts a secret of 32 bytes under the store key.
   *
   * @param purpose what it is for, to be said again when it is unwrapped
   */
  byte[] wrap(byte[] secret, byte[] purpose) {
    try (RawKey inner = new RawKey(secret.clone())) {
      return KeyWrap.wrap(storeKey, inner, purpose, random, watch);
    }
  }

  /** The secret again; the caller wipes it. */
  byte[] unwrap(byte[] wrapped, byte[] purpose, Path file) {
    try (RawKey inner = KeyWrap.unwrap(storeKey, wrapped, purpose)) {
      return inner.getEncoded();
    } catch (AEADBadTagException e) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          file.toString(),
          -1,
          "is not under the keys of " + found.file() + ": one of the two is from another database",
          e);
    }
  }

  /** Wipes the store key; the data keys that were given out are their owners' to close. */
  @Override
  public void close() {
    storeKey.close();
  }
}
