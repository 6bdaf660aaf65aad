package io.ewig.calcite.system.report;

import io.ewig.calcite.access.Administration;
import io.ewig.calcite.access.Administration.Granted;
import io.ewig.calcite.access.Administration.Role;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.value.Type;
import java.util.List;

/**
 * {@code ewig.roles} and {@code ewig.grants}: who may do what in a server's database. An admin sees
 * all of them, others what is about themselves; without a server there are none.
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

  private static boolean isServed(Reading reading) {
    return reading.rights().isServed();
  }

  private static Administration administration(Reading reading) {
    return reading.rights().administration();
  }
}
