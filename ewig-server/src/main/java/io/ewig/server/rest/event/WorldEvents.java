package io.ewig.server.rest.event;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.server.command.JsonObject;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Visits;
import io.ewig.server.rest.answer.Wishes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The events of a world on a branch, page by page; any thread. */
public final class WorldEvents {

  private static final int PAGE = 100;
  private static final int PAGE_MAX = 1_000;

  /** A page that finds little ends after so many, and the next one goes on from there. */
  private static final int LOOKED_AT_MAX = 50_000;

  private static final List<String> KNOWN =
      List.of("from", "to", "axis", "type", "limit", "cursor", "order", "branch");

  private final Visits visits;

  public WorldEvents(Visits visits) {
    this.visits = visits;
  }

  public HttpAnswer read(HttpRequest request, String database, String world) throws SQLException {
    Wishes wishes = new Wishes(request, KNOWN);
    return visits.in(
        request,
        database,
        session -> new Page(Sight.of(session), World.of(world), wishes).read().answer());
  }

  /** A page while it is made; one thread. */
  private static final class Page {
    private final Ewig engine;
    private final World world;
    private final View view;
    private final int limit;
    private final Predicate<Event> wanted;
    private final boolean isNewestFirst;
    private final long size;
    private final List<Event> found = new ArrayList<>();
    private long from;
    private long to;
    private int lookedAt;
    private long bytes;

    /** Where the next page begins, or -1. */
    private long next = -1;

    Page(Sight sight, World world, Wishes wishes) {
      this.engine = sight.engine();
      this.world = world;
      this.view = engine.view(wishes.text("branch").orElse("main"), When.NOW);
      this.limit = wishes.count("limit", PAGE, PAGE_MAX);
      this.isNewestFirst = wishes.choice("order", List.of("oldest", "newest")).equals("newest");
      Optional<Cursor> cursor = Cursor.parse(wishes.text("cursor"));
      this.size = cursor.map(Cursor::size).orElse(view.size());
      this.to = Math.min(size, view.size());
      Optional<Instant> begin = wishes.instant("from");
      Optional<Instant> end = wishes.instant("to");
      boolean isSystem = wishes.choice("axis", List.of("system", "valid")).equals("system");
      if (isSystem) {
        this.from = begin.map(time -> engine.at(time.minusNanos(1))).orElse(0L);
        this.to = Math.min(to, end.map(time -> engine.at(time.minusNanos(1))).orElse(to));
      }
      cursor.ifPresent(
          at -> {
            this.from = isNewestFirst ? from : Math.max(from, at.next());
            this.to = isNewestFirst ? Math.min(to, at.next()) : to;
          });
      this.wanted = wanted(wishes, isSystem, begin, end).and(sight::mayRead);
    }

    private static Predicate<Event> wanted(
        Wishes wishes, boolean isSystem, Optional<Instant> begin, Optional<Instant> end) {
      Predicate<Event> wanted = event -> true;
      if (!isSystem && (begin.isPresent() || end.isPresent())) {
        ValidPeriod during =
            new ValidPeriod(begin.orElse(ValidPeriod.OPEN_START), end.orElse(ValidPeriod.OPEN_END));
        wanted = event -> event.valid().overlaps(during);
      }
      Optional<EventType> type = wishes.text("type").map(EventType::of);
      return type.isPresent() ? wanted.and(event -> event.type().equals(type.get())) : wanted;
    }

    Page read() {
      if (isNewestFirst) {
        readBackward();
      } else {
        readForward();
      }
      return this;
    }

    private void readForward() {
      try (EventCursor events = engine.timelines().events(world, view, from, to)) {
        while (events.next()) {
          if (isFull()) {
            next = events.seq();
            return;
          }
          look(events.event());
        }
      }
    }

    private void readBackward() {
      if (world.uri().startsWith("table://")) {
        throw Refused.malformed("changes of a table are listed in order=oldest");
      }
      long n = countBelow(to) - 1;
      for (; n >= 0; n--) {
        long seq = engine.timelines().seqOf(world, view, n);
        if (seq < from) {
          return;
        }
        if (isFull()) {
          next = seq + 1;
          return;
        }
        look(engine.get(seq));
      }
    }

    /** How many of the world's events come before a seq. */
    private long countBelow(long seq) {
      long low = 0;
      long high = engine.timelines().count(world, view);
      while (low < high) {
        long middle = (low + high) >>> 1;
        if (engine.timelines().seqOf(world, view, middle) < seq) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private boolean isFull() {
      return found.size() >= limit
          || lookedAt >= LOOKED_AT_MAX
          || bytes >= EventDocument.BYTES_ENOUGH;
    }

    private void look(Event event) {
      lookedAt++;
      if (wanted.test(event)) {
        found.add(event);
        bytes += event.payload().size();
      }
    }

    HttpAnswer answer() {
      EventDocument documents = new EventDocument(engine);
      JsonObject document =
          new JsonObject().put("events", found.stream().map(documents::of).toList());
      if (next < 0) {
        document.raw("next", "null");
      } else {
        document.put("next", new Cursor(size, next).toString());
      }
      return HttpAnswer.json(HttpAnswer.OK, document.toString());
    }
  }
}
