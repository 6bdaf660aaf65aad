package io.ewig.calcite.system.catalog;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.catalog.Schema;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code schemata, tables, views, sequences}. */
final class TableTables {

  private static final TypeFacts BIGINT = TypeFacts.of(Type.BIGINT);

  private final Surroundings around;

  TableTables(Surroundings around) {
    this.around = around;
  }

  /** Whether conditions let a table pass. */
  static boolean isSought(Reading reading, String schema, String name) {
    return reading.sought().allows("table_schema", schema)
        && reading.sought().allows("table_name", name);
  }

  static Catalog catalog(Reading reading) {
    return reading.view().catalog();
  }

  /** The tables that may be known of. */
  static List<Table> tables(Reading reading) {
    return catalog(reading).tables().stream()
        .filter(table -> sees(reading, table.schema(), table.name()))
        .toList();
  }

  /** The views that may be known of. */
  static List<SqlView> views(Reading reading) {
    return catalog(reading).views().stream()
        .filter(view -> sees(reading, view.schema(), view.name()))
        .toList();
  }

  static boolean sees(Reading reading, String schema, String name) {
    return reading.sees(new Subject.OfTable(schema, name));
  }

  static @Nullable String remarks(String comment) {
    return comment.isEmpty() ? null : comment;
  }

  static String yes(boolean is) {
    return is ? "YES" : "NO";
  }

  // ---- schemas

  Listing<?> schemata() {
    return CatalogTables.<Schema>named("schemata", "Schemas.")
        .column("catalog_name", Type.VARCHAR, schema -> around.catalog())
        .column("schema_name", Type.VARCHAR, Schema::name)
        .absent("schema_owner", "default_character_set_catalog", "default_character_set_schema")
        .column("default_character_set_name", Type.VARCHAR, schema -> Standard.CHARACTER_SET)
        .absent("sql_path")
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
    catalog(reading).schemas().stream()
        .filter(schema -> sees(reading, schema))
        .forEach(schema -> all.put(schema.name(), schema));
    return List.copyOf(all.values());
  }

  private static boolean sees(Reading reading, Schema schema) {
    return reading.sees(new Subject.OfSchema(schema.name()))
        || tables(reading).stream().anyMatch(table -> table.schema().equals(schema.name()))
        || views(reading).stream().anyMatch(view -> view.schema().equals(schema.name()));
  }

  // ---- tables

  /**
   * Anything that has columns.
   *
   * @param own null if it is no table of a user's
   * @param columns null if it is one
   */
  record Entry(
      String schema,
      String name,
      String kind,
      @Nullable String remarks,
      @Nullable String definition,
      @Nullable Table own,
      @Nullable Supplier<List<RelationColumn>> columns) {

    private static final String TABLE = "BASE TABLE";
    private static final String VIEW = "VIEW";
    private static final String SYSTEM_TABLE = "SYSTEM TABLE";

    boolean isOfUser() {
      return own != null;
    }

    /** What becomes of a row that one deletes and another updates. */
    @Nullable String mergeLaw() {
      return own == null ? null : own.deletionsWin() ? "DELETE WINS" : "UPDATE WINS";
    }
  }

  Listing<?> tables() {
    return CatalogTables.<Entry>named("tables", "Tables, views and system tables.")
        .column("table_catalog", Type.VARCHAR, entry -> around.catalog())
        .column("table_schema", Type.VARCHAR, Entry::schema)
        .column("table_name", Type.VARCHAR, Entry::name)
        .column("table_type", Type.VARCHAR, Entry::kind)
        .absent("self_referencing_column_name", "reference_generation")
        .absent("user_defined_type_catalog", "user_defined_type_schema", "user_defined_type_name")
        .column("is_insertable_into", Type.VARCHAR, entry -> yes(entry.isOfUser()))
        .column("is_typed", Type.VARCHAR, entry -> yes(false))
        .absent("commit_action")
        .nullable("remarks", Type.VARCHAR, Entry::remarks)
        .nullable("view_definition", Type.VARCHAR, Entry::definition)
        .nullable("merge_law", Type.VARCHAR, Entry::mergeLaw)
        .unique("table_schema", "table_name")
        .from(reading -> Items.of(entries(reading)));
  }

