package io.ewig.calcite.system.catalog;

import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code table_constraints, key_column_usage, referential_constraints, referenced_columns,
 * check_constraints, indexes}.
 *
 * <p>A table without a primary key of its own has none here: the hidden one is nobody's business.
 */
final class ConstraintTables {

  private final String catalog;

  ConstraintTables(String catalog) {
    this.catalog = catalog;
  }

  static <T> Items<T> ofTables(Reading reading, BiConsumer<Table, List<T>> finder) {
    List<T> found = new ArrayList<>();
    for (Table table : TableTables.tables(reading)) {
      if (TableTables.isSought(reading, table.schema(), table.name())) {
        finder.accept(table, found);
      }
    }
    return Items.of(found);
  }

  private static boolean isHidden(Table table, Index key) {
    return key.role() == Index.Role.PRIMARY_KEY && table.hasHiddenKey();
  }

  static boolean isConstraint(Table table, Index key) {
    return !isHidden(table, key)
        && (key.role() == Index.Role.PRIMARY_KEY || key.role() == Index.Role.UNIQUE_CONSTRAINT);
  }

  // ---- constraints

  private record Constraint(Table table, String name, String kind) {
    /** A null is in nobody's way. */
    @Nullable String areNullsDistinct() {
      return kind.equals("UNIQUE") ? "YES" : null;
    }
  }

  Listing<?> tableConstraints() {
    return CatalogTables.<Constraint>named("table_constraints", "Constraints of tables.")
        .column("constraint_catalog", Type.VARCHAR, one -> catalog)
        .column("constraint_schema", Type.VARCHAR, one -> one.table().schema())
        .column("constraint_name", Type.VARCHAR, Constraint::name)
        .column("table_catalog", Type.VARCHAR, one -> catalog)
        .column("table_schema", Type.VARCHAR, one -> one.table().schema())
        .column("table_name", Type.VARCHAR, one -> one.table().name())
        .column("constraint_type", Type.VARCHAR, Constraint::kind)
        .column("is_deferrable", Type.VARCHAR, one -> "NO")
        .column("initially_deferred", Type.VARCHAR, one -> "NO")
        .column("enforced", Type.VARCHAR, one -> "YES")
        .nullable("nulls_distinct", Type.VARCHAR, Constraint::areNullsDistinct)
        .unique("table_schema", "table_name", "constraint_name")
        .from(reading -> ofTables(reading, ConstraintTables::constraints));
  }

  private static void constraints(Table table, List<Constraint> to) {
    for (Index key : table.keys()) {
      if (isConstraint(table, key)) {
        boolean isPrimary = key.role() == Index.Role.PRIMARY_KEY;
        to.add(new Constraint(table, key.name(), isPrimary ? "PRIMARY KEY" : "UNIQUE"));
      }
    }
    table.foreignKeys().forEach(key -> to.add(new Constraint(table, key.name(), "FOREIGN KEY")));
    table.checks().forEach(check -> to.add(new Constraint(table, check.name(), "CHECK")));
  }

  // ---- columns of keys

  /**
   * A column of a key.
   *
   * @param position in the key, from 1
   * @param inReferred where the key that a foreign key refers to has it, from 1; null for others
   */
  private record KeyColumn(
      Table table, String key, int position, int columnId, @Nullable Integer inReferred) {

    String column() {
      return table.columnOfId(columnId).name();
    }
  }

  Listing<?> keyColumnUsage() {
    return CatalogTables.<KeyColumn>named("key_column_usage", "Columns of keys.")
        .column("constraint_catalog", Type.VARCHAR, one -> catalog)
        .column("constraint_schema", Type.VARCHAR, one -> one.table().schema())
        .column("constraint_name", Type.VARCHAR, KeyColumn::key)
        .column("table_catalog", Type.VARCHAR, one -> catalog)
        .column("table_schema", Type.VARCHAR, one -> one.table().schema())
        .column("table_name", Type.VARCHAR, one -> one.table().name())
        .column("column_name", Type.VARCHAR, KeyColumn::column)
        .column("ordinal_position", Type.INTEGER, KeyColumn::position)
        .nullable("position_in_unique_constraint", Type.INTEGER, KeyColumn::inReferred)
        .unique("table_schema", "table_name", "constraint_name", "ordinal_position")
        .from(reading -> ofTables(reading, (table, to) -> keyColumns(reading, table, to)));
  }

