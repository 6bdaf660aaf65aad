package io.ewig.server.command;

import io.ewig.engine.Keys;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a passphrase comes from: a file, a variable, or else whoever sits at the terminal. */
final class Passphrases {

  private Passphrases() {}

  /**
   * @param what what is asked for
   * @param instead what to say where nobody can be asked
   * @param isNew whether there is nothing yet that tells a wrong one
   */
  static KeyProvider of(
      @Nullable Path file, @Nullable String variable, String what, String instead, boolean isNew) {
    if (file != null) {
      return Keys.passphraseFile(file);
    }
    if (variable != null) {
      return Keys.passphrase(value(variable).toCharArray());
    }
    return Keys.passphrase(
        isNew ? SecretPrompt.twice(what, instead) : SecretPrompt.once(what, instead));
  }

  private static String value(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          "environment variable " + variable + " is not set; it holds the passphrase");
    }
    return value;
  }
}
