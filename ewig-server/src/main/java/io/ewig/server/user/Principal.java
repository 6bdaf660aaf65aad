package io.ewig.server.user;

import io.ewig.server.audit.Actor;
import java.util.Set;

/**
 * Who is behind a request: a user, known by a password, a token or a certificate; or anybody, where
 * a server has no users.
 *
 * @param name of the user; {@code ""} for anybody
 * @param roles that the user has, those of its roles among them
 * @param scope what of the user's rights this request may make use of
 * @param actor which request it is, and where it came from, for the audit
 * @param token the hash of the token that it was let in with; {@code ""} if with something else
 */
public record Principal(String name, Set<String> roles, Scope scope, Actor actor, String token) {

  /** Whoever has it may do all. */
  public static final String ADMIN = "admin";

  /** Where there are no users, whoever reaches the server may do all. */
  public static final Principal ANYBODY = anybody(new Actor("", "", ""));

  public Principal {
    roles = Set.copyOf(roles);
  }

  public Principal(String name, Set<String> roles, Scope scope, Actor actor) {
    this(name, roles, scope, actor, "");
  }

  /** Whoever that is, let in with a token. */
  public Principal with(Token proof) {
    return new Principal(name, roles, scope, actor, proof.hash());
  }

  /** Whoever that is. */
  public static Principal anybody(Actor actor) {
    return new Principal("", Set.of(ADMIN), Scope.ALL, actor);
  }

  /** Whether it is a user of whom the server knows. */
  public boolean isUser() {
    return !name.isEmpty();
  }

  /** Whether it is the same user; rights may have changed in between, and do not count. */
  public boolean isSameAs(Principal other) {
    return name.equals(other.name) && scope.equals(other.scope);
  }

  @Override
  public String toString() {
    return isUser() ? name : "anybody";
  }
}
