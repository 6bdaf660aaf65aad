package io.ewig.engine;

import io.ewig.engine.crypt.KeyEnvelope;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.crypt.Passwords;
import io.ewig.engine.crypt.SignatureVerifier;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.internal.crypt.KeyVault;
import io.ewig.engine.internal.crypt.key.Argon2Passwords;
import io.ewig.engine.internal.crypt.key.EnvironmentKeyProvider;
import io.ewig.engine.internal.crypt.key.KeyFileProvider;
import io.ewig.engine.internal.crypt.key.PassphraseFile;
import io.ewig.engine.internal.crypt.key.PassphraseKeyProvider;
import io.ewig.engine.internal.crypt.signature.Ed25519;
import io.ewig.engine.internal.crypt.signature.Ed25519Key;
import io.ewig.engine.internal.disk.RealDisk;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Where keys come from: the built-in providers for encryption at rest, and keys for signing heads
 * and commits; and how passwords are kept.
 */
public final class Keys {

  private Keys() {}

  /** A key file with rights for its owner alone, see {@link #generateFile}. */
  public static KeyProvider file(Path path) {
    return new KeyFileProvider(path);
  }

  /** Makes a key file; an existing one is never overwritten. */
  public static void generateFile(Path path, SecureRandom random) {
    KeyFileProvider.generate(path, random);
  }

  /** A passphrase, through Argon2id; the characters are wiped. */
  public static KeyProvider passphrase(char[] passphrase) {
    return new PassphraseKeyProvider(passphrase);
  }

  /** A passphrase in the first line of a file with rights for its owner alone. */
  public static KeyProvider passphraseFile(Path path) {
    return PassphraseFile.read(path);
  }

  /** The environment variable {@code EWIG_KEY}: 64 hex digits or base64. */
  public static KeyProvider environment() {
    return new EnvironmentKeyProvider();
  }

  public static KeyProvider environment(String variable) {
    return new EnvironmentKeyProvider(variable);
  }

  /**
   * Exchanges the key that opens a database; no data is written anew, and the old key opens it no
   * more. Nobody may have it open to write.
   */
  public static void rotate(Path folder, KeyProvider old, KeyProvider next) {
    new Home(folder, new RealDisk()).rotate(old, next, new SecureRandom());
  }

  /** Keeps passwords by Argon2id, at the cost that OWASP advises at least: 19 MiB, two passes. */
  public static Passwords passwords() {
    return new Argon2Passwords(new SecureRandom(), PassphraseKeyProvider.COST);
  }

  /** Who gives the key of a database; empty if it is not encrypted. Takes no key. */
  public static Optional<KeyEnvelope> envelope(Path folder) {
    boolean isEncrypted = new Home(folder, new RealDisk()).who().encrypted();
    return isEncrypted ? Optional.of(KeyVault.envelope(folder)) : Optional.empty();
  }

  /**
   * Has a database sign what it writes from now on, under a new name that follows from its new key:
   * what it wrote before stays unsigned, under the name that it had. Nobody may have it open to
   * write. One that signs already goes on as it is, unless its key is lost.
   *
   * @return the name
   */
  public static Origin sign(Path folder, Optional<KeyProvider> key) {
    Config config = key.map(Config.defaults()::withKey).orElse(Config.defaults());
    return new Home(folder, new RealDisk()).signFromNowOn(config, new SecureRandom());
  }

  /** As who a database signs what it writes; empty if it does not sign. */
  public static Optional<Origin> signer(Path folder) {
    Origin origin = new Home(folder, new RealDisk()).who().origin();
    return Optional.of(origin).filter(SigningOrigin::is);
  }

  /** A new key for signing heads. */
  public static SigningKey newSigningKey() {
    return Ed25519Key.generate(new SecureRandom());
  }

  /** A key for signing heads from a PEM file. */
  public static SigningKey signingKey(Path path) {
    return Ed25519Key.load(path);
  }

  /** Checks the signatures under heads and commits. */
  public static SignatureVerifier verifier() {
    return new Ed25519();
  }
}
