package io.ewig.engine.crypt;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a password: the cost of checking it, a salt, and the hash. As text it is what
 * other programs write, too (the PHC string format):
 *
 * <pre>
 *   $argon2id$v=19$m=19456,t=2,p=1$ salt $ hash        both in base64 without padding
 * </pre>
 *
 * @param cost more than the limits of {@link KdfParameters} is refused, whoever wrote it
 */
public record PasswordHash(KdfParameters cost, byte[] salt, byte[] hash) {

  public static final int SALT_BYTES = 16;

  public static final int HASH_BYTES = KeyProvider.KEY_BYTES;

  private static final Pattern TEXT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  public PasswordHash {
    if (cost.equals(KdfParameters.NONE) || salt.length != SALT_BYTES || hash.length != HASH_BYTES) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a password's hash has a cost, a salt of 16 bytes and 32 bytes of hash");
    }
    salt = salt.clone();
    hash = hash.clone();
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @throws UserException INVALID_ARGUMENT; the text is not repeated
   */
  public static PasswordHash parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "this is no password hash of Argon2id, version 19");
    }
    return new PasswordHash(
        new KdfParameters(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3))),
        Base64.getDecoder().decode(parts.group(4)),
        Base64.getDecoder().decode(parts.group(5)));
  }

  public String toText() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memoryKib()
        + ",t="
        + cost.iterations()
        + ",p="
        + cost.parallelism()
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  @Override
  public byte[] salt() {
    return salt.clone();
  }

  @Override
  public byte[] hash() {
    return hash.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PasswordHash that
        && cost.equals(that.cost)
        && Arrays.equals(salt, that.salt)
        && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  /** What is kept of a password has no place in a log either. */
  @Override
  public String toString() {
    return "a password's hash, " + cost;
  }
}
