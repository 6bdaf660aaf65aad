package io.ewig.server.right;

import io.ewig.calcite.access.Administration;
import io.ewig.calcite.access.Grant;
import io.ewig.calcite.access.Trail;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.server.audit.AuditTrail;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Book;
import io.ewig.server.user.Roles;
import io.ewig.server.user.Scope;
import io.ewig.server.user.Secrets;
import io.ewig.server.user.Tokens;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who may do what in a database, as one of its sessions may see and change it; any thread. */
final class UserAdministration implements Administration {

  private final Accounts accounts;
  private final Roles changes;
  private final Tokens tokens;
  private final String database;
  private final UserRights rights;
  private final InstantSource clock = Clock.systemUTC();

  UserAdministration(Accounts accounts, String database, UserRights rights) {
    this.accounts = accounts;
    this.changes = new Roles(accounts);
    this.tokens = new Tokens(accounts, new Secrets(new SecureRandom()), clock);
    this.database = database;
    this.rights = rights;
  }

  @Override
  public void createUser(String name, String password, boolean ifNotExists) {
    rights.requireAdmin("create users");
    if (!ifNotExists || accounts.book().user(name).isEmpty()) {
      accounts.addUser(name, hash(password), Set.of(), rights.actor());
    }
  }

  @Override
  public void setPassword(String user, String password) {
    if (!rights.isOwnPassword(user)) {
      rights.requireAdmin("change passwords");
    }
    accounts.setPassword(user, hash(password), rights.actor());
  }

  private static PasswordHash hash(String password) {
    return Keys.passwords().hash(password.toCharArray());
  }

  @Override
  public void dropUser(String name, boolean ifExists) {
    rights.requireAdmin("drop users");
    if (!ifExists || accounts.book().user(name).isPresent()) {
      accounts.dropUser(name, rights.actor());
    }
  }

  @Override
  public NewToken createToken(String user, @Nullable String expires, @Nullable String scope) {
    rights.requireAdmin("create tokens");
    Tokens.Issued made =
        tokens.issue(
            user,
            scope == null ? Scope.ALL : Scope.of(List.of(scope.split(",", -1))),
            expires == null ? Tokens.USUAL_EXPIRY : expires,
            rights.actor());
    return new NewToken(made.token().id(), made.secret(), made.token().expires());
  }

  @Override
  public void dropToken(String id) {
    rights.requireAdmin("drop tokens");
    tokens.revoke(id, rights.actor());
  }

  @Override
  public void createRole(String name, boolean ifNotExists) {
    rights.requireAdmin("create roles");
    if (!ifNotExists || !accounts.book().roles().contains(name)) {
      changes.create(name, rights.actor());
    }
  }

  @Override
  public void dropRole(String name, boolean ifExists) {
    rights.requireAdmin("drop roles");
    if (!ifExists || accounts.book().roles().contains(name)) {
      changes.drop(name, rights.actor());
    }
  }

  @Override
  public void grant(List<Grant> grants, String to) {
    rights.requireUnlimited("grant rights");
    grants.forEach(grant -> changes.grant(database, grant, to, rights.actor()));
  }

  @Override
  public void revoke(List<Grant> grants, String from) {
    rights.requireUnlimited("revoke rights");
    grants.forEach(grant -> changes.revoke(database, grant, from, rights.actor()));
  }

  @Override
  public void grantRole(String role, String to) {
    rights.requireAdmin("grant roles");
    changes.give(role, to, rights.actor());
  }

  @Override
  public void revokeRole(String role, String from) {
    rights.requireAdmin("revoke roles");
    changes.take(role, from, rights.actor());
  }

  @Override
  public void setRole(@Nullable String role) {
    rights.setRole(role);
  }

  /** Of others nobody but an admin learns anything. */
  private Set<String> visible(Book book) {
    Set<String> names = new TreeSet<>();
    if (rights.isUnlimited()) {
      names.addAll(book.users().keySet());
      names.addAll(book.roles());
    } else {
      names.add(rights.principal().name());
      names.addAll(book.rolesOf(rights.principal().name()));
    }
    return names;
  }

  @Override
  public List<Role> roles() {
    Book book = accounts.book();
    return visible(book).stream()
        .map(
            name ->
                new Role(
                    name,
                    book.users().containsKey(name),
                    List.copyOf(
                        new TreeSet<>(book.memberships().getOrDefault(name, new HashSet<>())))))
        .toList();
  }

  @Override
  public List<Granted> grants() {
    Book book = accounts.book();
    List<Granted> found = new ArrayList<>();
    for (String name : visible(book)) {
      book.grants(Set.of(name), database).forEach(grant -> found.add(new Granted(name, grant)));
    }
    return found;
  }

  @Override
  public List<TokenState> tokens() {
    Book book = accounts.book();
    Set<String> visible = visible(book);
    Instant now = clock.instant();
    return Tokens.all(book).stream()
        .filter(token -> visible.contains(token.user()))
        .map(
            token ->
                new TokenState(
                    token.id(),
                    token.user(),
                    token.state(now),
                    token.created(),
                    token.expires(),
                    token.scope().toString()))
        .toList();
  }

  @Override
  public Trail audit() {
    rights.requireAdmin("read the audit");
    return new AuditTrail(accounts.engine());
  }
}
