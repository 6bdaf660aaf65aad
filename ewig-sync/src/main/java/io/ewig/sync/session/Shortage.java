package io.ewig.sync.session;

import io.ewig.engine.replica.Growth;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.protocol.Reason;
import java.util.Optional;

/** What a part that grows still lacks when somebody has brought it all that he has. */
final class Shortage {

  private Shortage() {}

  /** Says so, if anything is lacking; it is an objection to nobody. */
  static Optional<Objection> of(Local here) {
    int count =
        here.growth()
            .filter(Growth::isUnderWay)
            .map(growth -> growth.wanted(0, ProtocolLimits.PAYLOADS_MAX).events().size())
            .orElse(0);
    String many = count == ProtocolLimits.PAYLOADS_MAX ? "at least " : "";
    return count == 0
        ? Optional.empty()
        : Optional.of(
            Objection.of(
                Reason.WITHHELD,
                many
                    + count
                    + (count == 1 ? " payload that is" : " payloads that are")
                    + " to be kept here did not come: the other replica keeps a part without that,"
                    + " or has folded it; meet one that has it, or fill a new, empty folder by ewig"
                    + " sync"));
  }
}
