package io.ewig.server.rest.database;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.World;
import io.ewig.server.command.JsonObject;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpBody;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.http.Paths;
import io.ewig.server.observe.Soundness;
import io.ewig.server.rest.answer.Guard;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Visits;
import io.ewig.server.rest.answer.Wishes;
import io.ewig.server.rest.event.EventBulk;
import io.ewig.server.rest.event.Sight;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Whole databases, and the paths that the seed documents have: {@code /db/{db}} and {@code
 * /db/{db}/e}.
 */
public final class DatabaseResources {

  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final Visits visits;
  private final EventBulk bulk;

  public DatabaseResources(Visits visits) {
    this.visits = visits;
    this.bulk = new EventBulk(visits);
  }

  public void addTo(Paths paths) {
    String one = "/v1/db/{db}";
    String seed = "/db/{db}";
    paths
        .on("GET", "/v1/db", Guard.plain((request, at) -> list(request)))
        .on("POST", one, Guard.plain((request, at) -> create(request, at.get("db"))))
        .on("GET", one, Guard.plain((request, at) -> describe(request, at.get("db"))))
        .on("DELETE", one, Guard.of((request, at) -> drop(request, at.get("db"))))
        .on("POST", seed, Guard.plain((request, at) -> create(request, at.get("db"))))
        .on("GET", seed, Guard.plain((request, at) -> describe(request, at.get("db"))))
        .on("POST", seed + "/e", Guard.plain((request, at) -> write(request, at.get("db"))))
        .on("PUT", seed + "/e", Guard.plain((request, at) -> write(request, at.get("db"))))
        .on("GET", seed + "/e", Guard.of((request, at) -> bulk.read(request, at.get("db"))));
  }

  private HttpAnswer list(HttpRequest request) {
    List<JsonObject> names =
        visits.sessions().databases().names().stream()
            .filter(name -> request.principal().scope().allowsDatabase(name))
            .map(name -> new JsonObject().put("name", name))
            .toList();
    return HttpAnswer.json(HttpAnswer.OK, new JsonObject().put("databases", names).toString());
  }

  private void requireAdmin(HttpRequest request) throws SQLException {
    visits
        .sessions()
        .databases()
        .permits()
        .requireAdmin(request.principal(), "make or drop databases");
  }

  private HttpAnswer create(HttpRequest request, String name) throws SQLException {
    requireAdmin(request);
    visits.sessions().databases().create(name, request.principal().actor());
    return HttpAnswer.json(CREATED, new JsonObject().put("name", name).toString());
  }

  private HttpAnswer describe(HttpRequest request, String name) throws SQLException {
    return visits.in(
        request,
        name,
        session -> {
          Sight sight = Sight.of(session);
          sight.requireAll();
          Ewig engine = sight.engine();
          JsonObject document =
              new JsonObject()
                  .put("name", name)
                  .put("storage_engine", "ewig")
                  .put("n_events", engine.head().size())
                  .put("status", Soundness.of(engine).word())
                  .put("chain", engine.head().chain().toString());
          return HttpAnswer.json(HttpAnswer.OK, document.toString());
        });
  }

  private HttpAnswer drop(HttpRequest request, String name) throws SQLException {
    requireAdmin(request);
    String sure = new Wishes(request, List.of("confirm")).text("confirm").orElse("");
    if (!sure.equals(name)) {
      throw Refused.malformed("to drop a whole database say its name: ?confirm=" + name);
    }
    visits.sessions().databases().drop(name, request.principal().actor());
    return new HttpAnswer(NO_CONTENT, "", Map.of(), HttpBody.NONE);
  }

  private HttpAnswer write(HttpRequest request, String database) throws SQLException {
    return bulk.write(request, database, World.of("db://" + database));
  }
}
