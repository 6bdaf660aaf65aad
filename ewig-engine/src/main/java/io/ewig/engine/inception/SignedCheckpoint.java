package io.ewig.engine.inception;

import io.ewig.engine.crypt.SignatureVerifier;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;

/**
 * The state that some events add up to, with the name of who says so.
 *
 * <ul>
 *   <li>until {@link #requireSigned} has looked at it, it is a claim by anybody;
 *   <li>that its content has the root which was signed shows when a database is made of it.
 * </ul>
 */
public final class SignedCheckpoint {

  /** More bytes than this none has: it is made, sent and checked in memory. */
  public static final int BYTES_MAX = SignedCheckpointFormat.BYTES_MAX;

  private final Statement statement;
  private final byte[] publicKey;
  private final byte[] signature;
  private final byte[] content;

  SignedCheckpoint(Statement statement, byte[] publicKey, byte[] signature, byte[] content) {
    this.statement = statement;
    this.publicKey = publicKey;
    this.signature = signature;
    this.content = content;
  }

  /**
   * Signs a state.
   *
   * @param statement whose {@code content} is the hash of it
   * @param content what {@link ContentWriter} gave
   */
  public static SignedCheckpoint sign(Statement statement, byte[] content, SigningKey key) {
    byte[] signature = key.sign(StatementCodec.signed(StatementCodec.write(statement)));
    return new SignedCheckpoint(statement, key.publicKey(), signature, content);
  }

  /**
   * Reads what {@link #toBytes} gave; whether it is true, it does not ask.
   *
   * @param file what errors call it
   */
  public static SignedCheckpoint parse(byte[] bytes, String file) {
    return StatementCodec.parse(bytes, file);
  }

  public byte[] toBytes() {
    return StatementCodec.write(this);
  }

  public Statement statement() {
    return statement;
  }

  /** Who says so. */
  public Origin signer() {
    return SigningOrigin.of(publicKey);
  }

  byte[] publicKey() {
    return publicKey;
  }

  byte[] signature() {
    return signature;
  }

  byte[] content() {
    return content;
  }

  /** Refuses what its signer did not sign, or what carries another state than was signed. */
  public void requireSigned(SignatureVerifier verifier) {
    byte[] signed = StatementCodec.signed(StatementCodec.write(statement));
    if (!verifier.verifies(publicKey, signed, signature)) {
      throw forged("does not carry the signature of " + signer() + ", who is said to have made it");
    }
    Hash came = Sha256.of(content);
    if (!came.equals(statement.content())) {
      throw forged(
          "carries a state with the hash " + came + ", and signed is " + statement.content());
    }
  }

  /**
   * Refuses what somebody else has signed than was expected; who is said to have done it is checked
   * by {@link #requireSigned}.
   *
   * @param trusted nobody: whoever it is will do
   */
  public void requireSigner(Set<Origin> trusted) {
    if (!trusted.isEmpty() && !trusted.contains(signer())) {
      throw new UserException(
          ErrorCode.WRONG_KEY,
          "the checkpoint is signed by "
              + signer()
              + ", and wanted is one by "
              + String.join(" or ", trusted.stream().map(Origin::toString).sorted().toList())
              + "; ask a server that signs so, or trust the other one as well");
    }
  }

  /** Says that a checkpoint is not what it claims to be. */
  public static ConflictException forged(String what) {
    return new ConflictException(
        ErrorCode.FORGED_EVENT,
        "the checkpoint "
            + what
            + ", so nothing of it is kept; get one from another replica, or fill a new, empty folder"
            + " by ewig sync without --from-checkpoint");
  }

  /** The entries of the state, in the order in which they were written. */
  public Iterator<Entry> entries() {
    return reader();
  }

  /** The commits that something still leads to. */
  public Milestones milestones() {
    return reader()
        .milestones()
        .orElseGet(() -> Milestones.ofMain(statement.head(), statement.version()));
  }

  private ContentReader reader() {
    return new ContentReader(content, "a signed checkpoint");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedCheckpoint that
        && statement.equals(that.statement)
        && Arrays.equals(publicKey, that.publicKey)
        && Arrays.equals(signature, that.signature)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return statement.hashCode();
  }
}
