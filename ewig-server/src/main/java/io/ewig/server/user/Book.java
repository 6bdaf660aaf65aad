package io.ewig.server.user;

import io.ewig.calcite.access.Grant;
import io.ewig.server.audit.Actor;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who there is and what they may do, at one moment; immutable.
 *
 * @param version it counts on with each change
 * @param tokens by the hashes of their secrets
 * @param memberships the roles of each user and role, without theirs
 * @param grants of each user and role, by database
 */
public record Book(
    long version,
    Map<String, User> users,
    Map<String, Token> tokens,
    Set<String> roles,
    Map<String, Set<String>> memberships,
    Map<String, List<Right>> grants) {

  /** Nobody. */
  static final Book EMPTY =
      new Book(0, Map.of(), Map.of(), Set.of(Principal.ADMIN), Map.of(), Map.of());

  /**
   * @param database in which it counts
   */
  public record Right(String database, Grant grant) {}

  public Optional<User> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  /** Whether somebody has to say who he is. */
  public boolean hasUsers() {
    return !users.isEmpty();
  }

  public boolean isTaken(String name) {
    return users.containsKey(name) || roles.contains(name);
  }

  /** All roles of a user or role, those of its roles among them. */
  public Set<String> rolesOf(String name) {
    Set<String> found = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(memberships.getOrDefault(name, Set.of()));
    while (!left.isEmpty()) {
      String role = left.remove();
      if (found.add(role)) {
        left.addAll(memberships.getOrDefault(role, Set.of()));
      }
    }
    return found;
  }

  /** What some names have been granted in a database, all together. */
  public List<Grant> grants(Collection<String> names, String database) {
    return names.stream()
        .flatMap(name -> grants.getOrDefault(name, List.of()).stream())
        .filter(right -> right.database().equals(database))
        .map(Right::grant)
        .toList();
  }

  /** The user as he is with what he has been given, narrowed to a scope. */
  public Principal principal(String user, Scope scope, Actor actor) {
    Set<String> roles = rolesOf(user);
    if (!scope.roles().isEmpty()) {
      roles.retainAll(narrowed(scope));
    }
    return new Principal(user, roles, scope, new Actor(user, actor.address(), actor.request()));
  }

  private Set<String> narrowed(Scope scope) {
    Set<String> all = new HashSet<>(scope.roles());
    scope.roles().forEach(role -> all.addAll(rolesOf(role)));
    return all;
  }
}
