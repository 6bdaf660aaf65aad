package io.ewig.calcite.system.report;

import io.ewig.calcite.access.Administration;
import io.ewig.calcite.access.Administration.Granted;
import io.ewig.calcite.access.Administration.Role;
import io.ewig.calcite.access.Administration.TokenState;
import io.ewig.calcite.access.Trail;
import io.ewig.calcite.access.Trail.Noted;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ewig.roles}, {@code ewig.grants}, {@code ewig.tokens} and {@code ewig.audit}: who may do
 * what in a server's database, and who did. An admin sees all of them; others what is about
 * themselves, and nothing of the audit. Without a server they are empty.
 */
public final class AccessTables {

  private AccessTables() {}

  public static Listing<?> roles() {
    return Listing.<Role>named(EventTable.SCHEMA, "roles", "Users and roles of the server.")
        .column("name", Type.VARCHAR, Role::name)
        .column("can_login", Type.BOOLEAN, Role::isUser)
        .column("member_of", Type.array(Type.VARCHAR), Role::memberOf)
        .unique("name")
        .seenByAll()
        .from(reading -> Items.of(isServed(reading) ? administration(reading).roles() : List.of()));
  }

  public static Listing<?> grants() {
    return Listing.<Granted>named(EventTable.SCHEMA, "grants", "What roles and users may do.")
        .column("grantee", Type.VARCHAR, Granted::grantee)
        .column("operation", Type.VARCHAR, one -> one.grant().operation().name())
        .column("thing", Type.VARCHAR, one -> one.grant().thing().toString())
        .nullable("branch", Type.VARCHAR, one -> one.grant().branch().orElse(null))
        .nullable(
            "reach",
            Type.VARCHAR,
            one -> one.grant().operation().isReading() ? one.grant().reach().toString() : null)
        .seenByAll()
        .from(
            reading -> Items.of(isServed(reading) ? administration(reading).grants() : List.of()));
  }

  public static Listing<?> tokens() {
    return Listing.<TokenState>named(
            EventTable.SCHEMA, "tokens", "What stands for passwords of users; without the secrets.")
        .column("id", Type.VARCHAR, TokenState::id)
        .column("user_name", Type.VARCHAR, TokenState::user)
        .column("state", Type.VARCHAR, TokenState::state)
        .column("created", Type.TIMESTAMP_WITH_TIME_ZONE, TokenState::created)
        .nullable("expires", Type.TIMESTAMP_WITH_TIME_ZONE, TokenState::expires)
        .column("scope", Type.VARCHAR, TokenState::scope)
        .unique("id")
        .seenByAll()
        .from(
            reading -> Items.of(isServed(reading) ? administration(reading).tokens() : List.of()));
  }

  public static Listing<?> audit() {
    return Listing.<Noted>named(
            EventTable.SCHEMA, "audit", "Who did what through the server; for admins.")
        .column("time", Type.TIMESTAMP_WITH_TIME_ZONE, Noted::time)
        .column("deed", Type.VARCHAR, Noted::deed)
        .column("who", Type.VARCHAR, Noted::who)
        .column("address", Type.VARCHAR, Noted::address)
        .nullable("request", Type.VARCHAR, Noted::request)
        .column("what", Type.VARCHAR, Noted::what)
        .seenByAll()
        .from(reading -> isServed(reading) ? noted(administration(reading).audit()) : Items.none());
  }

  private static Items<Noted> noted(Trail trail) {
    return new Items<>() {
      @Override
      public @Nullable Noted next() {
        return trail.next();
      }

      @Override
      public void close() {
        trail.close();
      }
    };
  }

  private static boolean isServed(Reading reading) {
    return reading.rights().isServed();
  }

  private static Administration administration(Reading reading) {
    return reading.rights().administration();
  }
}
