package io.ewig.server.user;

import io.ewig.calcite.access.Grant;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Reach;
import io.ewig.calcite.access.Thing;
import io.ewig.engine.crypt.PasswordHash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tables that {@link Accounts} keeps. */
final class BookReader {

  /** Splits names that a column holds together; none has it. */
  private static final String COMMA = ",";

  private BookReader() {}

  static Book read(Connection db, long version) throws SQLException {
    Map<String, User> users = new HashMap<>();
    each(
        db,
        "SELECT name, password FROM users",
        row -> {
          String name = row.getString(1);
          users.put(name, new User(name, PasswordHash.parse(row.getString(2))));
        });
    Set<String> roles = new HashSet<>(Set.of(Principal.ADMIN));
    each(db, "SELECT name FROM roles", row -> roles.add(row.getString(1)));
    Map<String, Set<String>> memberships = new HashMap<>();
    each(
        db,
        "SELECT holder, role FROM members",
        row ->
            memberships
                .computeIfAbsent(row.getString(1), name -> new HashSet<>())
                .add(row.getString(2)));
    return new Book(version, users, tokens(db), roles, memberships, grants(db));
  }

  private static Map<String, Token> tokens(Connection db) throws SQLException {
    Map<String, Token> tokens = new HashMap<>();
    each(
        db,
        "SELECT id, user_name, hash, roles, databases, operations, created, expires, revoked"
            + " FROM tokens",
        row -> {
          Scope scope =
              new Scope(names(row.getString(4)), names(row.getString(5)), names(row.getString(6)));
          Token token =
              new Token(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  scope,
                  row.getObject(7, OffsetDateTime.class).toInstant(),
                  instant(row, 8),
                  instant(row, 9));
          tokens.put(token.hash(), token);
        });
    return tokens;
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static String joined(Set<String> names) {
    return String.join(COMMA, names);
  }

  private static Set<String> names(String joined) {
    return joined.isEmpty() ? Set.of() : Set.of(joined.split(COMMA, -1));
  }

  private static Map<String, List<Book.Right>> grants(Connection db) throws SQLException {
    Map<String, List<Book.Right>> grants = new HashMap<>();
    each(
        db,
        "SELECT grantee, database_name, operation, kind, object_schema, object, branch, seconds"
            + " FROM grants",
        row -> {
          String branch = row.getString(7);
          Grant grant =
              new Grant(
                  Operation.valueOf(row.getString(3)),
                  thing(row.getString(4), row.getString(5), row.getString(6)),
                  Optional.of(branch).filter(pattern -> !pattern.isEmpty()),
                  new Reach(Duration.ofSeconds(row.getLong(8))));
          grants
              .computeIfAbsent(row.getString(1), name -> new ArrayList<>())
              .add(new Book.Right(row.getString(2), grant));
        });
    return grants;
  }

  private static Thing thing(String kind, String schema, String object) {
    return switch (kind) {
      case "database" -> new Thing.Database();
      case "schema" -> new Thing.Schema(object);
      case "table" -> new Thing.Table(schema, object);
      case "world" -> new Thing.World(object);
      case "branch" -> new Thing.Branch(object);
      default -> throw new IllegalStateException("grants are about no " + kind);
    };
  }

  /** What is done with a row. */
  private interface OfRow {
    void take(ResultSet row) throws SQLException;
  }

  private static void each(Connection db, String query, OfRow what) throws SQLException {
    try (Statement statement = db.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        what.take(rows);
      }
    }
  }
}
