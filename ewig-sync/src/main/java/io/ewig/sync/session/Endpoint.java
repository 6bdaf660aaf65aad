package io.ewig.sync.session;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.standing.Said;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that each stand alone: a body of frames that begins with a hello, by a body of
 * frames; any thread.
 *
 * <p>Nothing is remembered between two requests but what is in the database, so who lost an answer
 * asks again; and what was said of that, so that the next request need not repeat it. What can't be
 * read, or fails, is answered by a refusal with its reason.
 */
public final class Endpoint {

  private final Local here;
  private final Quarantine quarantine;
  private final SessionOptions options;
  private final Said said = new Said();

  public Endpoint(Local here, Quarantine quarantine, SessionOptions options) {
    this.here = here;
    this.quarantine = quarantine;
    this.options = options;
  }

  public byte[] answer(byte[] body) {
    List<Message> words;
    try {
      words = MessageReader.readAll(body);
    } catch (CorruptionException e) {
      return refusal(Reason.MALFORMED, e.getMessage());
    } catch (UserException e) {
      return refusal(Reason.VERSION, e.getMessage());
    }
    if (words.isEmpty() || !(words.get(0) instanceof Message.Hello)) {
      return refusal(Reason.MALFORMED, "a request has to begin with a hello");
    }
    try {
      return MessageWriter.write(Session.ofRequest(here, quarantine, options, said).answer(words));
    } catch (EwigException e) {
      return refusal(reason(e), e.getMessage());
    }
  }

  /** A body that says why there is no other answer. */
  public static byte[] refusal(Reason reason, @Nullable String text) {
    return MessageWriter.write(List.of(new Message.Refused(reason, String.valueOf(text))));
  }

  private static Reason reason(EwigException e) {
    if (e instanceof CorruptionException) {
      return Reason.DAMAGED;
    }
    return e.code() == ErrorCode.READ_ONLY ? Reason.READ_ONLY : Reason.FAILED;
  }
}
