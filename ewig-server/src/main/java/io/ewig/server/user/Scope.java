package io.ewig.server.user;

import java.util.Set;

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

  public boolean allowsAll() {
    return roles.isEmpty() && databases.isEmpty() && operations.isEmpty();
  }

  public boolean allowsDatabase(String name) {
    return databases.isEmpty() || databases.contains(name);
  }

  public boolean allowsOperation(String name) {
    return operations.isEmpty() || operations.contains(name);
  }
}
