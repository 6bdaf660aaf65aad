package io.ewig.server.live;

import io.ewig.engine.Ewig;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription has been told: all that lies before its position, which is how long the log
 * was. A table is told by rows, as they differ between two moments; a world by its events.
 */
final class Feed {

  /** So a message stays small, and others get their turn. */
  private static final int EVENTS_MAX = 500;

  private static final String EVENTS =
      "SELECT seq, event_id, system_time, valid_from, valid_to, type, payload, branch, commit_id"
          + " FROM ewig.events WHERE world = ? AND seq >= ? AND seq < ? ORDER BY seq FETCH FIRST "
          + EVENTS_MAX
          + " ROWS ONLY";

  private static final String ROWS =
      "SELECT key, from_value, to_value FROM diff(?, ?) WHERE kind = 'row' AND name = ?";

  private final Json id;
  private final @Nullable TableName table;
  private final @Nullable String world;
  private volatile long position;

  private Feed(Json id, @Nullable TableName table, @Nullable String world, long position) {
    this.id = id;
    this.table = table;
    this.world = world;
    this.position = position;
  }

  static Feed ofTable(Json id, TableName table, long position) {
    return new Feed(id, table, null, position);
  }

  static Feed ofWorld(Json id, String world, long position) {
    return new Feed(id, null, world, position);
  }

  Json id() {
    return id;
  }

  long position() {
    return position;
  }

  /**
   * Reads on, up to a length that the log has.
   *
   * @return what to tell, if anything of it changed
   */
  Optional<Said> read(Link link, Ewig engine, long size) throws SQLException {
    List<Json> found;
    long reached = size;
    if (table != null) {
      found = rows(link, moment(link, engine, position), moment(link, engine, size), table);
    } else {
      found = read(link, EVENTS, new @Nullable Object[] {world, position, size});
      if (found.size() >= EVENTS_MAX) {
        reached = seqOf(found.get(found.size() - 1)) + 1;
      }
    }
    position = reached;
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Said("changes")
            .to(id)
            .put("position", reached)
            .put(table != null ? "rows" : "events", JsonArray.of(found)));
  }

  private static long seqOf(Json event) {
    Json seq = ((JsonObject) event).get("seq");
    return seq == null ? 0 : Long.parseLong(seq.text());
  }

  private static List<Json> rows(Link link, String before, String after, TableName table)
      throws SQLException {
    if (before.equals(after)) {
      return List.of();
    }
    List<Json> rows = new ArrayList<>();
    for (Json one : read(link, ROWS, new @Nullable Object[] {before, after, table.toString()})) {
      JsonObject row = (JsonObject) one;
      Json was = row.get("from_value");
      Json is = row.get("to_value");
      if (!Objects.equals(was, is)) { // else only what was true earlier has changed
        rows.add(row.without("from_value").with("change", JsonText.of(change(was, is))));
      }
    }
    return rows;
  }

  private static String change(@Nullable Json was, @Nullable Json is) {
    if (is instanceof JsonNull) {
      return "removed";
    }
    return was instanceof JsonNull ? "added" : "modified";
  }

  /** The state of the session's branch when the log was so long. */
  private static String moment(Link link, Ewig engine, long size) throws SQLException {
    Instant time =
        size == 0 ? engine.get(0).systemTime().minusNanos(1) : engine.get(size - 1).systemTime();
    return Desk.branch(link) + "@" + time;
  }

  private static List<Json> read(Link link, String sql, @Nullable Object[] values)
      throws SQLException {
    List<Json> all = new ArrayList<>();
    try (Compiled statement = link.prepare(sql)) {
      Answer answer = link.execute(statement, values, Ask.PLAIN, new Stop());
      try (ResultRows rows = ((Answer.Rows) answer).rows()) {
        while (rows.next()) {
          all.add(Cells.object(rows.row(), rows.columns()));
        }
      }
    }
    return all;
  }
}
