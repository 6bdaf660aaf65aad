package io.ewig.server.http;

import io.ewig.server.socket.Room;
import io.ewig.server.stream.Desk;
import io.ewig.server.stream.Due;
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
  public Reply serve(byte[] message, Watch watch) {
    String id = rules.ids().of(null);
    Doorkeeper.Entry entry = admit(id);
    if (entry instanceof Doorkeeper.Refused refused) {
      return new Refusal(refusal(refused.status(), refused.sqlState(), refused.text()));
    }
    if (!rules.requests().begin()) {
      return new Refusal(refusal(HttpAnswer.UNAVAILABLE, "57P01", "the server is being stopped"));
    }
    long start = System.nanoTime();
    Reply reply = null;
    MDC.put(Routes.LOGGED_ID, id);
    try {
      Due<HttpAnswer> answer = answer((Doorkeeper.Admitted) entry, message, watch);
      reply = new Counted(id, message.length, start, answer);
      return reply;
    } finally {
      MDC.remove(Routes.LOGGED_ID);
      if (reply == null) {
        rules.requests().end();
      }
    }
  }

  /** To look at a password takes memory, of which there may be none; then nobody is let in. */
  private Doorkeeper.Entry admit(String id) {
    try {
      return rules.services().doorkeeper().admit(caller.in(id));
    } catch (RuntimeException | Error e) {
      Mishap mishap = Mishap.of(e);
      String text = "the server could not look at who asks, and did nothing; its log says why";
      return new Doorkeeper.Refused(HttpAnswer.UNAVAILABLE, mishap.code(), mishap.sqlState(), text);
    }
  }

  private Due<HttpAnswer> answer(Doorkeeper.Admitted admitted, byte[] message, Watch watch) {
    try {
      return rules.services().calls().answer(admitted.principal(), message, watch);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      return Due.now(refusal(Mishap.of(e)));
    } catch (OutOfMemoryError e) {
      return Due.now(refusal(Mishap.of(e)));
    }
  }

  /** Of a message for which nothing was done. */
  private record Refusal(Answer answer) implements Reply {

    @Override
    public boolean mustWait() {
      return false;
    }

    @Override
    public void send(Sender sender) throws IOException {
      sender.send(answer);
    }
  }

  /** Of a request that began, and ends with it. */
  private final class Counted implements Reply {
    private final String id;
    private final int asked;
    private final long start;
    private final Due<HttpAnswer> due;

    Counted(String id, int asked, long start, Due<HttpAnswer> due) {
      this.id = id;
      this.asked = asked;
      this.start = start;
      this.due = due;
    }

    @Override
    public boolean mustWait() {
      return due.mustWait();
    }

    @Override
    public void send(Sender sender) throws IOException {
      MDC.put(Routes.LOGGED_ID, id);
      try {
        HttpAnswer answer = due.await();
        boolean isWhole = false;
        try {
          sender.send(framed(answer));
          isWhole = true;
        } finally {
          observe(id, asked, answer, System.nanoTime() - start, isWhole);
        }
      } finally {
        MDC.remove(Routes.LOGGED_ID);
        rules.requests().end();
      }
    }
  }

  private static HttpAnswer refusal(Mishap mishap) {
    return HttpAnswer.text(Mishap.STATUS, mishap.text()).with(Routes.SQL_STATE, mishap.sqlState());
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
