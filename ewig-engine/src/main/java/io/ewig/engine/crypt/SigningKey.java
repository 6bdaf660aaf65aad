package io.ewig.engine.crypt;

/**
 * The private Ed25519 key with which a node signs the head of its log, or each of its commits: in a
 * file, or in a device that never gives it away.
 *
 * <p>No text of it, {@code toString} and exceptions included, shows the private half. Any thread
 * may use it; after {@link #close} it signs nothing any more.
 */
public interface SigningKey extends AutoCloseable {

  int PUBLIC_KEY_BYTES = 32;
  int SIGNATURE_BYTES = 64;

  /** The public half, {@value #PUBLIC_KEY_BYTES} bytes in an array of the caller's own. */
  byte[] publicKey();

  /** Ed25519 of RFC 8032 over the whole message: {@value #SIGNATURE_BYTES} bytes. */
  byte[] sign(byte[] message);

  /** Forgets the private half. */
  @Override
  void close();
}
