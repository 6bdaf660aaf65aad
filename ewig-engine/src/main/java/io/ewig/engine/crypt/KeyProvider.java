package io.ewig.engine.crypt;

/**
 * Gives the user's own 256-bit key: from a file, the environment, a passphrase, or a key service.
 *
 * <p>Who writes one:
 *
 * <ul>
 *   <li>holds a key already: gives it, and ignores salt and parameters;
 *   <li>stretches a passphrase: names the cost in {@link #kdf()}, and derives with what it is
 *       given, for that is what the store was made with;
 *   <li>asks a key service that never gives a key away: lets it compute a MAC over the salt, which
 *       is as good as a key and different for every store.
 * </ul>
 *
 * <p>Called when a store is created or opened and when its key is changed, by one thread at a time;
 * never on the way of a read or a write. No key and no passphrase may appear in a name, a {@code
 * toString} or an exception.
 */
public interface KeyProvider {

  int KEY_BYTES = 32;

  int SALT_BYTES = 16;

  /** The longest name, because its place in {@code keys.ewk} is that long. */
  int NAME_CHARS_MAX = 32;

  /**
   * What kind of provider this is, such as {@code key-file}: 1 to {@value #NAME_CHARS_MAX} ASCII
   * letters, digits and {@code . _ : / -}. It is stored in {@code keys.ewk} and shown when a key
   * does not fit.
   */
  String name();

  /** How a key is to be derived for a store that is created now; stored in {@code keys.ewk}. */
  default KdfParameters kdf() {
    return KdfParameters.NONE;
  }

  /**
   * The key for the store of this salt.
   *
   * @param salt {@value #SALT_BYTES} random bytes that belong to the store
   * @param kdf what {@link #kdf()} said when the store was created or its key last changed
   * @return a fresh array of {@value #KEY_BYTES} bytes; the caller wipes it
   */
  byte[] key(byte[] salt, KdfParameters kdf);
}
