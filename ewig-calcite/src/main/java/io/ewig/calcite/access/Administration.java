package io.ewig.calcite.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what in a database, for those who may change it; any thread. What is changed counts
 * from the next statement on, for all sessions.
 */
public interface Administration {

  // ---- users and tokens

  /**
   * @param password eight characters or more; kept as a hash only
   */
  void createUser(String name, String password, boolean ifNotExists);

  void setPassword(String user, String password);

  /** His tokens and grants go with him, and his sessions end. */
  void dropUser(String name, boolean ifExists);

  /**
   * Makes what stands for a user's password in a program.
   *
   * @param expires when it ends, as 30d, 12h or never; null for what is usual
   * @param scope what it is narrowed to, as op=SELECT,db=main; null for nothing
   */
  NewToken createToken(String user, @Nullable String expires, @Nullable String scope);

  /** Nobody is let in with it from then on. */
  void dropToken(String id);

  // ---- roles and grants

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

  // ---- what there is

  /** The roles and users that there are, as far as the session may know. */
  List<Role> roles();

  /** Their grants. */
  List<Granted> grants();

  /** Their tokens. */
  List<TokenState> tokens();

  /** What was noted, the oldest first; whoever asked closes it. */
  Trail audit();

  /**
   * @param isUser whether it can log in
   * @param memberOf roles that it has, without theirs
   */
  record Role(String name, boolean isUser, List<String> memberOf) {}

  record Granted(String grantee, Grant grant) {}

  /**
   * @param secret shown this once, and kept nowhere
   * @param expires null for never
   */
  record NewToken(String id, String secret, @Nullable Instant expires) {}

  /**
   * @param state good, expired or revoked
   * @param expires null for never
   * @param scope what it is narrowed to, as in CREATE TOKEN; empty for nothing
   */
  record TokenState(
      String id,
      String user,
      String state,
      Instant created,
      @Nullable Instant expires,
      String scope) {}
}
