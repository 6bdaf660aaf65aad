package io.ewig.server.sync;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.replica.Adopted;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.http.Paths;
import io.ewig.server.session.Databases;
import io.ewig.sync.waiting.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sync for who speaks JSON: {@code GET /api/state}, {@code POST /api/pull} and {@code POST
 * /api/push}, of the database that {@code ?database=} names, or {@code main}. Any thread.
 *
 * <p>Events are what {@code ewig export} writes, as elements of an array. What is pushed again
 * changes nothing; what is pushed before that which it builds on waits for it.
 */
public final class StateResource {

  private final Databases databases;
  private final SyncResource sync;

  public StateResource(Databases databases, SyncResource sync) {
    this.databases = databases;
    this.sync = sync;
  }

  public void addTo(Paths paths) {
    paths.on(
        "GET",
        "/api/state",
        (request, at) ->
            AdminWork.with(databases, request, nameOf(request), lease -> state(lease.engine())));
    paths.on(
        "POST",
        "/api/pull",
        (request, at) ->
            AdminWork.with(
                databases, request, nameOf(request), lease -> pull(lease.engine(), request)));
    paths.on(
        "POST",
        "/api/push",
        (request, at) ->
            AdminWork.with(databases, request, nameOf(request), lease -> push(lease, request)));
  }

  private static String nameOf(HttpRequest request) {
    return request.parameter("database").orElse(Databases.MAIN);
  }

  private static HttpAnswer state(Ewig database) {
    VersionVector version = database.replica().version();
    Map<String, Json> answer = new TreeMap<>();
    answer.put("peer_id", JsonText.of(database.replica().self().toString()));
    answer.put("frontier", frontier(version));
    answer.put("versions", versions(version));
    answer.put("root", JsonText.of(database.replica().root().toString()));
    return HttpAnswer.json(HttpAnswer.OK, JsonObject.of(answer).text());
  }

  /** The last event of each origin. */
  private static Json frontier(VersionVector version) {
    List<Json> all = new ArrayList<>();
    version
        .seqs()
        .forEach(
            (origin, seq) ->
                all.add(
                    JsonObject.of(
                        Map.of(
                            "peer", JsonText.of(origin.toString()),
                            "counter", JsonNumber.of(seq)))));
    return JsonArray.of(all);
  }

  private static Json versions(VersionVector version) {
    Map<String, Json> all = new TreeMap<>();
    version.seqs().forEach((origin, seq) -> all.put(origin.toString(), JsonNumber.of(seq)));
    return JsonObject.of(all);
  }

  private static HttpAnswer pull(Ewig database, HttpRequest request) {
    VersionVector theirs = known(request.body());
    List<Json> events = new ArrayList<>();
    CommitCursor commits = database.replica().since(theirs);
    boolean more = commits.next();
    while (more && events.size() < JsonEvents.ANSWERED_MAX) {
      events.addAll(JsonEvents.of(database, commits.commit()));
      more = commits.next();
    }
    Map<String, Json> answer = new TreeMap<>();
    answer.put("events", JsonArray.of(events));
    answer.put("server_frontier", frontier(database.replica().version()));
    answer.put("has_more", Json.parse(String.valueOf(more)));
    return HttpAnswer.json(HttpAnswer.OK, JsonObject.of(answer).text());
  }

  /** {@code known_peers} or {@code versions}: how far each origin is known, as in a state. */
  private static VersionVector known(byte[] body) {
    if (body.length == 0 || !(Json.parse(body) instanceof JsonObject asked)) {
      return VersionVector.EMPTY;
    }
    Json known =
        asked.get("known_peers") == null ? asked.get("versions") : asked.get("known_peers");
    Map<Origin, Long> seqs = new TreeMap<>();
    if (known instanceof JsonObject versions) {
      for (int i = 0; i < versions.length(); i++) {
        if (versions.valueAt(i) instanceof JsonNumber seq && seq.isLong()) {
          seqs.put(Origin.parse(versions.keyAt(i)), seq.longValue());
        }
      }
    }
    return VersionVector.of(seqs);
  }

  private HttpAnswer push(Databases.Lease lease, HttpRequest request) {
    if (!(Json.parse(request.body()) instanceof JsonObject pushed
        && pushed.get("events") instanceof JsonArray events)) {
      return HttpAnswer.error(
          HttpAnswer.BAD_REQUEST,
          "INVALID_ARGUMENT",
          "22023",
          "a push is an object with an array 'events'",
          request.id());
    }
    Arrival arrival = JsonEvents.take(events, lease, sync);
    Adopted adopted = arrival.adopted();
    Optional<HttpAnswer> refusal = JsonEvents.refusal(arrival, request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Map<String, Json> answer = new TreeMap<>();
    answer.put("ok", Json.parse(String.valueOf(adopted.parked().isEmpty())));
    answer.put("taken", JsonNumber.of(adopted.events()));
    answer.put("known", JsonNumber.of(adopted.known()));
    answer.put("missing", JsonNumber.of(adopted.parked().size()));
    answer.put("waiting", JsonNumber.of(arrival.waiting()));
    answer.put("server_frontier", frontier(lease.engine().replica().version()));
    return HttpAnswer.json(HttpAnswer.OK, JsonObject.of(answer).text());
  }
}
