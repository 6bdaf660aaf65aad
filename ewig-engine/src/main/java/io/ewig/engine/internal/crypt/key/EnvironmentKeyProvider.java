package io.ewig.engine.internal.crypt.key;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.crypt.cipher.RawKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The key in an environment variable: 64 hex digits, or 32 bytes in base64.
 *
 * <p>For containers whose platform hands secrets over like that. Everyone who may look into the
 * process sees it, and Java keeps it as a string that can't be wiped; a key file is better.
 */
public final class EnvironmentKeyProvider implements KeyProvider {

  public static final String NAME = "environment";

  public static final String VARIABLE = "EWIG_KEY";

  private final String variable;
  private final Lookup lookup;

  /** The variable {@value #VARIABLE}. */
  public EnvironmentKeyProvider() {
    this(VARIABLE);
  }

  public EnvironmentKeyProvider(String variable) {
    this(variable, name -> Optional.ofNullable(System.getenv(name)));
  }

  public EnvironmentKeyProvider(String variable, Lookup lookup) {
    this.variable = variable;
    this.lookup = lookup;
  }

  /** Finds a variable. */
  @FunctionalInterface
  public interface Lookup {
    Optional<String> find(String variable);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte[] key(byte[] salt, KdfParameters kdf) {
    String text =
        lookup
            .find(variable)
            .map(String::strip)
            .orElseThrow(() -> unavailable("is not set; it holds the key of the database"));
    return KeyText.parseHex(text.getBytes(StandardCharsets.US_ASCII))
        .or(() -> parseBase64(text))
        .orElseThrow(() -> unavailable("holds neither 64 hex digits nor 32 bytes in base64"));
  }

  /** The exception of the decoder is left out, for it quotes what it read. */
  private static Optional<byte[]> parseBase64(String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text);
      return key.length == RawKey.BYTES ? Optional.of(key) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private UserException unavailable(String why) {
    return new UserException(
        ErrorCode.KEY_UNAVAILABLE, "environment variable " + variable + " " + why);
  }
}
