package io.ewig.engine.internal.crypt.signature;

import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** A signing key in memory; its private half leaves it only into a file of its owner alone. */
public final class Ed25519Key implements SigningKey {

  private final byte[] seed;
  private final byte[] publicKey;
  private boolean closed;

  /** Takes the seed over, and wipes it on close. */
  private Ed25519Key(byte[] seed) {
    this.seed = seed;
    this.publicKey = Ed25519.publicKey(seed);
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
    requireOpen();
    Ed25519KeyFile.write(file, seed);
  }

  /** Stays known after the close. */
  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public synchronized byte[] sign(byte[] message) {
    requireOpen();
    return Ed25519.sign(seed, message);
  }

  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(seed, (byte) 0);
  }

  private void requireOpen() {
    if (closed) {
      throw new UserException(ErrorCode.CLOSED, this + " is closed; load it again");
    }
  }

  /** Names the public half only. */
  @Override
  public String toString() {
    return "signing key " + HexFormat.of().formatHex(publicKey);
  }
}
