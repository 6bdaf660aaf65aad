package io.ewig.calcite.system.catalog;

import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.scan.TableRelation;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code columns, element_types}: of all that has columns. */
final class ColumnTables {

  private final String catalog;
  private final TableTables tables;

  ColumnTables(String catalog, TableTables tables) {
    this.catalog = catalog;
    this.tables = tables;
  }

  /**
   * A column with what is known of it.
   *
   * @param ordinal from 1
   * @param own null if it is not of a table of a user's
   */
  private record Place(
      TableTables.Entry table,
      RelationColumn column,
      int ordinal,
      @Nullable Column own,
      TypeFacts type) {

    Place(TableTables.Entry table, RelationColumn column, int ordinal, @Nullable Column own) {
      this(table, column, ordinal, own, TypeFacts.of(column.type()));
    }

    @Nullable String byDefault() {
      return own == null ? null : DefaultText.of(own.byDefault());
    }

    String isGenerated() {
      return formula() == null ? "NEVER" : "ALWAYS";
    }

    @Nullable String formula() {
      return own == null ? null : own.formula();
    }

    @Nullable String comment() {
      return own == null ? null : TableTables.remarks(own.comment());
    }

    @Nullable String mergeLaw() {
      return own == null ? null : own.mergeLaw().name();
    }

    @Nullable String ofText(String value) {
      return type.isText() ? value : null;
    }

    private <T> @Nullable T identity(Function<Default.Identity, T> fact) {
      return own != null && own.byDefault() instanceof Default.Identity identity
          ? fact.apply(identity)
          : null;
    }

    @Nullable String generation() {
      return identity(identity -> identity.always() ? "ALWAYS" : "BY DEFAULT");
    }

    @Nullable Long start() {
      return identity(Default.Identity::start);
    }

    @Nullable Long step() {
      return identity(Default.Identity::step);
    }

    @Nullable String cycle() {
      return identity(identity -> "NO");
    }
  }

  Listing<?> columns() {
    return CatalogTables.<Place>named("columns", "Columns of tables, views and system tables.")
        .column("table_catalog", Type.VARCHAR, place -> catalog)
        .column("table_schema", Type.VARCHAR, place -> place.table().schema())
        .column("table_name", Type.VARCHAR, place -> place.table().name())
        .column("column_name", Type.VARCHAR, place -> place.column().name())
        .column("ordinal_position", Type.INTEGER, Place::ordinal)
        .nullable("column_default", Type.VARCHAR, Place::byDefault)
        .column("is_nullable", Type.VARCHAR, place -> TableTables.yes(place.column().isNullable()))
        .column("data_type", Type.VARCHAR, place -> place.type().name())
        .nullable("character_maximum_length", Type.INTEGER, place -> place.type().lengthMax())
        .nullable("character_octet_length", Type.INTEGER, place -> place.type().octets())
        .nullable("numeric_precision", Type.INTEGER, place -> place.type().numericPrecision())
        .nullable("numeric_precision_radix", Type.INTEGER, place -> place.type().radix())
        .nullable("numeric_scale", Type.INTEGER, place -> place.type().numericScale())
        .nullable("datetime_precision", Type.INTEGER, place -> place.type().timePrecision())
        .nullable("interval_type", Type.VARCHAR, place -> place.type().interval())
        .absent("interval_precision", "character_set_catalog", "character_set_schema")
        .nullable("character_set_name", Type.VARCHAR, place -> place.ofText(Standard.CHARACTER_SET))
        .absent("collation_catalog", "collation_schema")
        .nullable("collation_name", Type.VARCHAR, place -> place.ofText(Standard.COLLATION))
        .absent("domain_catalog", "domain_schema", "domain_name")
        .absent("udt_catalog", "udt_schema", "udt_name")
        .absent("scope_catalog", "scope_schema", "scope_name", "maximum_cardinality")
        .column("dtd_identifier", Type.VARCHAR, place -> String.valueOf(place.ordinal()))
        .column("is_self_referencing", Type.VARCHAR, place -> TableTables.yes(false))
        .column(
            "is_identity", Type.VARCHAR, place -> TableTables.yes(place.column().isAutoIncrement()))
        .nullable("identity_generation", Type.VARCHAR, Place::generation)
        .nullable("identity_start", Type.BIGINT, Place::start)
        .nullable("identity_increment", Type.BIGINT, Place::step)
        .absent("identity_maximum", "identity_minimum")
        .nullable("identity_cycle", Type.VARCHAR, Place::cycle)
        .column("is_generated", Type.VARCHAR, Place::isGenerated)
        .nullable("generation_expression", Type.VARCHAR, Place::formula)
        .column("is_updatable", Type.VARCHAR, place -> TableTables.yes(place.table().isOfUser()))
        .column("is_hidden", Type.VARCHAR, place -> TableTables.yes(place.column().isHidden()))
        .nullable("remarks", Type.VARCHAR, Place::comment)
        .nullable("merge_law", Type.VARCHAR, Place::mergeLaw)
        .column("type_name", Type.VARCHAR, place -> place.column().type().toString())
        .column("jdbc_type", Type.INTEGER, place -> place.type().jdbcCode())
        .nullable("column_size", Type.INTEGER, place -> place.type().size())
        .nullable("decimal_digits", Type.INTEGER, place -> place.type().scale())
        .unique("table_schema", "table_name", "column_name")
        .unique("table_schema", "table_name", "ordinal_position")
        .from(reading -> Items.of(places(reading)));
  }

