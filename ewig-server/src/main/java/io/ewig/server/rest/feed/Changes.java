package io.ewig.server.rest.feed;

import io.ewig.calcite.access.Rights;
import io.ewig.engine.Ewig;
import io.ewig.engine.log.Scan;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpBody;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.http.Paths;
import io.ewig.server.rest.answer.Accepted;
import io.ewig.server.rest.answer.Guard;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Visits;
import io.ewig.server.rest.answer.Wishes;
import io.ewig.server.rest.event.Sight;
import io.ewig.server.session.Databases;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is recorded, in the order of the log, from a position on; any thread.
 *
 * <ul>
 *   <li>only what is durable is seen, and each event once: who goes on from the position that was
 *       said last has no gap and nothing twice;
 *   <li>a reader that asks again and again waits until there is something, or so long as it says;
 *   <li>a stream gets each event when it is there; one that takes nothing for long is cut off, and
 *       goes on from where it was when it comes back;
 *   <li>who asks for the headers only has them at once, and waits for nothing;
 *   <li>who waits holds no thread, and is let go when he may not read any more.
 * </ul>
 */
public final class Changes {

  private static final List<String> KNOWN =
      List.of("after", "world", "table", "type", "limit", "wait");

  private static final int PAGE = 100;
  private static final int PAGE_MAX = 1_000;
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);
  private static final String STREAM = "text/event-stream";
  private static final Map<String, String> OF_STREAM = Map.of("Cache-Control", "no-store");

  private final Visits visits;
  private final Feeds feeds;

  public Changes(Visits visits, Feeds feeds) {
    this.visits = visits;
    this.feeds = feeds;
  }

  public void addTo(Paths paths) {
    paths.on(
        "GET", "/v1/db/{db}/changes", Guard.of((request, at) -> answer(request, at.get("db"))));
  }

  private HttpAnswer answer(HttpRequest request, String database) throws SQLException {
    Wishes wishes = new Wishes(request, KNOWN);
    Accepted accepted = new Accepted(request.header("Accept").orElse(""));
    boolean isStream = accepted.best(List.of("application/json", STREAM)).equals(STREAM);
    feeds.enter();
    Databases.Lease lease = null;
    HttpAnswer answer = null;
    try {
      Databases databases = visits.sessions().databases();
      String name = Databases.called(database);
      Rights rights = databases.permits().ofReader(request.principal(), name);
      lease = databases.lease(name);
      Sight sight = new Sight(rights, lease.engine(), InstantSource.system());
      Scan wanted = Filter.of(sight, wishes);
      if (isStream && request.isAboutHeadersOnly()) {
        answer = new HttpAnswer(HttpAnswer.OK, STREAM, OF_STREAM, HttpBody.NONE);
      } else {
        answer =
            isStream
                ? stream(lease, request, wishes, wanted)
                : page(lease, request, wishes, wanted);
      }
      return answer;
    } finally {
      if (answer == null || !(answer.body() instanceof HttpBody.Fed)) {
        feeds.turnAway();
        if (lease != null) {
          lease.close();
        }
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
    long size = engine.head().size();
    if (seq
        >= size) { // its history is another one: what comes to be there next would be passed over
      throw Refused.malformed(
          "after is "
              + seq
              + ", and the last event here is "
              + (size - 1)
              + ": the position is from another database, or from before this one was restored;"
              + " begin anew without it");
    }
    return seq + 1;
  }

  private HttpAnswer page(Databases.Lease lease, HttpRequest request, Wishes wishes, Scan scan) {
    Ewig engine = lease.engine();
    long start = start(engine, wishes.text("after"));
    int limit = wishes.count("limit", PAGE, PAGE_MAX);
    Duration wait = wishes.duration("wait", Duration.ZERO, WAIT_MAX);
    Page page = new Page(engine, start, limit, wait);
    Slice slice = Slice.read(engine, scan, start, Long.MAX_VALUE, limit);
    if (!slice.events().isEmpty() || wait.isZero() || request.isAboutHeadersOnly()) {
      return HttpAnswer.json(HttpAnswer.OK, page.document(slice));
    }
    Reader reader = new Reader(feeds, lease, request.principal(), scan, slice.position(), page);
    return new HttpAnswer(HttpAnswer.OK, HttpAnswer.JSON, Map.of(), new HttpBody.Fed(reader));
  }

  private HttpAnswer stream(Databases.Lease lease, HttpRequest request, Wishes wishes, Scan scan) {
    Ewig engine = lease.engine();
    Optional<String> last = request.header("Last-Event-ID").filter(id -> !id.isEmpty());
    long start = start(engine, last.or(() -> wishes.text("after")));
    Reader reader =
        new Reader(feeds, lease, request.principal(), scan, start, new ServerSentEvents(engine));
    return new HttpAnswer(HttpAnswer.OK, STREAM, OF_STREAM, new HttpBody.Fed(reader));
  }
}
