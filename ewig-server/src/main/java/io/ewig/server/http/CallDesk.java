package io.ewig.server.http;

import io.ewig.server.stream.Desk;
import io.ewig.server.stream.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Answers the calls of a connection that speaks in frames as they are over HTTP: each has an id,
 * says who it is from, takes its room, and is counted.
 */
final class CallDesk implements Desk {

  private static final String DONE = "00000";

  private final Doorkeeper.Caller caller;
  private final Rules rules;

  /** What holds for all requests of a server. */
  record Rules(
      Services services, HttpLimits limits, Room room, Requests requests, RequestIds ids) {}

  /**
   * @param caller who began the connection, and says so with each message
   */
  CallDesk(Doorkeeper.Caller caller, Rules rules) {
    this.caller = caller;
    this.rules = rules;
  }

  @Override
  public @Nullable Answer reserve(int bytes) {
    int max = rules.limits().bodyBytesMax();
    if (bytes < 0 || bytes > max) {
      String text = "a request has " + max + " bytes at most, not " + Integer.toUnsignedLong(bytes);
      return refusal(HttpAnswer.TOO_LARGE, "54000", text);
    }
    return rules.room().take(bytes)
        ? null
        : refusal(
            HttpAnswer.UNAVAILABLE,
            "53200",
            "the server has no memory for more requests now; try again");
  }

  @Override
  public void release(int bytes) {
    rules.room().give(bytes);
  }

  @Override
  public void serve(byte[] message, Watch watch, Sender sender) throws IOException {
    String id = rules.ids().of(null);
    Doorkeeper.Entry entry = rules.services().doorkeeper().admit(caller.in(id));
    if (entry instanceof Doorkeeper.Refused refused) {
      sender.send(refusal(refused.status(), refused.sqlState(), refused.text()));
    } else if (!rules.requests().begin()) {
      sender.send(refusal(HttpAnswer.UNAVAILABLE, "57P01", "the server is being stopped"));
    } else {
      try {
        answer(id, (Doorkeeper.Admitted) entry, message, watch, sender);
      } finally {
        rules.requests().end();
      }
    }
  }

  private void answer(
      String id, Doorkeeper.Admitted admitted, byte[] message, Watch watch, Sender sender)
      throws IOException {
    MDC.put(Routes.LOGGED_ID, id);
    try {
      long start = System.nanoTime();
      HttpAnswer answer = answer(admitted, message, watch);
      boolean isWhole = false;
      try {
        sender.send(framed(answer));
        isWhole = true;
      } finally {
        observe(id, message.length, answer, System.nanoTime() - start, isWhole);
      }
    } finally {
      MDC.remove(Routes.LOGGED_ID);
    }
  }

  private HttpAnswer answer(Doorkeeper.Admitted admitted, byte[] message, Watch watch) {
    try {
      return rules.services().calls().answer(admitted.principal(), message, watch);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      return refusal(Mishap.of(e));
    } catch (OutOfMemoryError e) {
      return refusal(Mishap.of(e));
    }
  }

  private static HttpAnswer refusal(Mishap mishap) {
    return HttpAnswer.text(mishap.status(), mishap.text())
        .with(Routes.SQL_STATE, mishap.sqlState());
  }

  private static Answer refusal(int status, String sqlState, String text) {
    return new Answer(status, sqlState, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Counts a request that was answered. */
  void observe(String id, int bytes, HttpAnswer answer, long nanos, boolean isWhole) {
    var asked = new Traffic.Asked(id, "POST", "/", bytes);
    var answered = new Traffic.Answered(answer.status(), answer.bytes().length, nanos, isWhole);
    rules.services().traffic().answered(asked, answered);
  }

  static Answer framed(HttpAnswer answer) {
    String sqlState = answer.headers().getOrDefault(Routes.SQL_STATE, DONE);
    return new Answer(answer.status(), sqlState, answer.bytes());
  }
}
