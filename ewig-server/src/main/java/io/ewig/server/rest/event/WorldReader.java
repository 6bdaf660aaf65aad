package io.ewig.server.rest.event;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.World;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.world.WorldState;
import io.ewig.server.command.JsonObject;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpBody;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Visits;
import io.ewig.server.rest.answer.Wishes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which worlds there are, and what they were at any moment; any thread. */
public final class WorldReader {

  private static final String TABLES = "table://";
  private static final int PAGE = 100;
  private static final int PAGE_MAX = 1_000;
  private static final int NOT_MODIFIED = 304;

  /** Longer states go out piece by piece. */
  private static final int WHOLE_BYTES_MAX = 1 << 20;

  private static final int PIECE_BYTES = 1 << 16;

  private final Visits visits;

  public WorldReader(Visits visits) {
    this.visits = visits;
  }

  /** In the order of their names. */
  public HttpAnswer list(HttpRequest request, String database) throws SQLException {
    Wishes wishes = new Wishes(request, List.of("branch", "at", "prefix", "after", "limit"));
    int limit = wishes.count("limit", PAGE, PAGE_MAX);
    String prefix = wishes.text("prefix").orElse("");
    String after = wishes.text("after").orElse("");
    return visits.in(
        request,
        database,
        session -> {
          Sight sight = Sight.of(session);
          Ewig engine = sight.engine();
          When when = wishes.moment("at");
          View view = engine.view(branch(wishes), when);
          List<String> names =
              view.worlds().stream()
                  .filter(world -> sight.mayKnow(world, branch(wishes), when))
                  .map(World::uri)
                  .filter(uri -> uri.startsWith(prefix) && uri.compareTo(after) > 0)
                  .sorted()
                  .toList();
          List<JsonObject> worlds = new ArrayList<>();
          for (String name : names.subList(0, Math.min(limit, names.size()))) {
            worlds.add(describe(engine, World.of(name), view));
          }
          JsonObject document = new JsonObject().put("worlds", worlds);
          if (names.size() > limit) {
            document.put("next", names.get(limit - 1));
          } else {
            document.raw("next", "null");
          }
          return HttpAnswer.json(HttpAnswer.OK, document.toString());
        });
  }

  private static String branch(Wishes wishes) {
    return wishes.text("branch").orElse("main");
  }

  private static JsonObject describe(Ewig engine, World world, View view) {
    JsonObject document = new JsonObject().put("world", world.uri());
    boolean isTable = world.uri().startsWith(TABLES);
    document.put("is_table", isTable);
    if (!isTable) {
      long count = engine.timelines().count(world, view);
      document.put("events", count);
      if (count > 0) {
        document.put("first_seq", engine.timelines().seqOf(world, view, 0));
        document.put("last_seq", engine.timelines().seqOf(world, view, count - 1));
      }
    }
    return document;
  }

  public HttpAnswer state(HttpRequest request, String database, String name) throws SQLException {
    Wishes wishes = new Wishes(request, List.of("branch", "at"));
    World world = World.of(name);
    if (name.startsWith(TABLES)) {
      throw Refused.malformed(name + " holds a table; ask for its rows with a query");
    }
    return visits.in(
        request, database, session -> state(Sight.of(session), request, wishes, world));
  }

  private static HttpAnswer state(Sight sight, HttpRequest request, Wishes wishes, World world) {
    Ewig engine = sight.engine();
    When when = wishes.moment("at");
    boolean isPast = isPast(engine, when);
    View view = engine.view(branch(wishes), when);
    sight.requireReading(world, branch(wishes), when);
    long count = engine.timelines().count(world, view);
    if (count == 0 && engine.timelines().of(world, branch(wishes)).count() == 0) {
      throw Refused.notFound(
          "branch " + branch(wishes) + " has no event of the world " + world.uri());
    }
    long last = count == 0 ? -1 : engine.timelines().seqOf(world, view, count - 1);
    String tag = tag(engine, last);
    Map<String, String> headers =
        Map.of(
            "ETag",
            tag,
            "Ewig-Seq",
            Long.toString(last),
            "Cache-Control",
            isPast ? "max-age=31536000, immutable" : "no-cache");
    if (request.header("If-None-Match").filter(known -> matches(known, tag)).isPresent()) {
      return new HttpAnswer(NOT_MODIFIED, "", headers, HttpBody.NONE);
    }
    WorldState state = engine.timelines().of(world, branch(wishes)).at(when);
    HttpBody body =
        state.size() <= WHOLE_BYTES_MAX
            ? new HttpBody.Whole(state.canonical())
            : new HttpBody.Streamed(out -> write(state, out));
    return new HttpAnswer(HttpAnswer.OK, HttpAnswer.JSON, headers, body);
  }

  /**
   * The commit that made a state; and the last erasure, as any may have taken something from it.
   */
  private static String tag(Ewig engine, long last) {
    String commit = last < 0 ? "none" : engine.events().commitOf(last).id().toString();
    long erased = engine.timelines().newestSeq(Erasure.WORLD);
    return '"' + commit + (erased < 0 ? "" : "-" + erased) + '"';
  }

  /**
   * Whether nothing more can come to be recorded by then: a time before the last commit's is over,
   * and so are commits, events and tags (which move no more once they are made).
   */
  private static boolean isPast(Ewig engine, When when) {
    if (when instanceof When.At at) {
      return engine.head().size() > 0
          && at.systemTime().isBefore(engine.get(engine.head().size() - 1).systemTime());
    }
    return when instanceof When.AfterCommit || when instanceof When.AfterEvent;
  }

  private static boolean matches(String known, String tag) {
    return known.equals("*")
        || List.of(known.split("\\s*,\\s*")).stream()
            .map(one -> one.startsWith("W/") ? one.substring(2) : one)
            .anyMatch(tag::equals);
  }

  private static void write(WorldState state, OutputStream out) throws IOException {
    ByteArrayOutputStream piece = new ByteArrayOutputStream(2 * PIECE_BYTES);
    char separator = '{';
    for (String key : state.keys()) {
      piece.write(separator);
      separator = ',';
      piece.write(JsonText.of(key).canonical());
      piece.write(':');
      piece.write(Objects.requireNonNull(state.get(key)).canonical());
      if (piece.size() >= PIECE_BYTES) {
        out.write(piece.toByteArray());
        piece.reset();
      }
    }
    piece.write('}');
    out.write(piece.toByteArray());
  }
}
