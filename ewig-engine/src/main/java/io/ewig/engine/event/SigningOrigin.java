package io.ewig.engine.event;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;

/**
 * The origin of a node that signs its commits: it follows from the node's public key.
 *
 * <pre>
 * origin   = "sign" (4 bytes), the first 12 bytes of SHA-256(preimage)
 * preimage = "EWIGNAME", public key (32 bytes)
 * </pre>
 *
 * <p>So a key proves by itself whose it is, and nobody has to hand keys around. And an origin tells
 * by itself that it signs, even to who has never heard of it: signatures can't be left out on the
 * way. To find another key for an origin takes some 2^96 tries.
 */
public final class SigningOrigin {

  private static final int TAG = 0x7369676e; // "sign"
  private static final long DOMAIN = Preimage.domain("EWIGNAME");

  private SigningOrigin() {}

  /**
   * @param publicKey the 32 bytes of an Ed25519 key
   */
  public static Origin of(byte[] publicKey) {
    Hash hash = Preimage.start(DOMAIN).putHash(Hash.of(publicKey)).hash();
    long low = hash.a() << Integer.SIZE | hash.b() >>> Integer.SIZE;
    return new Origin((long) TAG << Integer.SIZE | hash.a() >>> Integer.SIZE, low);
  }

  /** Whether all that an origin writes is signed; others never start like that. */
  public static boolean is(Origin origin) {
    return origin.high() >>> Integer.SIZE == TAG;
  }
}
