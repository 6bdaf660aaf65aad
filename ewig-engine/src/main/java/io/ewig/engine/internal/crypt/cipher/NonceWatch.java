package io.ewig.engine.internal.crypt.cipher;

/** Sees every nonce before it is used, so that a test can prove that none is used twice. */
@FunctionalInterface
public interface NonceWatch {

  /** Sees nothing: what runs outside of tests. */
  NonceWatch NONE = (key, nonce) -> {};

  void used(RawKey key, byte[] nonce);
}
