package io.ewig.server.rest.event;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.server.command.JsonObject;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Visits;
import io.ewig.server.rest.answer.Wishes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events as the seed documents write and read them: by keys, and after a logical clock. */
public final class EventBulk {

  private static final int KEYS_MAX = 1_000;
  private static final int PAGE_MAX = 1_000;

  private final Visits visits;
  private final EventWriter writer;

  public EventBulk(Visits visits) {
    this.visits = visits;
    this.writer = new EventWriter(visits);
  }

  /**
   * Writes events, or values of any kind, and answers with their ids.
   *
   * @param world of values that are no events
   */
  public HttpAnswer write(HttpRequest request, String database, World world) throws SQLException {
    return writer.writeBulk(request, database, world);
  }

  /** Those with some ids, or those that came after a logical clock: after so many events. */
  public HttpAnswer read(HttpRequest request, String database) throws SQLException {
    Wishes wishes = new Wishes(request, List.of("lc", "keys", "limit"));
    List<String> keys = wishes.list("keys");
    if (keys.size() > KEYS_MAX) {
      throw Refused.malformed("at most " + KEYS_MAX + " keys at a time, not " + keys.size());
    }
    return visits.in(
        request,
        database,
        session -> keys.isEmpty() ? after(Sight.of(session), wishes) : of(Sight.of(session), keys));
  }

  private static HttpAnswer of(Sight sight, List<String> keys) {
    return new EventReader.Named(sight).ids(keys).answer();
  }

  private static HttpAnswer after(Sight sight, Wishes wishes) {
    Ewig engine = sight.engine();
    Optional<Long> clock = wishes.number("lc");
    long from = clock.orElse(0L);
    if (from < 0) {
      throw Refused.malformed("lc counts events from 0, so it is not " + from);
    }
    long size = engine.head().size();
    if (from > size) {
      throw Refused.malformed(
          "lc is "
              + from
              + ", and there are "
              + size
              + " events: it is another database's; begin at 0");
    }
    int limit = wishes.count("limit", PAGE_MAX, PAGE_MAX);
    List<Event> found = new ArrayList<>();
    long bytes = 0;
    try (EventCursor events =
        engine.iterate(Scan.all().from(from).before(size).where(sight::mayRead))) {
      while (found.size() < limit && bytes < EventDocument.BYTES_ENOUGH && events.next()) {
        found.add(events.event());
        bytes += events.event().payload().size();
      }
    }
    boolean isAll = found.size() < limit && bytes < EventDocument.BYTES_ENOUGH;
    long next = isAll ? size : found.get(found.size() - 1).seq() + 1;
    EventDocument documents = new EventDocument(engine);
    return HttpAnswer.json(
        HttpAnswer.OK,
        new JsonObject()
            .put("events", found.stream().map(documents::of).toList())
            .put("lc", next)
            .put("more", next < engine.head().size())
            .toString());
  }
}
