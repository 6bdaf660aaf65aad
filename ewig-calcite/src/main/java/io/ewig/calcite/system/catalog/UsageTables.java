package io.ewig.calcite.system.catalog;

import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code constraint_column_usage, constraint_table_usage}: what constraints are about; a foreign
 * key is about what it refers to. {@code view_table_usage}: what views read.
 */
final class UsageTables {

  private final String catalog;
  private final ViewShapes shapes;

  UsageTables(Surroundings around) {
    this.catalog = around.catalog();
    this.shapes = around.views();
  }

  /**
   * A column that a constraint uses.
   *
   * @param owner the table that has the constraint
   */
  private record Use(Table table, String column, Table owner, String constraint) {}

  /** A table that a constraint uses. */
  private record TableUse(Table table, Table owner, String constraint) {}

  Listing<?> columns() {
    return CatalogTables.<Use>named("constraint_column_usage", "Columns that constraints use.")
        .column("table_catalog", Type.VARCHAR, use -> catalog)
        .column("table_schema", Type.VARCHAR, use -> use.table().schema())
        .column("table_name", Type.VARCHAR, use -> use.table().name())
        .column("column_name", Type.VARCHAR, Use::column)
        .column("constraint_catalog", Type.VARCHAR, use -> catalog)
        .column("constraint_schema", Type.VARCHAR, use -> use.owner().schema())
        .column("constraint_name", Type.VARCHAR, Use::constraint)
        .from(reading -> Items.of(uses(reading)));
  }

  Listing<?> tables() {
    return CatalogTables.<TableUse>named("constraint_table_usage", "Tables that constraints use.")
        .column("table_catalog", Type.VARCHAR, use -> catalog)
        .column("table_schema", Type.VARCHAR, use -> use.table().schema())
        .column("table_name", Type.VARCHAR, use -> use.table().name())
        .column("constraint_catalog", Type.VARCHAR, use -> catalog)
        .column("constraint_schema", Type.VARCHAR, use -> use.owner().schema())
        .column("constraint_name", Type.VARCHAR, TableUse::constraint)
        .from(reading -> Items.of(tableUses(reading)));
  }

  /** A table or view that a view names. */
  private record ViewUse(SqlView view, QualifiedName table) {}

  Listing<?> ofViews() {
    return CatalogTables.<ViewUse>named("view_table_usage", "Tables and views that views read.")
        .column("view_catalog", Type.VARCHAR, use -> catalog)
        .column("view_schema", Type.VARCHAR, use -> use.view().schema())
        .column("view_name", Type.VARCHAR, use -> use.view().name())
        .column("table_catalog", Type.VARCHAR, use -> catalog)
        .column("table_schema", Type.VARCHAR, use -> use.table().schema())
        .column("table_name", Type.VARCHAR, use -> use.table().name())
        .from(reading -> Items.of(viewUses(reading)));
  }

  private List<ViewUse> viewUses(Reading reading) {
    List<ViewUse> found = new ArrayList<>();
    for (SqlView view : TableTables.views(reading)) {
      for (QualifiedName read : shapes.reads(reading.moment(), view)) {
        if (TableTables.sees(reading, read.schema(), read.name())) {
          found.add(new ViewUse(view, read));
        }
      }
    }
    return found;
  }

  /** Each table once for each constraint. */
  private static Set<TableUse> tableUses(Reading reading) {
    Set<TableUse> found = new LinkedHashSet<>();
    for (Use use : uses(reading)) {
      found.add(new TableUse(use.table(), use.owner(), use.constraint()));
    }
    return found;
  }

  private static List<Use> uses(Reading reading) {
    List<Use> found = new ArrayList<>();
    for (Table table : TableTables.tables(reading)) {
      ofKeys(table, found);
      for (ForeignKey key : table.foreignKeys()) {
        Table parent = TableTables.catalog(reading).find(key.parent()).orElse(table);
        add(parent, key.parentColumnIds(), table, key.name(), found);
      }
      for (Check check : table.checks()) {
        for (Column column : table.columns()) {
          if (check.mentions(column.name())) {
            found.add(new Use(table, column.name(), table, check.name()));
          }
        }
      }
    }
    return found;
  }

  private static void ofKeys(Table table, List<Use> to) {
    for (Index key : table.keys()) {
      if (ConstraintTables.isConstraint(table, key)) {
        add(table, key.columnIds(), table, key.name(), to);
      }
    }
  }

  private static void add(
      Table table, List<Integer> columns, Table owner, String constraint, List<Use> to) {
    columns.forEach(id -> to.add(new Use(table, table.columnOfId(id).name(), owner, constraint)));
  }
}
