package io.ewig.server.user;

import io.ewig.calcite.access.Operation;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * What a token is good for; an empty set narrows nothing.
 *
 * @param roles of the user's that it takes on
 * @param databases that it reaches
 * @param operations that it may do, in capitals: SELECT, INSERT ...
 */
public record Scope(Set<String> roles, Set<String> databases, Set<String> operations) {

  /** All that the user may do: what a password gives. */
  public static final Scope ALL = new Scope(Set.of(), Set.of(), Set.of());

  public Scope {
    roles = Set.copyOf(roles);
    databases = Set.copyOf(databases);
    operations = Set.copyOf(operations);
  }

  /**
   * Reads what {@link #toString} writes: {@code role=R}, {@code db=NAME}, {@code op=OPERATION}, any
   * number of each.
   *
   * @throws UserException INVALID_ARGUMENT if one is none of these
   */
  public static Scope of(List<String> texts) {
    Set<String> roles = new HashSet<>();
    Set<String> databases = new HashSet<>();
    Set<String> operations = new HashSet<>();
    for (String text : texts) {
      String value = text.substring(text.indexOf('=') + 1).strip();
      switch (text.substring(0, Math.max(0, text.indexOf('='))).strip()) {
        case "role" -> roles.add(value);
        case "db" -> databases.add(value);
        case "op" -> operations.add(operation(value));
        default ->
            throw new UserException(
                ErrorCode.INVALID_ARGUMENT,
                "a scope says role=NAME, db=NAME or op=OPERATION, not '" + text + "'");
      }
    }
    return new Scope(roles, databases, operations);
  }

  private static String operation(String text) {
    try {
      return Operation.valueOf(text.toUpperCase(Locale.ROOT)).name();
    } catch (IllegalArgumentException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + text + "' is no operation; there are " + List.of(Operation.values()),
          e);
    }
  }

  public boolean allowsAll() {
    return roles.isEmpty() && databases.isEmpty() && operations.isEmpty();
  }

  public boolean allowsDatabase(String name) {
    return databases.isEmpty() || databases.contains(name);
  }

  public boolean allowsOperation(String name) {
    return operations.isEmpty() || operations.contains(name);
  }

  /** As in {@code role=gardener,op=SELECT}; nothing if it narrows nothing. */
  @Override
  public String toString() {
    StringJoiner words = new StringJoiner(",");
    new TreeSet<>(roles).forEach(role -> words.add("role=" + role));
    new TreeSet<>(databases).forEach(database -> words.add("db=" + database));
    new TreeSet<>(operations).forEach(operation -> words.add("op=" + operation));
    return words.toString();
  }
}