  private List<Place> places(Reading reading) {
    List<Place> found = new ArrayList<>();
    for (TableTables.Entry table : tables.entries(reading)) {
      List<Place> all = table.own() == null ? ofOthers(table) : ofTable(table, table.own());
      for (Place place : all) {
        if (reading.sought().allows("column_name", place.column().name())) {
          found.add(place);
        }
      }
    }
    return found;
  }

  private static List<Place> ofOthers(TableTables.Entry entry) {
    List<Place> all = new ArrayList<>();
    for (RelationColumn column : Objects.requireNonNull(entry.columns()).get()) {
      all.add(new Place(entry, column, all.size() + 1, null));
    }
    return all;
  }

  /** The visible ones come first. */
  private static List<Place> ofTable(TableTables.Entry entry, Table table) {
    List<Place> all = new ArrayList<>();
    List<RelationColumn> columns = new TableRelation(table, 0).columns();
    for (boolean isHidden : new boolean[] {false, true}) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).isHidden() == isHidden) {
          boolean isOwn = i < table.columns().size();
          Column own = isOwn ? table.columns().get(i) : null;
          all.add(new Place(entry, columns.get(i), all.size() + 1, own));
        }
      }
    }
    return all;
  }

  // ---- elements of arrays

  /** What an array holds. */
  private record Element(Place place, TypeFacts type) {}

  Listing<?> elementTypes() {
    return CatalogTables.<Element>named("element_types", "What the arrays in columns hold.")
        .column("object_catalog", Type.VARCHAR, one -> catalog)
        .column("object_schema", Type.VARCHAR, one -> one.place().table().schema())
        .column("object_name", Type.VARCHAR, one -> one.place().table().name())
        .column("object_type", Type.VARCHAR, one -> "TABLE")
        .column(
            "collection_type_identifier",
            Type.VARCHAR,
            one -> String.valueOf(one.place().ordinal()))
        .column("data_type", Type.VARCHAR, one -> one.type().name())
        .nullable("character_maximum_length", Type.INTEGER, one -> one.type().lengthMax())
        .nullable("character_octet_length", Type.INTEGER, one -> one.type().octets())
        .absent("character_set_catalog", "character_set_schema", "character_set_name")
        .absent("collation_catalog", "collation_schema", "collation_name")
        .nullable("numeric_precision", Type.INTEGER, one -> one.type().numericPrecision())
        .nullable("numeric_precision_radix", Type.INTEGER, one -> one.type().radix())
        .nullable("numeric_scale", Type.INTEGER, one -> one.type().numericScale())
        .nullable("datetime_precision", Type.INTEGER, one -> one.type().timePrecision())
        .nullable("interval_type", Type.VARCHAR, one -> one.type().interval())
        .absent("interval_precision", "domain_default", "udt_catalog", "udt_schema", "udt_name")
        .absent("scope_catalog", "scope_schema", "scope_name", "maximum_cardinality")
        .column("dtd_identifier", Type.VARCHAR, one -> "a" + one.place().ordinal())
        .unique("object_schema", "object_name", "collection_type_identifier")
        .from(reading -> Items.of(elements(reading)));
  }

  private List<Element> elements(Reading reading) {
    return places(reading).stream()
        .filter(place -> place.column().type().kind() == Kind.ARRAY)
        .map(place -> new Element(place, TypeFacts.of(place.column().type().elementType())))
        .toList();
  }
}
