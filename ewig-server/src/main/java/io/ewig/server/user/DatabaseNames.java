package io.ewig.server.user;

import io.ewig.server.audit.Actor;
import io.ewig.server.audit.AuditEntry;
import io.ewig.server.audit.Deed;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notes which databases are made and dropped; any thread.
 *
 * <p>Grants and the scopes of tokens know a database by its name. What was said of one is not meant
 * for another one that gets the name later, so it ends with the database, and none begins with what
 * is left of an older one, whose folder may have been taken away by hand.
 */
public final class DatabaseNames {

  private final Accounts accounts;

  public DatabaseNames(Accounts accounts) {
    this.accounts = accounts;
  }

  /** To be said before it is there, so that nobody finds it with rights that he had on another. */
  public void make(String name, Actor by) {
    define("CREATE DATABASE " + name, name, by);
  }

  /** To be said while it is there: if it then cannot be dropped, admins still have it. */
  public void drop(String name, Actor by) {
    define("DROP DATABASE " + name, name, by);
  }

  private void define(String what, String name, Actor by) {
    accounts.change(
        new AuditEntry(Deed.DEFINED, by, what),
        () -> {
          accounts.run("DELETE FROM grants WHERE database_name = ?", name);
          for (Token token : tokensOf(name)) {
            narrow(token, name);
          }
        });
  }

  private List<Token> tokensOf(String name) {
    return accounts.book().tokens().values().stream()
        .filter(token -> token.scope().databases().contains(name))
        .toList();
  }

  /** One that was good for nothing else ends: without any name its scope would be all of them. */
  private void narrow(Token token, String name) throws SQLException {
    Set<String> left = new TreeSet<>(token.scope().databases());
    left.remove(name);
    if (left.isEmpty()) {
      accounts.run("DELETE FROM tokens WHERE id = ?", token.id());
    } else {
      accounts.run(
          "UPDATE tokens SET databases = ? WHERE id = ?", BookReader.joined(left), token.id());
    }
  }
}
