package io.ewig.engine.crypt;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.hash.Hash;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What an origin has put its name to: that its event of a number has this hash.
 *
 * <p>The event is the last of a commit. Its hash covers the whole commit and all that the origin
 * wrote before it on that branch, so who knows the hash needs no more to check it; two of them that
 * {@linkplain #contradicts contradict} each other convict the origin, whoever shows them.
 *
 * <pre>
 * signed = "EWIGSIG" 0x01, origin: 16 bytes, originSeq: 8 bytes, hash: 32 bytes      big-endian
 * seal   = base64( public key: 32 bytes, signature over signed: 64 bytes )     128 characters
 * </pre>
 *
 * <p>The seal stands in the commit's metadata under {@link CommitInfo#SEAL}, so it is where the
 * commit is: in the log, in backups and exports, on the wire. It is not under the event's hash,
 * which it is computed from.
 *
 * @param originSeq the number of the commit's last event
 * @param hash of that event
 * @param seal anything: whether it is right, {@link #holds} says
 */
public record CommitSignature(Origin origin, long originSeq, Hash hash, String seal) {

  /** So long is every seal that can be right. */
  public static final int SEAL_CHARS =
      (SigningKey.PUBLIC_KEY_BYTES + SigningKey.SIGNATURE_BYTES) * 4 / 3;

  private static final byte[] DOMAIN = {'E', 'W', 'I', 'G', 'S', 'I', 'G', 1};
  private static final int SIGNED_BYTES = DOMAIN.length + Origin.BYTES + Long.BYTES + Hash.BYTES;

  /** The same commit, signed by who made it. */
  public static Commit sign(Commit commit, SigningKey key) {
    Event last = commit.last();
    byte[] signature = key.sign(signed(last.origin(), last.originSeq(), last.hash()));
    byte[] seal =
        ByteBuffer.allocate(SigningKey.PUBLIC_KEY_BYTES + SigningKey.SIGNATURE_BYTES)
            .put(key.publicKey())
            .put(signature)
            .array();
    return commit.sealed(Base64.getEncoder().encodeToString(seal));
  }

  /** What a commit carries, if anything. */
  public static Optional<CommitSignature> of(Commit commit) {
    Event last = commit.last();
    return commit
        .info()
        .seal()
        .map(seal -> new CommitSignature(last.origin(), last.originSeq(), last.hash(), seal));
  }

  /** What the origin signs. */
  static byte[] signed(Origin origin, long originSeq, Hash hash) {
    return ByteBuffer.allocate(SIGNED_BYTES)
        .put(DOMAIN)
        .putLong(origin.high())
        .putLong(origin.low())
        .putLong(originSeq)
        .put(hash.toBytes())
        .array();
  }

  /** Whether the origin has signed this: the key is its own, and the signature is the key's. */
  public boolean holds(SignatureVerifier verifier) {
    if (seal.length() != SEAL_CHARS) {
      return false;
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(seal);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
    if (bytes.length != SigningKey.PUBLIC_KEY_BYTES + SigningKey.SIGNATURE_BYTES) {
      return false;
    }
    byte[] key = Arrays.copyOf(bytes, SigningKey.PUBLIC_KEY_BYTES);
    byte[] signature = Arrays.copyOfRange(bytes, SigningKey.PUBLIC_KEY_BYTES, bytes.length);
    return SigningOrigin.of(key).equals(origin)
        && verifier.verifies(key, signed(origin, originSeq, hash), signature);
  }

  /** Whether nobody honest signs both: two contents for one number of one origin. */
  public boolean contradicts(CommitSignature other) {
    return origin.equals(other.origin) && originSeq == other.originSeq && !hash.equals(other.hash);
  }
}
