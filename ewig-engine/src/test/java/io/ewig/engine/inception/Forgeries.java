package io.ewig.engine.inception;

import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checkpoints that are not what they claim to be. */
public final class Forgeries {

  private Forgeries() {}

  /** Properly signed by somebody, but the state that it carries has another root. */
  public static SignedCheckpoint ofRoot(SignedCheckpoint good, Hash root, SigningKey key) {
    Statement said = good.statement();
    return SignedCheckpoint.sign(
        new Statement(
            said.origins(), said.chains(), said.head(), said.systemNanos(), root, said.content()),
        good.content(),
        key);
  }

  /** Claims to stand for one event more of each origin, under the old signature. */
  public static SignedCheckpoint ofVersion(SignedCheckpoint good) {
    Statement said = good.statement();
    SortedMap<Origin, Statement.Reach> more = new TreeMap<>();
    said.origins()
        .forEach(
            (origin, reach) ->
                more.put(origin, new Statement.Reach(reach.originSeq() + 1, reach.hlc())));
    Statement claimed =
        new Statement(
            more, said.chains(), said.head(), said.systemNanos(), said.root(), said.content());
    return new SignedCheckpoint(claimed, good.publicKey(), good.signature(), good.content());
  }

  /** Carries another state than was signed. */
  public static SignedCheckpoint ofContent(SignedCheckpoint good) {
    return new SignedCheckpoint(good.statement(), good.publicKey(), good.signature(), new byte[0]);
  }
}
