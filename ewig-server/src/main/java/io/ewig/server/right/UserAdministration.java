package io.ewig.server.right;

import io.ewig.calcite.access.Administration;
import io.ewig.calcite.access.Grant;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Book;
import io.ewig.server.user.Roles;
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
  private final String database;
  private final UserRights rights;

  UserAdministration(Accounts accounts, String database, UserRights rights) {
    this.accounts = accounts;
    this.changes = new Roles(accounts);
    this.database = database;
    this.rights = rights;
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
    rights.requireAdmin("grant rights");
    grants.forEach(grant -> changes.grant(database, grant, to, rights.actor()));
  }

  @Override
  public void revoke(List<Grant> grants, String from) {
    rights.requireAdmin("revoke rights");
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
}
