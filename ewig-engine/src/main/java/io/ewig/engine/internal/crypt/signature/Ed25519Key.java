package io.ewig.engine.internal.crypt.signature;

import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * A signing key in memory; its private half leaves it only into a file of its owner alone, or to be
 * wrapped by another key.
 */
public final class Ed25519Key implements SigningKey {

  private final byte[] seed;
  private @Nullable Ed25519PrivateKeyParameters privateKey; // null: closed
  private final byte[] publicKey;

  /** Takes the seed over, and wipes it on close. */
  private Ed25519Key(byte[] seed) {
    this.seed = seed;
    Ed25519PrivateKeyParameters key = Ed25519.privateKey(seed);
    this.privateKey = key;
    this.publicKey = Ed25519.publicKey(key);
  }

  /**
   * Of what {@link #seed} gave.
   *
   * @param seed taken over, and wiped on close
   */
  public static Ed25519Key of(byte[] seed) {
    return new Ed25519Key(seed);
  }

  public static Ed25519Key generate(SecureRandom random) {
    byte[] seed = new byte[Ed25519.SEED_BYTES];
    random.nextBytes(seed);
    return new Ed25519Key(seed);
  }

  /** Reads a key that {@link #store} wrote, or OpenSSL ({@code genpkey -algorithm ed25519}). */
  public static Ed25519Key load(Path file) {
    return new Ed25519Key(Ed25519KeyFile.read(file));
  }

  /** Writes the key to a new file for its owner alone; a file that exists is never overwritten. */
  public synchronized void store(Path file) {
    var unused = requireOpen();
    Ed25519KeyFile.write(file, seed);
  }

  /** A copy of the private half, to be wrapped by another key; the caller wipes it. */
  public synchronized byte[] seed() {
    var unused = requireOpen();
    return seed.clone();
  }

  /** Stays known after the close. */
  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public synchronized byte[] sign(byte[] message) {
    return Ed25519.sign(requireOpen(), message);
  }

  @Override
  public synchronized void close() {
    privateKey = null;
    Arrays.fill(seed, (byte) 0);
  }

  private Ed25519PrivateKeyParameters requireOpen() {
    Ed25519PrivateKeyParameters key = privateKey;
    if (key == null) {
      throw new UserException(ErrorCode.CLOSED, this + " is closed; load it again");
    }
    return key;
  }

  /** Names the public half only. */
  @Override
  public String toString() {
    return "signing key " + HexFormat.of().formatHex(publicKey);
  }
}
