package io.ewig.sync.session;

import io.ewig.engine.event.Origin;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.protocol.Reason;
import java.util.Optional;

/**
 * What is wrong with what a peer sent.
 *
 * @param text for people: what, where, and what to do
 * @param fork the evidence, if an event was seen with two hashes
 * @param liar the origin of the events, if it can't have written both what is here and these; if
 *     somebody lies and it is nobody here, then it is who sent them
 * @param inTheWay whose events are left out, so that those of others can be taken
 */
public record Objection(
    Reason reason,
    String text,
    Optional<Message.Fork> fork,
    Optional<Origin> liar,
    Optional<Origin> inTheWay) {

  public Objection(Reason reason, String text, Optional<Message.Fork> fork, Optional<Origin> liar) {
    this(reason, text, fork, liar, liar);
  }

  public static Objection of(Reason reason, String text) {
    return new Objection(reason, text, Optional.empty(), Optional.empty());
  }

  /** To events that their origin would have signed, or would have to. */
  public static Objection unsigned(String text, Origin origin) {
    return new Objection(
        Reason.UNSIGNED, text, Optional.empty(), Optional.empty(), Optional.of(origin));
  }

  /** To something that is asked for here and is more than travels at a time. */
  static Objection tooLarge(String what, long bytes) {
    return of(
        Reason.TOO_LARGE,
        what
            + " has "
            + bytes
            + " bytes, and at most "
            + ProtocolLimits.LOAD_BYTES_MAX
            + " travel at a time; bring it over by ewig export and ewig import");
  }

  /** Whether the liar has signed both stories himself; as far as signatures were checked. */
  public boolean isProven() {
    return fork.isPresent() && fork.get().isProof();
  }

  public Message.Refused message() {
    return new Message.Refused(reason, text);
  }
}
