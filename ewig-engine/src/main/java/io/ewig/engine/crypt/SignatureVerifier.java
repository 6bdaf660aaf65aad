package io.ewig.engine.crypt;

/**
 * Tells whether a signature is genuine; Ewig's own is Ed25519 in {@code internal.crypt}.
 *
 * <p>Design note: the library that computes it enters there only, which lies above this package. So
 * who verifies here is handed the verifier. It keeps no state: any thread may use one.
 */
@FunctionalInterface
public interface SignatureVerifier {

  /** True if whoever signed this message knew the private half of this key; false for junk. */
  boolean verifies(byte[] publicKey, byte[] message, byte[] signature);
}
