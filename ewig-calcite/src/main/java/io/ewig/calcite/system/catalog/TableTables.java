package io.ewig.calcite.system.catalog;

import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.scan.TableRelation;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.catalog.Schema;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code schemata, tables, views, columns, sequences}. */
final class TableTables {

  private final Surroundings around;

  TableTables(Surroundings around) {
    this.around = around;
  }

  private <T> Listing.Builder<T> named(String name, String remarks) {
    return Listing.named(CatalogTables.SCHEMA, name, remarks);
  }

  /** Whether conditions let a table pass. */
  static boolean isSought(Reading reading, String schema, String name) {
    return reading.sought().allows("table_schema", schema)
        && reading.sought().allows("table_name", name);
  }

  static Catalog catalog(Reading reading) {
    return reading.view().catalog();
  }

  private static @Nullable String remarks(String comment) {
    return comment.isEmpty() ? null : comment;
  }

  static String yes(boolean is) {
    return is ? "YES" : "NO";
  }

  // ---- schemas

  Listing<?> schemata() {
    return this.<Schema>named("schemata", "Schemas.")
        .column("catalog_name", Type.VARCHAR, schema -> around.catalog())
        .column("schema_name", Type.VARCHAR, Schema::name)
        .nullable("remarks", Type.VARCHAR, schema -> remarks(schema.comment()))
        .unique("schema_name")
        .from(reading -> Items.of(schemas(reading)));
  }

  private List<Schema> schemas(Reading reading) {
    TreeMap<String, Schema> all = new TreeMap<>();
    around
        .systemTables()
        .get()
        .forEach(table -> all.put(table.schema(), Schema.of(table.schema())));
    catalog(reading).schemas().forEach(schema -> all.put(schema.name(), schema));
    return List.copyOf(all.values());
  }

  // ---- tables

  /** Anything that has columns. */
  private record Entry(
      String schema,
      String name,
      String kind,
      @Nullable String remarks,
      @Nullable String definition,
      List<Shown> columns) {}

  Listing<?> tables() {
    return this.<Entry>named("tables", "Tables, views and system tables.")
        .column("table_catalog", Type.VARCHAR, entry -> around.catalog())
        .column("table_schema", Type.VARCHAR, Entry::schema)
        .column("table_name", Type.VARCHAR, Entry::name)
        .column("table_type", Type.VARCHAR, Entry::kind)
        .nullable("remarks", Type.VARCHAR, Entry::remarks)
        .nullable("view_definition", Type.VARCHAR, Entry::definition)
        .unique("table_schema", "table_name")
        .from(reading -> Items.of(entries(reading, false)));
  }

  private List<Entry> entries(Reading reading, boolean withColumns) {
    List<Entry> found = new ArrayList<>();
    for (Table table : catalog(reading).tables()) {
      if (isSought(reading, table.schema(), table.name())) {
        found.add(entry(table, withColumns));
      }
    }
    for (SqlView view : catalog(reading).views()) {
      if (isSought(reading, view.schema(), view.name())) {
        List<RelationColumn> columns =
            withColumns ? around.views().columns(reading.moment(), view) : List.of();
        found.add(
            new Entry(
                view.schema(),
                view.name(),
                "VIEW",
                remarks(view.comment()),
                view.sql(),
                Shown.of(columns)));
      }
    }
    for (Listing<?> table : around.systemTables().get()) {
      if (isSought(reading, table.schema(), table.name())) {
        List<Shown> columns = withColumns ? Shown.of(table.columns()) : List.of();
        found.add(
            new Entry(
                table.schema(), table.name(), "SYSTEM TABLE", table.remarks(), null, columns));
      }
    }
    return found;
  }

  private static Entry entry(Table table, boolean withColumns) {
    return new Entry(
        table.schema(),
        table.name(),
        "BASE TABLE",
        remarks(table.comment()),
        null,
        withColumns ? Shown.of(table) : List.of());
  }

  Listing<?> views() {
    return this.<SqlView>named("views", "Views.")
        .column("table_catalog", Type.VARCHAR, view -> around.catalog())
        .column("table_schema", Type.VARCHAR, SqlView::schema)
        .column("table_name", Type.VARCHAR, SqlView::name)
        .column("view_definition", Type.VARCHAR, SqlView::sql)
        .column("check_option", Type.VARCHAR, view -> "NONE")
        .column("is_updatable", Type.VARCHAR, view -> "NO")
        .nullable("remarks", Type.VARCHAR, view -> remarks(view.comment()))
        .unique("table_schema", "table_name")
        .from(reading -> Items.of(catalog(reading).views()));
  }

