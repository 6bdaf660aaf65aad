package io.ewig.server.right;

import io.ewig.calcite.access.Administration;
import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Grant;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Rights;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.server.audit.Actor;
import io.ewig.server.audit.Deed;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Book;
import io.ewig.server.user.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a principal may do in a database; any thread. */
public final class UserRights implements Rights {

  private final Accounts accounts;
  private final String database;
  private final Principal principal;
  private volatile Actor actor;
  private volatile @Nullable String role;
  private volatile @Nullable Known known;

  /**
   * @param database in which the grants count
   */
  public UserRights(Accounts accounts, String database, Principal principal) {
    this.accounts = accounts;
    this.database = database;
    this.principal = principal;
    this.actor = principal.actor();
  }

  /** What is allowed, as long as nobody changes it. */
  private record Known(Book book, @Nullable String role, boolean isAdmin, List<Grant> grants) {}

  /** Says which request the session works for from now on. */
  public void workFor(Actor next) {
    actor = next;
  }

  private Known known() {
    Known last = known;
    Book book = accounts.book();
    String chosen = role;
    if (last == null
        || last.book().version() != book.version()
        || !Objects.equals(last.role(), chosen)) {
      last = find(book, chosen);
      known = last;
    }
    return last;
  }

  private Known find(Book book, @Nullable String chosen) {
    if (!principal.isUser()) {
      return new Known(book, chosen, chosen == null, List.of());
    }
    Set<String> names = new HashSet<>();
    if (chosen == null) {
      names.addAll(book.principal(principal.name(), principal.scope(), actor).roles());
      if (principal.scope().roles().isEmpty()) {
        names.add(principal.name());
      }
    } else {
      names.add(chosen);
      names.addAll(book.rolesOf(chosen));
    }
    boolean isThere = book.users().containsKey(principal.name());
    return new Known(
        book,
        chosen,
        isThere && names.contains(Principal.ADMIN),
        isThere ? book.grants(names, database) : List.of());
  }

  @Override
  public boolean isUnlimited() {
    return known().isAdmin() && principal.scope().operations().isEmpty();
  }

  /** Whether anything at all is allowed. */
  public boolean isAnything() {
    Known now = known();
    return now.isAdmin() || !now.grants().isEmpty();
  }

  @Override
  public boolean allows(Demand demand) {
    Known now = known();
    return principal.scope().allowsOperation(demand.operation().name())
        && (now.isAdmin() || now.grants().stream().anyMatch(grant -> grant.allows(demand)));
  }

  @Override
  public void require(Demand demand) {
    if (!allows(demand)) {
      throw refused(demand);
    }
  }

  private UserException refused(Demand demand) {
    accounts.audit().note(Deed.REFUSED, actor, demand.toString());
    String missing = demand.operation() + " " + demand.toString().replaceFirst("^\\w+ ", "");
    boolean isOfToken = !principal.scope().allowsOperation(demand.operation().name());
    return new UserException(
        ErrorCode.NOT_ALLOWED,
        isOfToken
            ? "the token is not good for " + missing
            : principal
                + " has no "
                + missing
                + (demand.operation() == Operation.HISTORY ? " that reaches so far back" : "")
                + "; an admin may say GRANT "
                + missing
                + " TO "
                + principal);
  }

  @Override
  public void note(Notable deed, String what) {
    Deed kind =
        switch (deed) {
          case DEFINITION -> Deed.DEFINED;
          case ERASURE -> Deed.ERASED;
        };
    accounts.audit().note(kind, actor, what);
  }

  @Override
  public boolean isServed() {
    return true;
  }

  @Override
  public Administration administration() {
    return new UserAdministration(accounts, database, this);
  }

  // ---- for those who change it

  /**
   * For what concerns the whole server: a token of one database does not reach so far, whoever has
   * it.
   *
   * @throws UserException NOT_ALLOWED, unless all is allowed everywhere; it is noted
   */
  public void requireAdmin(String what) {
    requireUnlimited(what);
    if (!principal.scope().databases().isEmpty()) {
      refuse(what);
      throw new UserException(
          ErrorCode.NOT_ALLOWED,
          "a token of database "
              + String.join(", ", new TreeSet<>(principal.scope().databases()))
              + " may not "
              + what
              + ", which concerns the whole server; log in without it");
    }
  }

  /**
   * For what concerns this database only.
   *
   * @throws UserException NOT_ALLOWED, unless all is allowed in it; it is noted
   */
  void requireUnlimited(String what) {
    if (!isUnlimited()) {
      refuse(what);
      throw new UserException(
          ErrorCode.NOT_ALLOWED, principal + " may not " + what + "; only an admin may");
    }
  }

  /** Whether that is the user himself, who came with more than a token, which may be somebody's. */
  boolean isOwnPassword(String user) {
    return principal.isUser() && principal.name().equals(user) && principal.token().isEmpty();
  }

  /** Notes that somebody wanted what he may not. */
  public void refuse(String what) {
    accounts.audit().note(Deed.REFUSED, actor, what);
  }

  /** Which request the session works for. */
  public Actor actor() {
    return actor;
  }

  Principal principal() {
    return principal;
  }

  /** Only one that the user has, and all its roles. */
  void setRole(@Nullable String name) {
    boolean mayTake =
        name == null
            || !principal.isUser()
            || accounts
                .book()
                .principal(principal.name(), principal.scope(), actor)
                .roles()
                .contains(name)
            || (accounts.book().roles().contains(name)
                && new UserRights(accounts, database, principal).isUnlimited());
    if (!mayTake) {
      accounts.audit().note(Deed.REFUSED, actor, "SET ROLE " + name);
      throw new UserException(ErrorCode.NOT_ALLOWED, principal + " has no role " + name);
    }
    role = name;
  }
}
