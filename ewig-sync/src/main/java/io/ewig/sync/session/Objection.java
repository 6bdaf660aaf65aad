package io.ewig.sync.session;

import io.ewig.engine.event.Origin;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.Reason;
import java.util.Optional;

/**
 * What is wrong with what a peer sent.
 *
 * @param text for people: what, where, and what to do
 * @param fork the evidence, if an event was seen with two hashes
 * @param liar the origin of the events, if it can't have written both what is here and these; if
 *     somebody lies and it is nobody here, then it is who sent them
 */
public record Objection(
    Reason reason, String text, Optional<Message.Fork> fork, Optional<Origin> liar) {

  public static Objection of(Reason reason, String text) {
    return new Objection(reason, text, Optional.empty(), Optional.empty());
  }

  public Message.Refused message() {
    return new Message.Refused(reason, text);
  }
}
