package io.ewig.server.rest.query;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.server.rest.answer.Fields;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Wishes;
import io.ewig.server.session.Quoted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a client wants to be run.
 *
 * <pre>
 * body = {"sql": .., "params": [..] | {name: ..}, "branch": .., "schema": .., "asOf": .., "validAt": ..,
 *         "timeZone": .., "maxRows": .., "timeout": "30s", "rows": "objects" | "arrays"}
 * </pre>
 *
 * @param settings of the session that it runs in
 * @param rowsMax 0 for all
 */
record QueryText(
    String sql,
    @Nullable Object[] parameters,
    Properties settings,
    long rowsMax,
    Duration timeout,
    boolean isArrays) {

  static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration TIMEOUT_MAX = Duration.ofHours(1);

  /** What is about a session would seem to work, and be over with the request. */
  private static final Pattern OF_SESSIONS =
      Pattern.compile(
          Quoted.BLANK
              + "(BEGIN|START\\s+TRANSACTION|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|USE|SET"
              + "|RESET(?!\\s+BRANCH\\b))\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  static final List<String> SETTINGS = List.of("branch", "schema", "asOf", "validAt", "timeZone");
  private static final List<String> KNOWN =
      List.of(
          "sql",
          "params",
          "branch",
          "schema",
          "asOf",
          "validAt",
          "timeZone",
          "maxRows",
          "timeout",
          "rows");

  static QueryText of(byte[] body) {
    if (body.length == 0) {
      throw Refused.malformed("there is no body; send {\"sql\": \"SELECT 1\"}");
    }
    Fields fields = new Fields("the body", Json.parse(body), KNOWN);
    Properties settings = new Properties();
    for (String name : SETTINGS) {
      fields.text(name).ifPresent(value -> settings.put(name, value));
    }
    String rows = fields.text("rows").orElse("objects");
    if (!rows.equals("objects") && !rows.equals("arrays")) {
      throw Refused.malformed("'rows' is objects or arrays, not '" + rows + "'");
    }
    String sql = fields.required("sql");
    Matcher ofSession = OF_SESSIONS.matcher(sql);
    if (ofSession.matches()) {
      throw Refused.malformed(
          ofSession.group(1)
              + " does nothing here: each request is a transaction and a session of its own; say"
              + " 'branch' and the like beside 'sql', and take a driver for longer transactions");
    }
    NamedText text = text(sql, fields.get("params"));
    return new QueryText(
        text.sql(),
        parameters(fields.get("params"), text.names()),
        settings,
        rowsMax(fields.number("maxRows").orElse(0L)),
        fields.scalar("timeout").map(QueryText::timeout).orElse(TIMEOUT),
        rows.equals("arrays"));
  }

  /**
   * None at all, which is what 0 says to a driver, would let a statement run for ever; whoever says
   * more than there is would learn of it when it is over.
   */
  static Duration timeout(String said) {
    Duration timeout = Wishes.duration("timeout", said);
    if (timeout.compareTo(TIMEOUT_MAX) > 0) {
      throw Refused.malformed(
          "timeout is at most "
              + TIMEOUT_MAX.toHours()
              + "h, not "
              + said
              + "; take a driver for what runs longer");
    }
    if (timeout.isZero()) {
      throw Refused.malformed("timeout is a duration such as 30s or 500ms, and not " + said);
    }
    return timeout;
  }

  static long rowsMax(long said) {
    if (said < 0) {
      throw Refused.malformed("maxRows is from 0 (all) on, not " + said);
    }
    return said;
  }

  private static NamedText text(String sql, @Nullable Json params) {
    return params instanceof JsonObject ? NamedText.of(sql) : new NamedText(sql, List.of());
  }

  private static @Nullable Object[] parameters(@Nullable Json params, List<String> names) {
    List<@Nullable Object> values = new ArrayList<>();
    if (params instanceof JsonArray array) {
      array.forEach(value -> values.add(value(value)));
    } else if (params instanceof JsonObject object) {
      for (String name : names) {
        Json value = object.get(name);
        if (value == null) {
          throw Refused.malformed("'params' has no value for :" + name);
        }
        values.add(value(value));
      }
    } else if (params != null) {
      throw Refused.malformed("'params' is an array, or an object for parameters with names");
    }
    return values.toArray();
  }

  /** A JSON value as SQL takes it; what is an array or object is JSON there too. */
  private static @Nullable Object value(Json json) {
    if (json instanceof JsonText text) {
      return text.value();
    } else if (json instanceof JsonNumber number) {
      return number.isLong() ? (Object) number.longValue() : number.decimal();
    } else if (json instanceof JsonBoolean flag) {
      return flag.value();
    }
    return json instanceof JsonObject || json instanceof JsonArray ? json.text() : null;
  }
}
