package io.ewig.server.user;

import io.ewig.calcite.access.Grant;
import io.ewig.calcite.access.Thing;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.server.audit.Actor;
import io.ewig.server.audit.AuditEntry;
import io.ewig.server.audit.Deed;
import java.sql.SQLException;
import java.util.Set;

/** Changes roles and what they may do; any thread. */
public final class Roles {

  private final Accounts accounts;

  public Roles(Accounts accounts) {
    this.accounts = accounts;
  }

  public void create(String name, Actor by) {
    accounts.change(
        new AuditEntry(Deed.ROLE_CREATED, by, name),
        () -> {
          accounts.requireNew(name);
          accounts.run("INSERT INTO roles (name) VALUES (?)", name);
        });
  }

  /** Whoever had it has it no more. */
  public void drop(String name, Actor by) {
    accounts.change(
        new AuditEntry(Deed.ROLE_DROPPED, by, name),
        () -> {
          accounts.requireRole(name);
          requireOther(name);
          accounts.forget(name);
          accounts.run("DELETE FROM roles WHERE name = ?", name);
        });
  }

  private static void requireOther(String name) {
    if (name.equals(Principal.ADMIN)) {
      throw new UserException(
          ErrorCode.NOT_ALLOWED, "role admin may do all; it is always there, and is not changed");
    }
  }

  /** Gives a role to a user or to another role. */
  public void give(String role, String to, Actor by) {
    accounts.change(
        new AuditEntry(Deed.GRANTED, by, role + " TO " + to),
        () -> {
          accounts.requireRole(role);
          requireKnown(to);
          if (to.equals(role) || accounts.book().rolesOf(role).contains(to)) {
            throw new UserException(
                ErrorCode.INVALID_ARGUMENT, "role " + role + " has role " + to + " already");
          }
          if (!accounts.book().memberships().getOrDefault(to, Set.of()).contains(role)) {
            accounts.run("INSERT INTO members (holder, role) VALUES (?, ?)", to, role);
          }
        });
  }

  public void take(String role, String from, Actor by) {
    accounts.change(
        new AuditEntry(Deed.REVOKED, by, role + " FROM " + from),
        () -> {
          accounts.requireRole(role);
          requireKnown(from);
          accounts.run("DELETE FROM members WHERE holder = ? AND role = ?", from, role);
        });
  }

  /** Gives a right in a database; one that is there already reaches as far as it says now. */
  public void grant(String database, Grant grant, String to, Actor by) {
    accounts.change(
        new AuditEntry(Deed.GRANTED, by, grant + " TO " + to + in(database)),
        () -> {
          requireKnown(to);
          requireOther(to);
          remove(database, grant, to);
          Row row = Row.of(grant.thing());
          accounts.run(
              "INSERT INTO grants (grantee, database_name, operation, kind, object_schema, object,"
                  + " branch, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              to,
              database,
              grant.operation().name(),
              row.kind,
              row.schema,
              row.object,
              grant.branch().orElse(""),
              grant.reach().past().toSeconds());
        });
  }

  public void revoke(String database, Grant grant, String from, Actor by) {
    accounts.change(
        new AuditEntry(Deed.REVOKED, by, grant + " FROM " + from + in(database)),
        () -> {
          requireKnown(from);
          requireOther(from);
          remove(database, grant, from);
        });
  }

  /** For the audit, which is one for all databases. */
  private static String in(String database) {
    return " in database " + database;
  }

  private void remove(String database, Grant grant, String from) throws SQLException {
    Row row = Row.of(grant.thing());
    accounts.run(
        "DELETE FROM grants WHERE grantee = ? AND database_name = ? AND operation = ?"
            + " AND kind = ? AND object_schema = ? AND object = ? AND branch = ?",
        from,
        database,
        grant.operation().name(),
        row.kind,
        row.schema,
        row.object,
        grant.branch().orElse(""));
  }

  private void requireKnown(String name) {
    if (!accounts.book().isTaken(name)) {
      throw new UserException(
          ErrorCode.UNKNOWN_OBJECT, "there is no user or role " + name + "; ewig.roles lists them");
    }
  }

  /** What a grant is about, as the table has it. */
  private record Row(String kind, String schema, String object) {

    static Row of(Thing thing) {
      if (thing instanceof Thing.Schema schema) {
        return new Row("schema", "", schema.name());
      } else if (thing instanceof Thing.Table table) {
        return new Row("table", table.schema(), table.name());
      } else if (thing instanceof Thing.World world) {
        return new Row("world", "", world.pattern());
      } else if (thing instanceof Thing.Branch branch) {
        return new Row("branch", "", branch.pattern());
      }
      return new Row("database", "", "");
    }
  }
}
