package io.ewig.engine.internal.crypt;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.crypt.cipher.KeyWrap;
import io.ewig.engine.internal.crypt.cipher.NonceWatch;
import io.ewig.engine.internal.crypt.cipher.RawKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;

/**
 * The store key under a user's key, and what it takes to get that key again: the content of {@code
 * keys.ewk}.
 *
 * <p>The tag covers all of it, so nobody can exchange the provider's name or weaken the derivation.
 */
record SealedStoreKey(String provider, byte[] salt, KdfParameters kdf, byte[] wrapped) {

  static final Pattern PROVIDER =
      Pattern.compile("[A-Za-z0-9._:/-]{1," + KeyProvider.NAME_CHARS_MAX + "}");

  SealedStoreKey {
    if (!PROVIDER.matcher(provider).matches()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + provider + "' is not a name for a key provider, it must match " + PROVIDER);
    }
    if (salt.length != KeyProvider.SALT_BYTES || wrapped.length != KeyWrap.BYTES) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a salt of " + salt.length + " and a wrapped key of " + wrapped.length + " bytes");
    }
  }

  static SealedStoreKey seal(
      RawKey storeKey, KeyProvider provider, SecureRandom random, NonceWatch watch) {
    byte[] salt = new byte[KeyProvider.SALT_BYTES];
    random.nextBytes(salt);
    SealedStoreKey unsealed =
        new SealedStoreKey(provider.name(), salt, provider.kdf(), new byte[KeyWrap.BYTES]);
    try (RawKey userKey = unsealed.userKey(provider)) {
      byte[] header = KeyFileWriter.header(unsealed);
      byte[] wrapped = KeyWrap.wrap(userKey, storeKey, header, random, watch);
      return new SealedStoreKey(unsealed.provider, salt, unsealed.kdf, wrapped);
    }
  }

  /**
   * @throws AEADBadTagException if this is not the provider's key
   */
  RawKey unseal(KeyProvider with) throws AEADBadTagException {
    try (RawKey userKey = userKey(with)) {
      return KeyWrap.unwrap(userKey, wrapped, KeyFileWriter.header(this));
    }
  }

  private RawKey userKey(KeyProvider from) {
    byte[] key = from.key(salt.clone(), kdf);
    if (key.length != RawKey.BYTES) {
      Arrays.fill(key, (byte) 0);
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          String.format(
              Locale.ROOT,
              "key provider '%s' gave a key of %d bytes, AES-256 needs %d",
              from.name(),
              key.length,
              RawKey.BYTES));
    }
    return new RawKey(key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedStoreKey that
        && Arrays.equals(KeyFileWriter.file(this), KeyFileWriter.file(that));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(wrapped);
  }

  @Override
  public String toString() {
    return "SealedStoreKey[" + provider + ", " + kdf + "]";
  }
}
