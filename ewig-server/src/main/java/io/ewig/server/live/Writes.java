package io.ewig.server.live;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.jdbc.link.Link;
import io.ewig.server.user.Principal;
import io.ewig.sync.ephemeral.Members;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a peer writes to last: each message is a transaction, done once however often it comes,
 * since its id is the idempotency key. One thread.
 */
final class Writes {

  /** A UUID and more. */
  private static final int ID_CHARS_MAX = 200;

  private final Desk desk;
  private final String prefix;

  Writes(Desk desk, Principal principal) {
    this.desk = desk;
    this.prefix = "live/" + principal.name() + "/";
  }

  /** A statement and what stands for its ?. */
  private record Change(String sql, List<@Nullable Object> values) {}

  private interface Making {
    Change of(Link link, Ewig engine) throws SQLException;
  }

  Said insert(Members said) throws SQLException {
    JsonObject row = said.object("row");
    return write(
        said,
        (link, engine) -> {
          String table = Desk.named(link, said.text("table")).sql();
          if (row.isEmpty()) {
            return new Change("INSERT INTO " + table + " DEFAULT VALUES", List.of());
          }
          String columns = String.join(", ", row.keys().stream().map(TableName::quoted).toList());
          String marks = String.join(", ", Collections.nCopies(row.length(), "?"));
          return new Change(
              "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")", values(row));
        });
  }

  /** One column, or several as {@code values}. */
  Said update(Members said) throws SQLException {
    JsonObject set =
        said.has("values")
            ? said.object("values")
            : JsonObject.of(said.text("column"), said.any("value"));
    if (set.isEmpty()) {
      throw new UserException(ErrorCode.INVALID_VALUE, "in a message \"values\" is not empty");
    }
    return write(
        said,
        (link, engine) -> {
          Desk.Keyed keyed = Desk.keyed(link, engine, said.text("table"));
          JsonObject key = key(keyed, said.any("key"));
          List<@Nullable Object> values = values(set);
          values.addAll(values(key));
          return new Change(
              "UPDATE "
                  + keyed.table().sql()
                  + " SET "
                  + equal(set, ", ")
                  + " WHERE "
                  + equal(key, " AND "),
              values);
        });
  }

  Said delete(Members said) throws SQLException {
    return write(
        said,
        (link, engine) -> {
          Desk.Keyed keyed = Desk.keyed(link, engine, said.text("table"));
          JsonObject key = key(keyed, said.any("key"));
          return new Change(
              "DELETE FROM " + keyed.table().sql() + " WHERE " + equal(key, " AND "), values(key));
        });
  }

  /** Any statement that changes something. */
  Said execute(Members said) throws SQLException {
    List<@Nullable Object> values = Arrays.asList(Cells.parameters(said.anyOrNull("params")));
    return write(said, (link, engine) -> new Change(said.text("sql"), values));
  }

  private Said write(Members said, Making making) throws SQLException {
    Json id = said.any("id");
    String once = prefix + checked(id);
    return desk.work(
        (link, engine) -> {
          Optional<Commit> before = engine.events().commitOnce(once);
          if (before.isPresent()) {
            return ack(id, before.get(), 0, true);
          }
          try {
            Change change = making.of(link, engine);
            long count = Desk.change(link, change.sql(), change.values(), once);
            return ack(id, engine.events().commitOnce(once).orElse(null), count, false);
          } catch (SQLException e) {
            Optional<Commit> meanwhile = engine.events().commitOnce(once);
            if (meanwhile.isPresent()) {
              return ack(id, meanwhile.get(), 0, true); // the same message, by another socket
            }
            throw e;
          }
        });
  }

  private static String checked(Json id) {
    String text = id instanceof JsonText given ? given.value() : id.text();
    boolean isScalar = id instanceof JsonText || id instanceof JsonNumber;
    if (!isScalar || text.isEmpty() || text.length() > ID_CHARS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_VALUE,
          "in a message \"id\" is a text of 1 to " + ID_CHARS_MAX + " characters, or a number");
    }
    return text;
  }

  private static Said ack(Json id, @Nullable Commit commit, long count, boolean isRepeated) {
    Said ack = new Said("ack").to(id).put("repeated", isRepeated);
    if (!isRepeated) {
      ack.put("count", count);
    }
    if (commit != null) {
      ack.put("commit", commit.id().toString()).put("position", commit.endSeq());
    }
    return ack;
  }

  // ---- keys and values

  /** A key by names: of one column it may come alone, of several as an array. */
  private static JsonObject key(Desk.Keyed keyed, Json given) {
    List<String> names = keyed.key();
    JsonObject key = JsonObject.EMPTY;
    if (given instanceof JsonObject byName) {
      key = byName;
    } else {
      JsonArray values = given instanceof JsonArray array ? array : JsonArray.of(given);
      for (int i = 0; i < Math.min(values.length(), names.size()); i++) {
        key = key.with(names.get(i), values.get(i));
      }
    }
    if (names.isEmpty() || !key.keys().equals(names.stream().sorted().toList())) {
      throw new UserException(
          ErrorCode.INVALID_VALUE,
          "in a message \"key\" gives the primary key of " + keyed.table() + ": " + names);
    }
    return key;
  }

  private static List<@Nullable Object> values(JsonObject of) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < of.length(); i++) {
      values.add(Cells.parameter(of.valueAt(i)));
    }
    return values;
  }

  private static String equal(JsonObject names, String between) {
    return String.join(
        between, names.keys().stream().map(name -> TableName.quoted(name) + " = ?").toList());
  }
}
