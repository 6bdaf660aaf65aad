package io.ewig.calcite.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what in a database, for those who may change it; any thread. What is changed counts
 * from the next statement on, for all sessions.
 */
public interface Administration {

  void createRole(String name, boolean ifNotExists);

  void dropRole(String name, boolean ifExists);

  /**
   * @param to a role or a user
   */
  void grant(List<Grant> grants, String to);

  /** How far a right reaches does not matter: it is gone. */
  void revoke(List<Grant> grants, String from);

  /** Gives all of a role's rights. */
  void grantRole(String role, String to);

  void revokeRole(String role, String from);

  /**
   * Narrows the session to one of its roles.
   *
   * @param role null for all of them
   */
  void setRole(@Nullable String role);

  /** The roles and users that there are, as far as the session may know. */
  List<Role> roles();

  /** Their grants. */
  List<Granted> grants();

  /**
   * @param isUser whether it can log in
   * @param memberOf roles that it has, without theirs
   */
  record Role(String name, boolean isUser, List<String> memberOf) {}

  record Granted(String grantee, Grant grant) {}
}
