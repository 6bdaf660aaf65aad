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
          Sight sight = Sight.of(session);
          Ewig engine = sight.engine();
          List<Event> found =
              new ArrayList<>(engine.events().find(ids.stream().map(EventId::parse).toList()));
          hashes.forEach(hash -> engine.events().with(hash(hash)).ifPresent(found::add));
          seqs.forEach(seq -> at(engine, Wishes.number("seqs", seq)).ifPresent(found::add));
          return answer(sight, found);
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

  static HttpAnswer answer(Sight sight, List<Event> found) {
    List<Event> seen = found.stream().filter(sight::mayRead).toList();
    if (seen.isEmpty()) {
      throw Refused.notFound("there is no such event");
    }
    EventDocument documents = new EventDocument(sight.engine());
    return HttpAnswer.json(
        HttpAnswer.OK,
        new JsonObject().put("events", seen.stream().map(documents::of).toList()).toString());
  }
}