  private static void keyColumns(Reading reading, Table table, List<KeyColumn> to) {
    for (Index key : table.keys()) {
      if (isConstraint(table, key)) {
        for (int i = 0; i < key.columnIds().size(); i++) {
          to.add(new KeyColumn(table, key.name(), i + 1, key.columnIds().get(i), null));
        }
      }
    }
    for (ForeignKey key : table.foreignKeys()) {
      Reference reference = reference(TableTables.catalog(reading), table, key);
      for (int i = 0; i < key.columnIds().size(); i++) {
        int referred = key.parentColumnIds().get(i);
        int place = reference.referred().columnIds().indexOf(referred) + 1;
        to.add(new KeyColumn(table, key.name(), i + 1, key.columnIds().get(i), place));
      }
    }
  }

  // ---- foreign keys

  private record Reference(Table table, ForeignKey key, Table parent, Index referred) {}

  private static Reference reference(Catalog catalog, Table table, ForeignKey key) {
    Table parent = catalog.find(key.parent()).orElse(table);
    Index referred =
        parent.keys().stream().filter(key::isKeyOfParent).findFirst().orElse(parent.primaryKey());
    return new Reference(table, key, parent, referred);
  }

  private static void references(Reading reading, Table table, List<Reference> to) {
    for (ForeignKey key : table.foreignKeys()) {
      Reference found = reference(TableTables.catalog(reading), table, key);
      if (reading.sought().allows("referenced_schema", found.parent().schema())
          && reading.sought().allows("referenced_table", found.parent().name())) {
        to.add(found);
      }
    }
  }

  private static String rule(ReferentialAction action) {
    return action.name().replace('_', ' ');
  }

  Listing<?> referentialConstraints() {
    return CatalogTables.<Reference>named("referential_constraints", "Foreign keys.")
        .column("constraint_catalog", Type.VARCHAR, one -> catalog)
        .column("constraint_schema", Type.VARCHAR, one -> one.table().schema())
        .column("constraint_name", Type.VARCHAR, one -> one.key().name())
        .column("table_schema", Type.VARCHAR, one -> one.table().schema())
        .column("table_name", Type.VARCHAR, one -> one.table().name())
        .column("unique_constraint_catalog", Type.VARCHAR, one -> catalog)
        .column("unique_constraint_schema", Type.VARCHAR, one -> one.parent().schema())
        .column("unique_constraint_name", Type.VARCHAR, one -> one.referred().name())
        .column("referenced_schema", Type.VARCHAR, one -> one.parent().schema())
        .column("referenced_table", Type.VARCHAR, one -> one.parent().name())
        .column("match_option", Type.VARCHAR, one -> "NONE")
        .column("update_rule", Type.VARCHAR, one -> rule(one.key().onUpdate()))
        .column("delete_rule", Type.VARCHAR, one -> rule(one.key().onDelete()))
        .unique("table_schema", "table_name", "constraint_name")
        .from(reading -> ofTables(reading, (table, to) -> references(reading, table, to)));
  }

  /** A column of a foreign key with the one that it refers to. */
  private record ReferencedColumn(Reference reference, int index) {

    String column() {
      int id = reference.key().columnIds().get(index);
      return reference.table().columnOfId(id).name();
    }

    String referred() {
      int id = reference.key().parentColumnIds().get(index);
      return reference.parent().columnOfId(id).name();
    }
  }

