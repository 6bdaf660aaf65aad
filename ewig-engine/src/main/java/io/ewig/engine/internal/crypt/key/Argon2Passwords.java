package io.ewig.engine.internal.crypt.key;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.engine.crypt.Passwords;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** Passwords by Argon2id; any thread. */
public final class Argon2Passwords implements Passwords {

  private final SecureRandom random;
  private final KdfParameters cost;

  /**
   * @param cost of hashes that are made from now on
   */
  public Argon2Passwords(SecureRandom random, KdfParameters cost) {
    this.random = random;
    this.cost = cost;
  }

  @Override
  public PasswordHash hash(char[] password) {
    if (password.length < CHARS_MIN || password.length > CHARS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "the password has "
              + password.length
              + " characters, it needs "
              + CHARS_MIN
              + " to "
              + CHARS_MAX);
    }
    byte[] salt = new byte[PasswordHash.SALT_BYTES];
    random.nextBytes(salt);
    return new PasswordHash(cost, salt, Argon2id.derive(password, salt, cost));
  }

  @Override
  public PasswordHash ofNobody() {
    byte[] salt = new byte[PasswordHash.SALT_BYTES];
    byte[] hash = new byte[PasswordHash.HASH_BYTES];
    random.nextBytes(salt);
    random.nextBytes(hash);
    return new PasswordHash(cost, salt, hash);
  }

  @Override
  public boolean verifies(char[] password, PasswordHash hash) {
    boolean isShortEnough = password.length <= CHARS_MAX;
    char[] tried = isShortEnough ? password : new char[CHARS_MAX];
    byte[] computed = Argon2id.derive(tried, hash.salt(), hash.cost());
    return MessageDigest.isEqual(computed, hash.hash()) && isShortEnough;
  }
}
