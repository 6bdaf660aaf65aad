package io.ewig.engine.internal.crypt.key;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The key derived from a passphrase with Argon2id, at the cost that is stored beside the key.
 *
 * <p>The passphrase enters as its UTF-8 bytes, not normalised: two ways to type the same letter are
 * two passphrases. It is kept until {@link #close}, which wipes it.
 */
public final class PassphraseKeyProvider implements KeyProvider, AutoCloseable {

  public static final String NAME = "passphrase";

  /** NIST SP 800-63B asks for 8; what makes a passphrase strong is being longer than that. */
  public static final int CHARS_MIN = 8;

  public static final int CHARS_MAX = 1024;

  /**
   * What OWASP advises at least: 19 MiB, two passes, one lane; 70 ms, and 1 s in a JVM just
   * started.
   */
  public static final KdfParameters COST = new KdfParameters(19 * 1024, 2, 1);

  private final KdfParameters cost;
  private final char[] passphrase; // guarded by this
  private boolean closed; // guarded by this

  /** Takes the passphrase and wipes the array that it came in. */
  public PassphraseKeyProvider(char[] passphrase) {
    this(passphrase, COST);
  }

  PassphraseKeyProvider(char[] passphrase, KdfParameters cost) {
    this.cost = cost;
    this.passphrase = passphrase.clone();
    Arrays.fill(passphrase, '\0');
    int length = this.passphrase.length;
    if (length < CHARS_MIN || length > CHARS_MAX) {
      close();
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          String.format(
              Locale.ROOT,
              "the passphrase has %d characters, it needs %d to %d",
              length,
              CHARS_MIN,
              CHARS_MAX));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public KdfParameters kdf() {
    return cost;
  }

  @Override
  public synchronized byte[] key(byte[] salt, KdfParameters kdf) {
    if (closed) {
      throw new UserException(ErrorCode.CLOSED, "the passphrase was closed and wiped");
    }
    if (kdf.equals(KdfParameters.NONE)) {
      throw new UserException(
          ErrorCode.WRONG_KEY,
          "a passphrase was given, but the key of this database is not derived from one;"
              + " give the key file, variable or service that it was created with");
    }
    return Argon2id.derive(passphrase, salt, kdf);
  }

  /** Wipes the passphrase. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(passphrase, '\0');
  }
}
