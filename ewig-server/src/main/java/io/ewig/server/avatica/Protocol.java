package io.ewig.server.avatica;

import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.wire.Envelope;
import io.ewig.server.http.Calls;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.session.Sessions;
import io.ewig.server.stream.Due;
import io.ewig.server.stream.Watch;
import io.ewig.server.user.Principal;
import io.ewig.server.word.Refusal;
import io.ewig.server.word.Words;

/** Answers messages in any of the three ways to say them; any thread. */
public final class Protocol implements Calls {

  private static final String PROTOBUF = "application/x-google-protobuf";

  private final Words words;
  private final AvaticaWords avatica;

  public Protocol(Sessions sessions) {
    Refusal refusal = new Refusal();
    this.words = new Words(sessions, refusal);
    this.avatica = new AvaticaWords(sessions, refusal);
  }

  @Override
  public Due<HttpAnswer> answer(Principal principal, byte[] message, Watch watch) {
    if (message.length > 0 && message[0] == '{') {
      return Due.now(avatica.answerJson(principal, message));
    }
    try {
      Envelope envelope = Envelope.read(message);
      if (envelope.isOurs()) {
        return words
            .answer(principal, envelope, watch)
            .as(reply -> new HttpAnswer(HttpAnswer.OK, PROTOBUF, reply));
      }
      return Due.now(avatica.answerProtobuf(principal, message, PROTOBUF));
    } catch (MalformedException e) {
      return Due.now(HttpAnswer.text(HttpAnswer.BAD_REQUEST, String.valueOf(e.getMessage())));
    }
  }
}