  Listing<?> referencedColumns() {
    return CatalogTables.<ReferencedColumn>named(
            "referenced_columns", "Columns of foreign keys, and those that they refer to.")
        .column("constraint_schema", Type.VARCHAR, one -> one.reference().table().schema())
        .column("constraint_name", Type.VARCHAR, one -> one.reference().key().name())
        .column("table_schema", Type.VARCHAR, one -> one.reference().table().schema())
        .column("table_name", Type.VARCHAR, one -> one.reference().table().name())
        .column("ordinal_position", Type.INTEGER, one -> one.index() + 1)
        .column("column_name", Type.VARCHAR, ReferencedColumn::column)
        .column("referenced_schema", Type.VARCHAR, one -> one.reference().parent().schema())
        .column("referenced_table", Type.VARCHAR, one -> one.reference().parent().name())
        .column("referenced_column_name", Type.VARCHAR, ReferencedColumn::referred)
        .unique("table_schema", "table_name", "constraint_name", "ordinal_position")
        .from(reading -> ofTables(reading, (table, to) -> referencedColumns(reading, table, to)));
  }

  private static void referencedColumns(Reading reading, Table table, List<ReferencedColumn> to) {
    List<Reference> references = new ArrayList<>();
    references(reading, table, references);
    for (Reference reference : references) {
      for (int i = 0; i < reference.key().columnIds().size(); i++) {
        to.add(new ReferencedColumn(reference, i));
      }
    }
  }

  // ---- checks

  private record TableCheck(Table table, Check check) {}

  Listing<?> checkConstraints() {
    return CatalogTables.<TableCheck>named("check_constraints", "CHECK constraints.")
        .column("constraint_catalog", Type.VARCHAR, one -> catalog)
        .column("constraint_schema", Type.VARCHAR, one -> one.table().schema())
        .column("constraint_name", Type.VARCHAR, one -> one.check().name())
        .column("table_schema", Type.VARCHAR, one -> one.table().schema())
        .column("table_name", Type.VARCHAR, one -> one.table().name())
        .column("check_clause", Type.VARCHAR, one -> one.check().text())
        .unique("table_schema", "table_name", "constraint_name")
        .from(
            reading ->
                ofTables(
                    reading,
                    (table, to) ->
                        table.checks().forEach(check -> to.add(new TableCheck(table, check)))));
  }

  // ---- indexes

  private record IndexColumn(View view, Table table, Index index, int position) {

    String column() {
      return table.columnOfId(index.columnIds().get(position)).name();
    }

    /** How many keys there are, about; of an index that is not unique nobody knows. */
    @Nullable Long cardinality() {
      return index.isUnique() ? Long.valueOf(view.estimates().rows(table)) : null;
    }

    @Nullable String constraint() {
      return isConstraint(table, index) ? index.name() : null;
    }
  }

  Listing<?> indexes() {
    return CatalogTables.<IndexColumn>named("indexes", "Columns of keys and indexes.")
        .column("table_schema", Type.VARCHAR, one -> one.table().schema())
        .column("table_name", Type.VARCHAR, one -> one.table().name())
        .column("index_name", Type.VARCHAR, one -> one.index().name())
        .column("is_unique", Type.BOOLEAN, one -> one.index().isUnique())
        .column("ordinal_position", Type.INTEGER, one -> one.position() + 1)
        .column("column_name", Type.VARCHAR, IndexColumn::column)
        .column("ascending", Type.VARCHAR, one -> "A")
        .costly("cardinality", Type.BIGINT, IndexColumn::cardinality)
        .nullable("constraint_name", Type.VARCHAR, IndexColumn::constraint)
        .unique("table_schema", "table_name", "index_name", "ordinal_position")
        .from(reading -> ofTables(reading, (table, to) -> indexColumns(reading, table, to)));
  }

  private static void indexColumns(Reading reading, Table table, List<IndexColumn> to) {
    for (Index index : table.keys()) {
      if (!isHidden(table, index)) {
        for (int i = 0; i < index.columnIds().size(); i++) {
          to.add(new IndexColumn(reading.view(), table, index, i));
        }
      }
    }
  }
}
