package io.ewig.engine.internal.crypt.signature;

import io.ewig.engine.crypt.SignatureVerifier;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.InternalException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Ed25519 of RFC 8032, over the whole message and not a hash of it.
 *
 * <p>The library copies a seed for as long as a key is used; that copy is left to the garbage
 * collector.
 */
public final class Ed25519 implements SignatureVerifier {

  /** What RFC 8032 calls the private key. */
  static final int SEED_BYTES = 32;

  @Override
  public boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != SigningKey.PUBLIC_KEY_BYTES
        || signature.length != SigningKey.SIGNATURE_BYTES) {
      return false;
    }
    Ed25519Signer verifier = new Ed25519Signer();
    try {
      verifier.init(false, new Ed25519PublicKeyParameters(publicKey, 0));
    } catch (IllegalArgumentException notOnTheCurve) {
      return false;
    }
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  static byte[] publicKey(Ed25519PrivateKeyParameters privateKey) {
    return privateKey.generatePublicKey().getEncoded();
  }

  /** The signature over a message; the same each time. */
  static byte[] sign(Ed25519PrivateKeyParameters privateKey, byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, privateKey);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /** Takes half of what a signature costs, so who signs often keeps it. */
  static Ed25519PrivateKeyParameters privateKey(byte[] seed) {
    InternalException.require(seed.length == SEED_BYTES, "an Ed25519 seed has 32 bytes");
    return new Ed25519PrivateKeyParameters(seed, 0);
  }
}
