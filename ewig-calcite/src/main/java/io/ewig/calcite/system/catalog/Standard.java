package io.ewig.calcite.system.catalog;

import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.engine.value.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the standard wants to be listed and is the same in each database: {@code
 * information_schema_catalog_name, character_sets, collations, sql_features} and lists of what
 * there is none of.
 */
final class Standard {

  /** All texts are of it. */
  static final String CHARACTER_SET = "UTF8";

  /** Texts are ordered by their characters' numbers. */
  static final String COLLATION = "UCS_BASIC";

  private final String catalog;

  Standard(String catalog) {
    this.catalog = catalog;
  }

  List<Listing<?>> all() {
    return List.of(
        catalogName(),
        characterSets(),
        collations(),
        sqlFeatures(),
        none(
            "domains",
            "Domains, of which there are none.",
            """
            domain_catalog, domain_schema, domain_name, data_type, character_maximum_length,
            character_octet_length, character_set_catalog, character_set_schema,
            character_set_name, collation_catalog, collation_schema, collation_name,
            numeric_precision, numeric_precision_radix, numeric_scale, datetime_precision,
            interval_type, interval_precision, domain_default, udt_catalog, udt_schema,
            udt_name, scope_catalog, scope_schema, scope_name, maximum_cardinality,
            dtd_identifier"""),
        none(
            "triggers",
            "Triggers, of which there are none.",
            """
            trigger_catalog, trigger_schema, trigger_name, event_manipulation,
            event_object_catalog, event_object_schema, event_object_table, action_order,
            action_condition, action_statement, action_orientation, action_timing,
            action_reference_old_table, action_reference_new_table, action_reference_old_row,
            action_reference_new_row, created"""),
        none(
            "user_defined_types",
            "Types of users, of which there are none.",
            """
            user_defined_type_catalog, user_defined_type_schema, user_defined_type_name,
            user_defined_type_category, is_instantiable, is_final, ordering_form,
            ordering_category, ordering_routine_catalog, ordering_routine_schema,
            ordering_routine_name, reference_type, data_type, character_maximum_length,
            character_octet_length, character_set_catalog, character_set_schema,
            character_set_name, collation_catalog, collation_schema, collation_name,
            numeric_precision, numeric_precision_radix, numeric_scale, datetime_precision,
            interval_type, interval_precision, source_dtd_identifier, ref_dtd_identifier"""),
        none(
            "table_privileges",
            "Privileges on tables, of which there are none: who opens the database may do all.",
            """
            grantor, grantee, table_catalog, table_schema, table_name, privilege_type,
            is_grantable, with_hierarchy"""),
        none(
            "column_privileges",
            "Privileges on columns, of which there are none.",
            """
            grantor, grantee, table_catalog, table_schema, table_name, column_name,
            privilege_type, is_grantable"""));
  }

  /**
   * @param columns their names, with commas between
   */
  private static Listing<?> none(String name, String remarks, String columns) {
    return CatalogTables.<String>named(name, remarks)
        .absent(columns.split(",\\s+"))
        .from(reading -> Items.none());
  }

  private Listing<?> catalogName() {
    return CatalogTables.<String>named(
            "information_schema_catalog_name", "The name of the database.")
        .column("catalog_name", Type.VARCHAR, name -> name)
        .from(reading -> Items.of(List.of(catalog)));
  }

  private Listing<?> characterSets() {
    return CatalogTables.<String>named("character_sets", "The set of characters that texts are of.")
        .absent("character_set_catalog", "character_set_schema")
        .column("character_set_name", Type.VARCHAR, name -> name)
        .column("character_repertoire", Type.VARCHAR, name -> "UCS")
        .column("form_of_use", Type.VARCHAR, name -> "UTF8")
        .column("number_of_characters", Type.INTEGER, name -> Character.MAX_CODE_POINT + 1)
        .column("default_collate_catalog", Type.VARCHAR, name -> catalog)
        .column("default_collate_schema", Type.VARCHAR, name -> CatalogTables.SCHEMA)
        .column("default_collate_name", Type.VARCHAR, name -> COLLATION)
        .unique("character_set_name")
        .from(reading -> Items.of(List.of(CHARACTER_SET)));
  }

  private Listing<?> collations() {
    return CatalogTables.<String>named("collations", "The order of texts.")
        .column("collation_catalog", Type.VARCHAR, name -> catalog)
        .column("collation_schema", Type.VARCHAR, name -> CatalogTables.SCHEMA)
        .column("collation_name", Type.VARCHAR, name -> name)
        .column("pad_attribute", Type.VARCHAR, name -> "NO PAD")
        .unique("collation_name")
        .from(reading -> Items.of(List.of(COLLATION)));
  }

  // ---- features

  private static final int FEATURE_FIELDS = 4;

  /** A feature of the standard. */
  private record Feature(String id, String name, String supported, String comment) {
    static Feature of(String line) {
      String[] fields = line.split("\\|", -1);
      if (fields.length != FEATURE_FIELDS) {
        throw new IllegalStateException("no feature: " + line);
      }
      return new Feature(fields[0], fields[1], fields[2], fields[3]);
    }
  }

  private static Listing<?> sqlFeatures() {
    return CatalogTables.<Feature>named(
            "sql_features", "Features of the SQL standard, and whether they are there.")
        .column("feature_id", Type.VARCHAR, Feature::id)
        .column("feature_name", Type.VARCHAR, Feature::name)
        .absent("sub_feature_id", "sub_feature_name")
        .column("is_supported", Type.VARCHAR, Feature::supported)
        .absent("is_verified_by")
        .column("comments", Type.VARCHAR, Feature::comment)
        .unique("feature_id")
        .from(reading -> Items.of(features()));
  }

  /** Read anew each time: hardly anybody asks. */
  private static List<Feature> features() {
    try (InputStream in = Standard.class.getResourceAsStream("sql-features.txt")) {
      if (in == null) {
        throw new IllegalStateException("sql-features.txt is missing from the jar");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(Feature::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("sql-features.txt can't be read", e);
    }
  }
}
