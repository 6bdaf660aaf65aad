package io.ewig.server.rest.query;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.session.When;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpBody;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Visits;
import io.ewig.server.rest.answer.Wishes;
import io.ewig.server.rest.event.Sight;
import io.ewig.server.session.ServerSession;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Queries that have a name; any thread.
 *
 * <p>Their definitions are objects of the world {@code rest://views} on branch main: they have a
 * history, and go where the database goes.
 */
final class Views {

  static final World WORLD = World.of("rest://views");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final Visits visits;
  private final Queries queries;

  Views(Visits visits, Queries queries) {
    this.visits = visits;
    this.queries = queries;
  }

  HttpAnswer put(HttpRequest request, String database, String name) throws SQLException {
    if (!NAME.matcher(name).matches()) {
      throw Refused.malformed(
          "'"
              + name
              + "' cannot be the name of a view; use a letter, then up to 62 of A-Za-z0-9_-");
    }
    if (request.body().length == 0) {
      throw Refused.malformed("there is no body; send {\"sql\": \"SELECT ..\"}");
    }
    Json json = Json.parse(request.body());
    Definition definition = Definition.of(json).requireView();
    return visits.in(
        request,
        database,
        session -> {
          if (!session.link().prepare(definition.text().sql()).isQuery()) {
            throw Definition.noQuery();
          }
          Sight sight = Sight.of(session);
          sight.requireAppending(WORLD, Branch.MAIN.name());
          Ewig engine = sight.engine();
          boolean isNew = find(engine, name).isEmpty();
          set(engine, request, name, json);
          return HttpAnswer.json(isNew ? CREATED : HttpAnswer.OK, json.text());
        });
  }

  private static void set(Ewig engine, HttpRequest request, String name, @Nullable Json to) {
    JsonObject change = JsonObject.of("id", JsonText.of(name));
    engine
        .batch()
        .author(request.principal().name())
        .add(
            EventBuilder.in(WORLD)
                .type(EventType.OBJECT_SET)
                .payload((to == null ? change : change.with("to", to)).canonical()))
        .commit();
  }

  private static Optional<Json> find(Ewig engine, String name) {
    return Optional.ofNullable(engine.timelines().of(WORLD).latest().get(name));
  }

  private static Json require(ServerSession session, String name) {
    return find(readable(session), name).orElseThrow(() -> missing(name));
  }

  private static Refused missing(String name) {
    return Refused.notFound("there is no view '" + name + "'");
  }

  /** For whoever may read the definitions; what they give is another matter. */
  private static Ewig readable(ServerSession session) {
    Sight sight = Sight.of(session);
    sight.requireReading(WORLD, Branch.MAIN.name(), When.NOW);
    return sight.engine();
  }

  HttpAnswer delete(HttpRequest request, String database, String name) throws SQLException {
    return visits.in(
        request,
        database,
        session -> {
          Sight sight = Sight.of(session);
          sight.requireAppending(WORLD, Branch.MAIN.name());
          if (find(sight.engine(), name).isEmpty()) {
            throw missing(name);
          }
          set(sight.engine(), request, name, null);
          return new HttpAnswer(NO_CONTENT, "", Map.of(), HttpBody.NONE);
        });
  }

  HttpAnswer list(HttpRequest request, String database) throws SQLException {
    return visits.in(
        request,
        database,
        session -> {
          String views =
              new String(
                  readable(session).timelines().of(WORLD).latest().canonical(),
                  StandardCharsets.UTF_8);
          return HttpAnswer.json(HttpAnswer.OK, "{\"views\":" + views + "}");
        });
  }

  HttpAnswer definition(HttpRequest request, String database, String name) throws SQLException {
    return visits.in(
        request,
        database,
        session -> HttpAnswer.json(HttpAnswer.OK, require(session, name).text()));
  }

  HttpAnswer run(HttpRequest request, String database, String name) throws SQLException {
    Json definition = visits.in(request, database, session -> require(session, name));
    return queries.run(request, database, query(request, Definition.of(definition)));
  }

  /** The view, or a view or table of SQL's that has the name. */
  HttpAnswer runOrRead(HttpRequest request, String database, String name) throws SQLException {
    Optional<Json> definition =
        visits.in(
            request,
            database,
            session -> {
              Sight sight = Sight.of(session);
              return sight.mayReadNow(WORLD) ? find(sight.engine(), name) : Optional.empty();
            });
    if (definition.isPresent()) {
      return queries.run(request, database, query(request, Definition.of(definition.get())));
    }
    String relation = '"' + name.replace("\"", "\"\"") + '"';
    NamedText all = new NamedText("SELECT * FROM " + relation, List.of());
    QueryText query = query(request, new Definition(all, Map.of()));
    try {
      return queries.run(request, database, query);
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState())) {
        throw Refused.notFound("there is no view or table '" + name + "'");
      }
      throw e;
    }
  }

  /** Whoever asks for a view means to read, whatever somebody else has defined. */
  private static QueryText query(HttpRequest request, Definition definition) {
    NamedText text = definition.text();
    List<String> known = Definition.reserved();
    known.addAll(text.names());
    Wishes wishes = new Wishes(request, known);
    Properties settings = new Properties();
    settings.put("readOnly", "true");
    for (String name : QueryText.SETTINGS) {
      wishes.text(name).ifPresent(value -> settings.put(name, value));
    }
    return new QueryText(
        text.sql(),
        text.names().isEmpty()
            ? request.parameters(Definition.BY_PLACE).toArray()
            : named(wishes, definition).toArray(),
        settings,
        QueryText.rowsMax(wishes.number("maxRows").orElse(0L)),
        wishes.text("timeout").map(QueryText::timeout).orElse(QueryText.TIMEOUT),
        wishes.choice("rows", List.of("objects", "arrays")).equals("arrays"));
  }

  private static List<String> named(Wishes wishes, Definition definition) {
    List<String> values = new ArrayList<>();
    for (String name : definition.text().names()) {
      values.add(
          wishes
              .one(name)
              .or(() -> Optional.ofNullable(definition.defaults().get(name)))
              .orElseThrow(() -> Refused.malformed("the view needs the parameter '" + name + "'")));
    }
    return values;
  }
}