  // ---- columns

  /**
   * A column with what is known of it.
   *
   * @param own null if it is not of a table of a user's
   */
  private record Shown(RelationColumn column, int ordinal, @Nullable Column own) {

    /** The visible ones come first. */
    static List<Shown> of(Table table) {
      List<Shown> all = new ArrayList<>();
      List<RelationColumn> columns = new TableRelation(table, 0).columns();
      for (boolean isHidden : new boolean[] {false, true}) {
        for (int i = 0; i < columns.size(); i++) {
          RelationColumn column = columns.get(i);
          if (column.isHidden() == isHidden) {
            boolean isOwn = i < table.columns().size();
            all.add(new Shown(column, all.size() + 1, isOwn ? table.columns().get(i) : null));
          }
        }
      }
      return all;
    }

    static List<Shown> of(List<RelationColumn> columns) {
      List<Shown> all = new ArrayList<>();
      columns.forEach(column -> all.add(new Shown(column, all.size() + 1, null)));
      return all;
    }

    @Nullable String byDefault() {
      return own == null ? null : DefaultText.of(own.byDefault());
    }

    @Nullable String comment() {
      return own == null ? null : remarks(own.comment());
    }

    @Nullable String mergeLaw() {
      return own == null ? null : own.mergeLaw().name();
    }
  }

  /** A column of something. */
  private record Place(Entry table, Shown shown, TypeFacts type) {}

  Listing<?> columns() {
    return this.<Place>named("columns", "Columns of tables, views and system tables.")
        .column("table_catalog", Type.VARCHAR, place -> around.catalog())
        .column("table_schema", Type.VARCHAR, place -> place.table().schema())
        .column("table_name", Type.VARCHAR, place -> place.table().name())
        .column("column_name", Type.VARCHAR, place -> place.shown().column().name())
        .column("ordinal_position", Type.INTEGER, place -> place.shown().ordinal())
        .nullable("column_default", Type.VARCHAR, place -> place.shown().byDefault())
        .column("is_nullable", Type.VARCHAR, place -> yes(place.shown().column().isNullable()))
        .column("data_type", Type.VARCHAR, place -> place.type().name())
        .column("jdbc_type", Type.INTEGER, place -> place.type().jdbcCode())
        .nullable("column_size", Type.INTEGER, place -> place.type().size())
        .nullable("numeric_scale", Type.INTEGER, place -> place.type().scale())
        .nullable("char_octet_length", Type.INTEGER, place -> place.type().octets())
        .column("is_identity", Type.VARCHAR, place -> yes(place.shown().column().isAutoIncrement()))
        .column("is_generated", Type.VARCHAR, place -> yes(false))
        .column("is_hidden", Type.VARCHAR, place -> yes(place.shown().column().isHidden()))
        .nullable("remarks", Type.VARCHAR, place -> place.shown().comment())
        .nullable("merge_law", Type.VARCHAR, place -> place.shown().mergeLaw())
        .column("type_name", Type.VARCHAR, place -> place.shown().column().type().toString())
        .unique("table_schema", "table_name", "column_name")
        .unique("table_schema", "table_name", "ordinal_position")
        .from(reading -> Items.of(places(reading)));
  }

  private List<Place> places(Reading reading) {
    List<Place> found = new ArrayList<>();
    for (Entry table : entries(reading, true)) {
      for (Shown shown : table.columns()) {
        if (reading.sought().allows("column_name", shown.column().name())) {
          found.add(new Place(table, shown, TypeFacts.of(shown.column().type())));
        }
      }
    }
    return found;
  }

  // ---- sequences

  Listing<?> sequences() {
    return this.<Sequence>named("sequences", "Sequences.")
        .column("sequence_catalog", Type.VARCHAR, sequence -> around.catalog())
        .column("sequence_schema", Type.VARCHAR, Sequence::schema)
        .column("sequence_name", Type.VARCHAR, Sequence::name)
        .column("data_type", Type.VARCHAR, sequence -> "BIGINT")
        .column("start_value", Type.BIGINT, Sequence::start)
        .column("minimum_value", Type.BIGINT, Sequence::min)
        .column("maximum_value", Type.BIGINT, Sequence::max)
        .column("increment", Type.BIGINT, Sequence::step)
        .column("cycle_option", Type.VARCHAR, sequence -> yes(sequence.cycle()))
        .nullable("remarks", Type.VARCHAR, sequence -> remarks(sequence.comment()))
        .unique("sequence_schema", "sequence_name")
        .from(reading -> Items.of(catalog(reading).sequences()));
  }
}