  /** All that conditions let pass. */
  List<Entry> entries(Reading reading) {
    List<Entry> found = new ArrayList<>();
    for (Table table : tables(reading)) {
      if (isSought(reading, table.schema(), table.name())) {
        found.add(entry(table));
      }
    }
    for (SqlView view : views(reading)) {
      if (isSought(reading, view.schema(), view.name())) {
        found.add(entry(view, reading));
      }
    }
    for (Listing<?> table : around.systemTables().get()) {
      if (isSought(reading, table.schema(), table.name())) {
        found.add(entry(table));
      }
    }
    return found;
  }

  private static Entry entry(Table table) {
    String comment = remarks(table.comment());
    return new Entry(table.schema(), table.name(), Entry.TABLE, comment, null, table, null);
  }

  private Entry entry(SqlView view, Reading reading) {
    return new Entry(
        view.schema(),
        view.name(),
        Entry.VIEW,
        remarks(view.comment()),
        view.sql(),
        null,
        () -> around.views().columns(reading.moment(), view));
  }

  private static Entry entry(Listing<?> table) {
    return new Entry(
        table.schema(),
        table.name(),
        Entry.SYSTEM_TABLE,
        table.remarks(),
        null,
        null,
        table::columns);
  }

  Listing<?> views() {
    return CatalogTables.<SqlView>named("views", "Views.")
        .column("table_catalog", Type.VARCHAR, view -> around.catalog())
        .column("table_schema", Type.VARCHAR, SqlView::schema)
        .column("table_name", Type.VARCHAR, SqlView::name)
        .column("view_definition", Type.VARCHAR, SqlView::sql)
        .column("check_option", Type.VARCHAR, view -> "NONE")
        .column("is_updatable", Type.VARCHAR, view -> "NO")
        .column("is_insertable_into", Type.VARCHAR, view -> "NO")
        .column("is_trigger_updatable", Type.VARCHAR, view -> "NO")
        .column("is_trigger_deletable", Type.VARCHAR, view -> "NO")
        .column("is_trigger_insertable_into", Type.VARCHAR, view -> "NO")
        .nullable("remarks", Type.VARCHAR, view -> remarks(view.comment()))
        .unique("table_schema", "table_name")
        .from(reading -> Items.of(views(reading)));
  }

  // ---- sequences

  Listing<?> sequences() {
    return CatalogTables.<Sequence>named("sequences", "Sequences.")
        .column("sequence_catalog", Type.VARCHAR, sequence -> around.catalog())
        .column("sequence_schema", Type.VARCHAR, Sequence::schema)
        .column("sequence_name", Type.VARCHAR, Sequence::name)
        .column("data_type", Type.VARCHAR, sequence -> "BIGINT")
        .column("numeric_precision", Type.INTEGER, sequence -> BIGINT.size())
        .column("numeric_precision_radix", Type.INTEGER, sequence -> BIGINT.radix())
        .column("numeric_scale", Type.INTEGER, sequence -> BIGINT.scale())
        .column("start_value", Type.BIGINT, Sequence::start)
        .column("minimum_value", Type.BIGINT, Sequence::min)
        .column("maximum_value", Type.BIGINT, Sequence::max)
        .column("increment", Type.BIGINT, Sequence::step)
        .column("cycle_option", Type.VARCHAR, sequence -> yes(sequence.cycle()))
        .nullable("remarks", Type.VARCHAR, sequence -> remarks(sequence.comment()))
        .unique("sequence_schema", "sequence_name")
        .from(reading -> Items.of(sequences(reading)));
  }

  private static List<Sequence> sequences(Reading reading) {
    return catalog(reading).sequences().stream()
        .filter(sequence -> sees(reading, sequence.schema(), sequence.name()))
        .toList();
  }
}
