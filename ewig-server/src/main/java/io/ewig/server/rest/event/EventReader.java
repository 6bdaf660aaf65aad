package io.ewig.server.rest.event;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.hash.Hash;
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

/** Reads events by what names them; any thread. */
public final class EventReader {

  private static final int NAMES_MAX = 1_000;

  /** Each takes 1 MiB at the most until it is written out. */
  private static final int AT_A_TIME = 16;

  /** Of several: there is no next page for those that are named. */
  private static final long BYTES_MAX = 16L << 20;

  private static final List<String> KNOWN = List.of("ids", "hash", "seqs");

  private final Visits visits;

  public EventReader(Visits visits) {
    this.visits = visits;
  }

  /** Those that are there, in the order in which they are asked for. */
  public HttpAnswer read(HttpRequest request, String database) throws SQLException {
    Wishes wishes = new Wishes(request, KNOWN);
    List<String> ids = wishes.list("ids");
    List<String> hashes = wishes.list("hash");
    List<String> seqs = wishes.list("seqs");
    int count = ids.size() + hashes.size() + seqs.size();
    if (count == 0 || count > NAMES_MAX) {
      throw Refused.malformed(
          "name 1 to " + NAMES_MAX + " events by ids, hash or seqs, not " + count);
    }
    return visits.in(
        request,
        database,
        session -> {
          Named named = new Named(Sight.of(session)).ids(ids);
          Ewig engine = named.sight.engine();
          hashes.forEach(hash -> engine.events().with(hash(hash)).ifPresent(named::add));
          seqs.forEach(seq -> at(engine, Wishes.number("seqs", seq)).ifPresent(named::add));
          return named.answer();
        });
  }

  private static Hash hash(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw Refused.malformed("a hash has 64 hexadecimal digits, unlike '" + text + "'");
    }
    return Hash.parse(text);
  }

  private static Optional<Event> at(Ewig engine, long seq) {
    boolean isThere = seq >= 0 && seq < engine.head().size();
    return isThere ? Optional.of(engine.get(seq)) : Optional.empty();
  }

  /** What is found of what was named, as far as it may be read; one thread. */
  static final class Named {
    private final Sight sight;
    private final List<Event> found = new ArrayList<>();
    private long bytes;

    Named(Sight sight) {
      this.sight = sight;
    }

    /** A few at a time: together they may be more than there is memory for. */
    Named ids(List<String> names) {
      List<EventId> ids = names.stream().map(EventId::parse).toList();
      for (int from = 0; from < ids.size(); from += AT_A_TIME) {
        int end = Math.min(ids.size(), from + AT_A_TIME);
        sight.engine().events().find(ids.subList(from, end)).forEach(this::add);
      }
      return this;
    }

    void add(Event event) {
      if (!sight.mayRead(event)) {
        return;
      }
      found.add(event);
      bytes += event.payload().size();
      if (bytes > BYTES_MAX && found.size() > 1) {
        throw new Refused(
            413,
            "LIMIT_EXCEEDED",
            "54000",
            "the payloads of these events are more than "
                + BYTES_MAX
                + " bytes together; name fewer of them at a time");
      }
    }

    HttpAnswer answer() {
      if (found.isEmpty()) {
        throw Refused.notFound("there is no such event");
      }
      EventDocument documents = new EventDocument(sight.engine());
      return HttpAnswer.json(
          HttpAnswer.OK,
          new JsonObject().put("events", found.stream().map(documents::of).toList()).toString());
    }
  }
}
