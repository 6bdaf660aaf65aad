package io.ewig.calcite.system.catalog;

import io.ewig.calcite.system.listing.Listing;
import java.util.List;

/** All tables of schema {@code information_schema}. */
public final class CatalogTables {

  public static final String SCHEMA = "information_schema";

  private CatalogTables() {}

  public static List<Listing<?>> all(Surroundings around) {
    TableTables tables = new TableTables(around);
    ConstraintTables constraints = new ConstraintTables(around.catalog());
    RoutineTables routines = new RoutineTables(around.functions());
    return List.of(
        tables.schemata(),
        tables.tables(),
        tables.views(),
        tables.columns(),
        tables.sequences(),
        constraints.tableConstraints(),
        constraints.keyColumnUsage(),
        constraints.referentialConstraints(),
        constraints.referencedColumns(),
        constraints.checkConstraints(),
        constraints.indexes(),
        routines.routines(),
        routines.parameters(),
        routines.typeInfo());
  }
}
