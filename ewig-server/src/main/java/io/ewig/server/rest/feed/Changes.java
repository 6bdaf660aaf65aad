package io.ewig.server.rest.feed;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.Tail;
import io.ewig.server.command.JsonObject;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpBody;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.http.Paths;
import io.ewig.server.rest.answer.Guard;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Visits;
import io.ewig.server.rest.answer.Wishes;
import io.ewig.server.rest.event.EventDocument;
import io.ewig.server.session.ServerSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;

/**
 * What is recorded, in the order of the log, from a position on; any thread.
 *
 * <ul>
 *   <li>only what is durable is seen, and each event once: who goes on from the position that was
 *       said last has no gap and nothing twice;
 *   <li>a reader that asks again and again waits until there is something, or so long as it says;
 *   <li>a stream gets each event when it is there; one that takes nothing for long is cut off, and
 *       goes on from where it was when it comes back.
 * </ul>
 */
public final class Changes {

  private static final List<String> KNOWN =
      List.of("after", "world", "table", "type", "limit", "wait");

  private static final int PAGE = 100;
  private static final int PAGE_MAX = 1_000;
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final String STREAM = "text/event-stream";

  private final Visits visits;
  private final Feeds feeds;
  private final LongSupplier nanos;

  /**
   * @param nanos a clock for durations
   */
  public Changes(Visits visits, Feeds feeds, LongSupplier nanos) {
    this.visits = visits;
    this.feeds = feeds;
    this.nanos = nanos;
  }

  public void addTo(Paths paths) {
    paths.on(
        "GET", "/v1/db/{db}/changes", Guard.of((request, at) -> answer(request, at.get("db"))));
  }

  private HttpAnswer answer(HttpRequest request, String database) throws SQLException {
    Wishes wishes = new Wishes(request, KNOWN);
    boolean isStream = request.header("Accept").filter(what -> what.contains(STREAM)).isPresent();
    feeds.enter();
    boolean goesOn = false;
    try {
      if (!isStream) {
        return visits.in(request, database, session -> page(session.engine(), wishes));
      }
      HttpAnswer answer = stream(visits.open(request, database, new Properties()), request, wishes);
      goesOn = true;
      return answer;
    } finally {
      if (!goesOn) {
        feeds.leave();
      }
    }
  }

  /** The seq of the first event that is wanted. */
  private static long start(Ewig engine, Optional<String> after) {
    if (after.isEmpty()) {
      return 0;
    } else if (after.get().equals("now")) {
      return engine.head().size();
    }
    long seq = Wishes.number("after", after.get());
    if (seq < -1) {
      throw Refused.malformed("after is a seq, or -1 for the start, not " + seq);
    }
    return seq + 1;
  }

  private HttpAnswer page(Ewig engine, Wishes wishes) {
    long start = start(engine, wishes.text("after"));
    int limit = wishes.count("limit", PAGE, PAGE_MAX);
    long end = nanos.getAsLong() + wishes.duration("wait", Duration.ZERO, WAIT_MAX).toNanos();
    Scan scan = Filter.of(engine, wishes).from(start);
    List<Event> found = new ArrayList<>();
    long next;
    try (Tail tail = engine.log().follow(scan)) {
      Optional<Event> event = next(tail, end);
      while (event.isPresent()) {
        found.add(event.get());
        event = found.size() < limit ? tail.next(Duration.ZERO) : Optional.empty();
      }
      next = found.size() < limit ? tail.position() - 1 : found.get(limit - 1).seq();
    }
    EventDocument documents = new EventDocument(engine);
    return HttpAnswer.json(
        HttpAnswer.OK,
        new JsonObject()
            .put("changes", found.stream().map(documents::of).toList())
            .put("next", Math.max(next, start - 1))
            .put("head", engine.head().size())
            .toString());
  }

  /** The next event, unless there is none in time or the server is stopped. */
  private Optional<Event> next(Tail tail, long end) {
    Optional<Event> event = tail.next(Duration.ZERO);
    while (event.isEmpty() && !feeds.isStopping()) {
      long left = end - nanos.getAsLong();
      if (left <= 0) {
        break;
      }
      event = tail.next(Duration.ofNanos(Math.min(left, Feeds.LOOK.toNanos())));
    }
    return event;
  }

  // ---- streams

  private HttpAnswer stream(ServerSession session, HttpRequest request, Wishes wishes) {
    try {
      Ewig engine = session.engine();
      Optional<String> last = request.header("Last-Event-ID").filter(id -> !id.isEmpty());
      long start = start(engine, last.or(() -> wishes.text("after")));
      Scan scan = Filter.of(engine, wishes).from(start);
      HttpBody body = new HttpBody.Streamed(out -> stream(session, scan, out));
      return new HttpAnswer(HttpAnswer.OK, STREAM, Map.of("Cache-Control", "no-store"), body);
    } catch (RuntimeException e) {
      visits.sessions().end(session);
      throw e;
    }
  }

  private void stream(ServerSession session, Scan scan, OutputStream out) throws IOException {
    try (Tail tail = session.engine().log().follow(scan)) {
      session.work(
          () -> {
            try {
              follow(session.engine(), tail, out);
            } catch (IOException e) {
              throw new SQLException("the reader went away", "08006", e);
            }
            return true;
          });
    } catch (SQLException gone) {
      throw new IOException("the stream is cut off", gone);
    } finally {
      feeds.leave();
      visits.sessions().end(session);
    }
  }

  private void follow(Ewig engine, Tail tail, OutputStream out) throws IOException {
    EventDocument documents = new EventDocument(engine);
    send("retry: 2000\n\n", out);
    while (!feeds.isStopping()) {
      Optional<Event> event = next(tail, nanos.getAsLong() + HEARTBEAT.toNanos());
      if (event.isPresent()) {
        send("id: " + event.get().seq() + "\ndata: " + documents.of(event.get()) + "\n\n", out);
      } else if (!feeds.isStopping()) { // the position moves on also past what is not wanted
        send("id: " + (tail.position() - 1) + "\n: heartbeat\n\n", out);
      }
    }
  }

  private static void send(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
