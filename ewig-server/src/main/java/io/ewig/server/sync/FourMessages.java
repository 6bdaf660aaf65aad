package io.ewig.server.sync;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.http.Paths;
import io.ewig.server.session.Databases;
import io.ewig.sync.waiting.Arrival;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The exchange of the seed documents, in two requests: ids since the last time, and those that are
 * missing with one's own; events, and events. Any thread.
 *
 * <pre>
 * POST /db/{database}/e/ids
 *   { "ids": [id, ..], "lc": number }
 *   { "missing": [id, ..], "ids": [id, ..], "lc": number, "more": boolean }
 * POST /db/{database}/e/events
 *   { "events": [event, ..], "missing": [id, ..] }
 *   { "events": [event, ..], "taken": number, "known": number, "waiting": number }
 * </pre>
 *
 * <p>A logical clock counts the events of one server, as at {@code /db/{database}/e}. A commit goes
 * as a whole, so more events may come than were asked for. Nothing is remembered between the two,
 * and what comes again changes nothing.
 */
public final class FourMessages {

  /** Ids of one message, each way. */
  private static final int IDS_MAX = 1_000;

  private final Databases databases;
  private final SyncResource sync;

  public FourMessages(Databases databases, SyncResource sync) {
    this.databases = databases;
    this.sync = sync;
  }

  public void addTo(Paths paths) {
    String events = "/db/{database}/e";
    paths.on(
        "POST",
        events + "/ids",
        (request, at) ->
            AdminWork.with(
                databases,
                request,
                at.get("database"),
                lease -> ids(lease.engine(), members(request))));
    paths.on(
        "POST",
        events + "/events",
        (request, at) ->
            AdminWork.with(
                databases, request, at.get("database"), lease -> events(lease, request)));
  }

  private static JsonObject members(HttpRequest request) {
    if (Json.parse(request.body()) instanceof JsonObject object) {
      return object;
    }
    throw wrong("an object with the members of a message belongs into the body");
  }

  private static UserException wrong(String text) {
    return new UserException(ErrorCode.INVALID_ARGUMENT, text);
  }

  private static JsonArray array(JsonObject message, String name) {
    Json member = message.get(name);
    if (member == null) {
      return JsonArray.of(List.of());
    } else if (member instanceof JsonArray array) {
      return array;
    }
    throw wrong("'" + name + "' is an array, not " + member.text());
  }

  private static List<EventId> idsOf(JsonObject message, String name) {
    JsonArray array = array(message, name);
    if (array.length() > IDS_MAX) {
      throw wrong("'" + name + "' has " + IDS_MAX + " ids at most, not " + array.length());
    }
    List<EventId> ids = new ArrayList<>();
    for (Json each : array) {
      if (!(each instanceof JsonText id)) {
        throw wrong("an id in '" + name + "' is a text, not " + each.text());
      }
      ids.add(EventId.parse(id.value()));
    }
    return ids;
  }

  private static HttpAnswer ids(Ewig database, JsonObject message) {
    List<EventId> theirs = idsOf(message, "ids");
    Set<EventId> here = new HashSet<>();
    database.events().find(theirs).forEach(event -> here.add(event.id()));
    long clock = clock(message, database.head().size());
    List<Json> since = new ArrayList<>();
    try (EventCursor events = database.iterate(Scan.all().from(clock))) {
      while (since.size() < IDS_MAX && events.next()) {
        Event event = events.event();
        since.add(json(event.id()));
        clock = event.seq() + 1;
      }
    }
    Map<String, Json> answer = new TreeMap<>();
    answer.put("ids", JsonArray.of(since));
    answer.put("lc", JsonNumber.of(clock));
    answer.put("missing", jsonOf(theirs.stream().filter(id -> !here.contains(id)).toList()));
    answer.put("more", JsonBoolean.of(clock < database.head().size()));
    return HttpAnswer.json(HttpAnswer.OK, JsonObject.of(answer).text());
  }

  /**
   * @param size how many events there are: who comes with a greater clock would be told of none of
   *     those that come to be up to there
   */
  private static long clock(JsonObject message, long size) {
    Json clock = message.get("lc");
    if (clock == null) {
      return 0;
    }
    long number = clock instanceof JsonNumber said && said.isLong() ? said.longValue() : -1;
    if (number < 0) {
      throw wrong("lc counts events from 0, so it is not " + clock.text());
    } else if (number > size) {
      throw wrong(
          "lc is "
              + number
              + ", and there are "
              + size
              + " events: it is another database's, or from before this one was restored; begin"
              + " at 0");
    }
    return number;
  }

  private static Json json(EventId id) {
    return JsonText.of(id.toString());
  }

  private static Json jsonOf(List<EventId> ids) {
    return JsonArray.of(ids.stream().map(FourMessages::json).toList());
  }

  private HttpAnswer events(Databases.Lease lease, HttpRequest request) {
    JsonObject message = members(request);
    List<EventId> wanted = idsOf(message, "missing");
    Arrival arrival = JsonEvents.take(array(message, "events"), lease, sync);
    Optional<HttpAnswer> refusal = JsonEvents.refusal(arrival, request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Map<String, Json> answer = new TreeMap<>();
    answer.put("events", JsonArray.of(given(lease.engine(), wanted)));
    answer.put("known", JsonNumber.of(arrival.adopted().known()));
    answer.put("taken", JsonNumber.of(arrival.adopted().events()));
    answer.put("waiting", JsonNumber.of(arrival.waiting()));
    return HttpAnswer.json(HttpAnswer.OK, JsonObject.of(answer).text());
  }

  /** In the order of the log, in which nothing comes before what it builds on. */
  private static List<Json> given(Ewig database, List<EventId> wanted) {
    TreeMap<Long, Commit> commits = new TreeMap<>();
    for (Event event : database.events().find(wanted)) {
      Commit commit = database.events().commitOf(event.seq());
      commits.put(commit.firstSeq(), commit);
    }
    List<Json> events = new ArrayList<>();
    while (!commits.isEmpty() && events.size() < JsonEvents.ANSWERED_MAX) {
      events.addAll(JsonEvents.of(database, commits.pollFirstEntry().getValue()));
    }
    return events;
  }
}
