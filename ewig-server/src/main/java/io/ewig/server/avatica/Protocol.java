package io.ewig.server.avatica;

import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.wire.Envelope;
import io.ewig.server.http.Calls;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.session.Sessions;
import io.ewig.server.word.Refusal;
import io.ewig.server.word.Words;

/** Answers messages in any of the three ways to say them; any thread. */
public final class Protocol implements Calls {

  private static final String PROTOBUF = "application/x-google-protobuf";

  private final Sessions sessions;
  private final Words words;

  public Protocol(Sessions sessions) {
    this.sessions = sessions;
    this.words = new Words(sessions, new Refusal());
  }

  @Override
  public HttpAnswer answer(byte[] message) {
    try {
      Envelope envelope = Envelope.read(message);
      if (envelope.isOurs()) {
        return new HttpAnswer(HttpAnswer.OK, PROTOBUF, words.answer(envelope));
      }
      return HttpAnswer.text(HttpAnswer.BAD_REQUEST, "there is no such message");
    } catch (MalformedException e) {
      return HttpAnswer.text(HttpAnswer.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public HttpAnswer health() {
    return HttpAnswer.json(
        HttpAnswer.OK, "{\"status\":\"ok\",\"sessions\":" + sessions.count() + "}");
  }
}
