package io.ewig.engine.crypt;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.MerkleRange;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.log.Head;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The head of a log with its owner's signature: who holds one can prove it when the log is
 * rewritten.
 *
 * <p>As text it is a checkpoint of C2SP (c2sp.org/tlog-checkpoint, in a c2sp.org/signed-note), so
 * that witnesses and verifiers of other makers can read it:
 *
 * <pre>
 *   ewig/00112233445566778899aabbccddeeff           the log's name
 *   20852163                                        size, decimal
 *   CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=    Merkle root, base64
 *   chain 6e340b9cffb37a989ca544e6bb780a2c7890...   log chain, 64 hex digits
 *   time 1767225600000000000                        system time, nanoseconds since 1970
 *
 *   — ewig/00112233445566778899aabbccddeeff NnugSzTjtVAewIS+Z/iJhU...
 * </pre>
 *
 * <ul>
 *   <li>Signed are the first five lines with their newlines; the last line is base64 of the key id
 *       and the 64 bytes of the signature.
 *   <li>A head is a claim until {@link #isSignedBy} says whose.
 *   <li>Each head has one text: what {@link #parse} takes, {@link #toText} gives back, but for
 *       other people's signatures.
 * </ul>
 *
 * @param originName the log's name: printable ASCII without spaces and plus, see {@link #nameOf}
 * @param root the root of the Merkle tree over the head's events
 * @param keyId what names the key among those of the same name, see {@link #keyId(String, byte[])}
 * @param signature Ed25519, {@value SigningKey#SIGNATURE_BYTES} bytes
 */
public record SignedHead(String originName, Head head, Hash root, int keyId, byte[] signature) {

  /** Far above our own 400 bytes; room for the signatures of 16 witnesses. */
  public static final int TEXT_BYTES_MAX = 8 * 1024;

  /** As long as a host name may be. */
  public static final int NAME_CHARS_MAX = 253;

  static final int KEY_ID_BYTES = 4;
  static final String CHAIN = "chain ";
  static final String TIME = "time ";
  static final String SIGNATURE = "\u2014 ";

  /** Stands for Ed25519 in a key id. */
  private static final byte[] ED25519 = {'\n', 1};

  public SignedHead {
    requireSane(originName, head, root);
    if (signature.length != SigningKey.SIGNATURE_BYTES) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "a signature has 64 bytes, not " + signature.length);
    }
    signature = signature.clone();
  }

  /** Signs a head; the caller vouches that it never signs two that contradict each other. */
  public static SignedHead sign(String originName, Head head, Hash root, SigningKey key) {
    requireSane(originName, head, root);
    byte[] signature = key.sign(noteOf(originName, head, root));
    return new SignedHead(originName, head, root, keyId(originName, key.publicKey()), signature);
  }

  /**
   * Reads a head from text which anybody may have written; verifies nothing yet.
   *
   * <p>Signatures by other names are let pass and forgotten, as C2SP asks: those of witnesses.
   *
   * @throws UserException INVALID_ARGUMENT, with the line
   */
  public static SignedHead parse(String text) {
    return new SignedHeadParser(text).parse();
  }

  /** The name under which a node signs its log. */
  public static String nameOf(Origin origin) {
    return "ewig/" + origin;
  }

  /** The first four bytes of SHA-256(name, newline, 1, public key), as signed-note has it. */
  public static int keyId(String name, byte[] publicKey) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    Hash hash = Sha256.current().add(utf8).add(ED25519).add(publicKey).finish();
    return (int) (hash.a() >>> 32);
  }

  /**
   * True if the owner of this key has signed exactly these values under this name. It says nothing
   * of whether the log is as the head says: that is for proofs against its root.
   *
   * @param publicKey 32 bytes that the caller trusts from elsewhere
   */
  public boolean isSignedBy(byte[] publicKey, SignatureVerifier verifier) {
    if (publicKey.length != SigningKey.PUBLIC_KEY_BYTES) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "a public key has 32 bytes, not " + publicKey.length);
    }
    return keyId == keyId(originName, publicKey)
        && verifier.verifies(publicKey, noteOf(originName, head, root), signature);
  }

  public String toText() {
    byte[] line =
        ByteBuffer.allocate(KEY_ID_BYTES + signature.length).putInt(keyId).put(signature).array();
    return new String(noteOf(originName, head, root), StandardCharsets.US_ASCII)
        + "\n"
        + SIGNATURE
        + originName
        + " "
        + Base64.getEncoder().encodeToString(line)
        + "\n";
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  /** What is signed. */
  private static byte[] noteOf(String originName, Head head, Hash root) {
    String note =
        originName
            + "\n"
            + head.size()
            + "\n"
            + Base64.getEncoder().encodeToString(root.toBytes())
            + "\n"
            + CHAIN
            + head.chain()
            + "\n"
            + TIME
            + head.systemNanos()
            + "\n";
    return note.getBytes(StandardCharsets.US_ASCII);
  }

  private static void requireSane(String originName, Head head, Hash root) {
    if (!isName(originName)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'"
              + originName
              + "' cannot name a log: 1 to "
              + NAME_CHARS_MAX
              + " printable ASCII characters, no space, no plus");
    }
    if (head.size() < 0 || head.size() > MerkleRange.SIZE_MAX || head.systemNanos() < 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, head + " cannot be signed: its numbers are out of range");
    }
    if (head.size() == 0 && !root.equals(MerkleRange.EMPTY_ROOT)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "an empty log has the root " + MerkleRange.EMPTY_ROOT);
    }
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= NAME_CHARS_MAX
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '+');
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignedHead that
        && originName.equals(that.originName)
        && head.equals(that.head)
        && root.equals(that.root)
        && keyId == that.keyId
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return toText();
  }
}
