package io.ewig.engine;

import io.ewig.engine.crypt.SignedHead;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.log.Head;
import io.ewig.engine.replica.Horizon;
import io.ewig.engine.replica.Replica;

/** Signed statements of what a database holds, by which others can hold it to that; any thread. */
public final class Notary {

  private final Opened parts;
  private final Replica replica;

  Notary(Opened parts, Replica replica) {
    this.parts = parts;
    this.replica = replica;
  }

  /**
   * A signed statement of where the log ends now: who keeps one notices any later change before it.
   */
  public SignedHead signHead(SigningKey key) {
    Head head = parts.log().head();
    return SignedHead.sign(SignedHead.nameOf(parts.id()), head, parts.log().root(head.size()), key);
  }

  /**
   * Folds what lies below a horizon into a checkpoint, signed by this database; here all stays as
   * it is.
   */
  public SignedCheckpoint checkpoint(Horizon horizon) {
    SigningKey key = parts.signer();
    if (key == null) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "this database does not sign, so nobody could tell whose checkpoint it is; have it sign by"
              + " ewig keys sign");
    }
    return replica.checkpoint(horizon, key);
  }

  /**
   * A checkpoint for a new replica to begin at: of all that can be folded by now, or, if that is no
   * more than what is folded already, the one at which the history here begins.
   */
  public SignedCheckpoint newestCheckpoint() {
    try {
      return checkpoint(replica.horizon());
    } catch (UserException noneNow) {
      return replica.inception().checkpoint().orElseThrow(() -> noneNow);
    }
  }
}
