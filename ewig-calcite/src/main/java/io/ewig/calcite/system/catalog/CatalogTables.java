package io.ewig.calcite.system.catalog;

import io.ewig.calcite.system.listing.Listing;
import java.util.ArrayList;
import java.util.List;

/** All tables of schema {@code information_schema}. */
public final class CatalogTables {

  public static final String SCHEMA = "information_schema";

  private CatalogTables() {}

  /** A table of the schema: each leaves out what is not for the eyes of who reads it. */
  static <T> Listing.Builder<T> named(String name, String remarks) {
    return Listing.<T>named(SCHEMA, name, remarks).seenByAll();
  }

  public static List<Listing<?>> all(Surroundings around) {
    TableTables tables = new TableTables(around);
    ConstraintTables constraints = new ConstraintTables(around.catalog());
    RoutineTables routines = new RoutineTables(around.catalog(), around.functions());
    ColumnTables columns = new ColumnTables(around.catalog(), tables);
    UsageTables usage = new UsageTables(around);
    List<Listing<?>> all =
        new ArrayList<>(
            List.of(
                tables.schemata(),
                tables.tables(),
                tables.views(),
                columns.columns(),
                columns.elementTypes(),
                tables.sequences(),
                constraints.tableConstraints(),
                constraints.keyColumnUsage(),
                constraints.referentialConstraints(),
                constraints.referencedColumns(),
                constraints.checkConstraints(),
                usage.columns(),
                usage.tables(),
                usage.ofViews(),
                constraints.indexes(),
                routines.routines(),
                routines.parameters(),
                routines.typeInfo()));
    all.addAll(new Standard(around.catalog()).all());
    return all;
  }
}
