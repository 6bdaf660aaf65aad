package io.ewig.server.session;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.jdbc.error.Failures;
import io.ewig.server.audit.Actor;
import io.ewig.server.audit.Deed;
import io.ewig.server.right.UserRights;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.DatabaseNames;
import io.ewig.server.user.Principal;
import io.ewig.server.user.Token;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What principals may do in the databases that are served, as it stands when it is asked; any
 * thread.
 */
public final class Permits {

  private static final String NOT_ALLOWED = ErrorCode.NOT_ALLOWED.sqlState();
  private static final String NOT_PROVED = "28000";

  private final @Nullable Accounts accounts;

  /**
   * @param accounts who may do what; null: whoever comes may do all
   */
  public Permits(@Nullable Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * What a principal may do in a database; null for all.
   *
   * @throws SQLException if what it has proved is not good for that database
   */
  public @Nullable UserRights rights(Principal principal, String database) throws SQLException {
    if (!principal.scope().allowsDatabase(database)) {
      noteRefusal(principal, "database " + database + " to a token of others");
      throw new SQLInvalidAuthorizationSpecException(
          "the token is not good for database '" + database + "'", NOT_PROVED, 1212);
    }
    return accounts == null ? null : new UserRights(accounts, database, principal);
  }

  /** Whether somebody may be told what a database as a whole is like. */
  public boolean mayWatch(Principal principal, String name) {
    Demand all = Demand.now(Operation.SELECT, new Subject.OfDatabase(), Branch.MAIN.name());
    return principal.scope().allowsDatabase(name)
        && (accounts == null || new UserRights(accounts, name, principal).allows(all));
  }

  /** Notes that somebody wanted what he may not, where anything is noted. */
  public void noteRefusal(Principal principal, String what) {
    if (accounts != null) {
      accounts.audit().note(Deed.REFUSED, principal.actor(), what);
    }
  }

  /** Notes that a database is about to be made; what was allowed in an older one ends. */
  void noteMade(String database, Actor by) {
    if (accounts != null) {
      new DatabaseNames(accounts).make(database, by);
    }
  }

  /** Notes that a database is about to be dropped; what was allowed in it ends. */
  void noteDropped(String database, Actor by) {
    if (accounts != null) {
      new DatabaseNames(accounts).drop(database, by);
    }
  }

  /** Whether there still is such a user; or such users, where a server had none. */
  boolean isKnown(Principal principal) {
    return accounts == null
        || (principal.isUser()
            ? accounts.book().user(principal.name()).isPresent()
            : !accounts.book().hasUsers());
  }

  /**
   * What somebody may do in a database who reads what is recorded there for as long as he likes, as
   * it stands whenever that is asked; refuses those who may do nothing.
   */
  public Rights ofReader(Principal principal, String name) throws SQLException {
    UserRights rights = rights(principal, name);
    if (rights != null && !rights.isAnything()) {
      rights.refuse("read changes");
      throw new SQLException(
          principal
              + " may read nothing here; an admin may say GRANT SELECT ON WORLD '..' TO "
              + principal,
          NOT_ALLOWED,
          1215);
    }
    return rights == null ? Rights.all() : rights;
  }

  /** Why somebody who reads what he may may not be there any more; null if he may. */
  public @Nullable String reasonToStop(Principal principal, String database, Instant now) {
    return keeps(UserRights::isAnything, principal, database)
        ? reasonOfProof(principal, now)
        : "you may do nothing here any more";
  }

  /** Why somebody who was let past SQL may not be there any more; null if he may. */
  public @Nullable String reasonToLeave(Principal principal, String database, Instant now) {
    return keeps(UserRights::isUnlimited, principal, database)
        ? reasonOfProof(principal, now)
        : "you are not an admin any more";
  }

  /** Whether somebody still is who he was, with these rights. */
  private boolean keeps(Predicate<UserRights> rights, Principal principal, String database) {
    return isKnown(principal)
        && (accounts == null || rights.test(new UserRights(accounts, database, principal)));
  }

  private @Nullable String reasonOfProof(Principal principal, Instant now) {
    return isProvedAt(now, principal) ? null : "the token that you came with is good no more";
  }

  private boolean isProvedAt(Instant now, Principal principal) {
    if (accounts == null || principal.token().isEmpty()) {
      return true;
    }
    Token token = accounts.book().tokens().get(principal.token());
    return token != null && token.isGoodAt(now);
  }

  /** Whether something was refused because of who asks, or because of the token he came with. */
  public static boolean isRefusal(SQLException e) {
    return NOT_ALLOWED.equals(e.getSQLState()) || NOT_PROVED.equals(e.getSQLState());
  }

  /** Refuses all who may not do what concerns the whole server. */
  public void requireAdmin(Principal principal, String what) throws SQLException {
    if (accounts != null) {
      requireAdmin(new UserRights(accounts, Databases.MAIN, principal), what);
    }
  }

  /**
   * The same in a session, which may have taken on a role.
   *
   * @param rights of the session; null for all
   */
  static void requireAdmin(@Nullable UserRights rights, String what) throws SQLException {
    try {
      if (rights != null) {
        rights.requireAdmin(what);
      }
    } catch (UserException e) {
      throw Failures.of(e.sqlState(), e.code().number(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Refuses all who may not do everything in a database. */
  void requireAll(Principal principal, String database) throws SQLException {
    UserRights rights = rights(principal, database);
    if (rights != null && !rights.isUnlimited()) {
      rights.refuse("go past SQL");
      throw new SQLException(
          principal + " may not go past SQL; only an admin may", NOT_ALLOWED, 1215);
    }
  }
}
