package io.ewig.calcite.system;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.system.report.Served;
import io.ewig.engine.Ewig;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InformationSchemaTest {

  private static final String OF_BEDS = "table_name = 'beds'";

  private Ewig engine;
  private Ask ask;
  private SystemRelations relations;

  @BeforeEach
  void open() {
    engine = Ewig.inMemory();
    ask = new Ask(engine);
    relations =
        new SystemRelations(
            engine,
            "garden",
            (view, definition) ->
                List.of(RelationColumn.nullable(definition.columns().get(0), Type.INTEGER)),
            new Served());
    try (Transaction transaction = engine.begin("main")) {
      Table plants = transaction.create(plants());
      transaction.create(beds(plants));
      transaction.create(SqlView.class.cast(tall()));
      transaction.create(Sequence.of(new UUID(9, 9), "public", "numbers"));
      transaction.commit();
    }
  }

  private static SqlView tall() {
    return new SqlView("public", "tall", List.of("id"), "SELECT id FROM plants", "the tall ones");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static Table plants() {
    return new TableBuilder(new UUID(1, 1), "public", "plants")
        .notNull("id", Type.INTEGER)
        .notNull("kind", Type.varchar(10))
        .primaryKey("kind", "id")
        .build();
  }

  private static Table beds(Table plants) {
    return new TableBuilder(new UUID(1, 2), "public", "beds")
        .column("id", Type.BIGINT, new Default.Identity(true, 1, 1), false)
        .column("plant", Type.INTEGER)
        .column("plant_kind", Type.varchar(10), new Default.Constant("it's"), true)
        .column("size", Type.decimal(10, 2), new Default.Constant(new BigDecimal("1.50")), false)
        .column("since", Type.timestampWithTimeZone(3), new Default.CurrentTimestamp(), true)
        .column("notes", Type.JSON)
        .column("label", Type.character(4))
        .mergeLaw("size", MergeLaw.MAX)
        .columnComment("label", "on a stick")
        .namedPrimaryKey("beds_pk", "id")
        .unique("one_label", "label")
        .index("by_size", "size", "plant")
        .check("has_size", "size > 0")
        .foreignKey(
            "planted",
            List.of("plant", "plant_kind"),
            plants,
            List.of("id", "kind"),
            ReferentialAction.SET_NULL,
            ReferentialAction.CASCADE)
        .comment("where plants grow")
        .build();
  }

  private Relation table(String name) {
    return relations.find("information_schema", name).orElseThrow();
  }

  private List<List<Object>> rows(String table, String where, String... columns) {
    return ask.rows(table(table), where, columns);
  }

  @Test
  void tablesAreThoseOfUsersViewsAndOurOwn() {
    assertThat(rows("tables", "table_schema = 'public'", "table_name", "table_type", "remarks"))
        .containsExactly(
            asList("beds", "BASE TABLE", "where plants grow"),
            asList("plants", "BASE TABLE", null),
            asList("tall", "VIEW", "the tall ones"));
    assertThat(rows("tables", "table_schema = 'ewig'", "table_name"))
        .contains(List.of("events"), List.of("commits"), List.of("branches"));
    assertThat(rows("tables", "table_name = 'columns'", "table_catalog", "table_type"))
        .containsExactly(List.of("garden", "SYSTEM TABLE"));
    assertThat(rows("views", "", "table_name", "view_definition"))
        .containsExactly(List.of("tall", "SELECT id FROM plants"));
    assertThat(rows("schemata", "", "schema_name"))
        .containsExactly(List.of("ewig"), List.of("information_schema"), List.of("public"));
    assertThat(rows("sequences", "", "sequence_name", "start_value", "increment"))
        .containsExactly(List.of("numbers", 1L, 1L));
  }

  @Test
  void columnsHaveTheirTypesDefaultsAndPlaces() {
    assertThat(
            rows(
                "columns",
                OF_BEDS + " AND is_hidden = 'NO'",
                "column_name",
                "ordinal_position",
                "column_default",
                "is_nullable",
                "data_type",
                "jdbc_type",
                "column_size",
                "decimal_digits",
                "is_identity"))
        .containsExactly(
            asList("id", 1, null, "NO", "BIGINT", Types.BIGINT, 19, 0, "YES"),
            asList("plant", 2, null, "YES", "INTEGER", Types.INTEGER, 10, 0, "NO"),
            asList("plant_kind", 3, "'it''s'", "YES", "VARCHAR", Types.VARCHAR, 10, null, "NO"),
            asList("size", 4, "1.50", "NO", "DECIMAL", Types.DECIMAL, 10, 2, "NO"),
            asList(
                "since",
                5,
                "CURRENT_TIMESTAMP",
                "YES",
                "TIMESTAMP WITH TIME ZONE",
                Types.TIMESTAMP_WITH_TIMEZONE,
                29,
                3,
                "NO"),
            asList("notes", 6, null, "YES", "JSON", Types.VARCHAR, 16 << 20, null, "NO"),
            asList("label", 7, null, "YES", "CHAR", Types.CHAR, 4, null, "NO"));
    assertThat(
            rows(
                "columns",
                OF_BEDS + " AND column_name IN ('size', 'label')",
                "remarks",
                "merge_law",
                "character_octet_length"))
        .containsExactly(asList(null, "MAX", null), asList("on a stick", "LWW", 16));
    assertThat(rows("columns", OF_BEDS + " AND is_hidden = 'YES'", "column_name"))
        .contains(List.of("_system_from"), List.of("_valid_to"), List.of("_commit"));
    assertThat(rows("columns", "table_name = 'tall'", "column_name", "data_type"))
        .containsExactly(List.of("id", "INTEGER"));
  }

  @Test
  void systemTablesHaveColumnsToo() {
    for (var relation : relations.all()) {
      assertThat(
              rows(
                      "columns",
                      "table_schema = '"
                          + relation.schema()
                          + "' AND table_name = '"
                          + relation.name()
                          + "'",
                      "column_name")
                  .stream()
                  .map(row -> row.get(0)))
          .containsExactlyElementsOf(
              relation.columns().stream().map(RelationColumn::name).toList());
      assertThat(relation.remarks()).endsWith(".");
      assertThat(relation.estimateRows()).isNotNegative();
    }
  }

  @Test
  void constraintsAndTheirColumns() {
    assertThat(rows("table_constraints", OF_BEDS, "constraint_name", "constraint_type"))
        .containsExactly(
            List.of("beds_pk", "PRIMARY KEY"),
            List.of("one_label", "UNIQUE"),
            List.of("planted", "FOREIGN KEY"),
            List.of("has_size", "CHECK"));
    assertThat(
            rows(
                "key_column_usage",
                OF_BEDS,
                "constraint_name",
                "column_name",
                "ordinal_position",
                "position_in_unique_constraint"))
        .containsExactly(
            asList("beds_pk", "id", 1, null),
            asList("one_label", "label", 1, null),
            asList("planted", "plant", 1, 2),
            asList("planted", "plant_kind", 2, 1));
    assertThat(rows("check_constraints", "", "constraint_name", "check_clause"))
        .containsExactly(List.of("has_size", "size > 0"));
  }

  @Test
  void foreignKeysReferToTheirParents() {
    assertThat(
            rows(
                "referential_constraints",
                "referenced_table = 'plants'",
                "constraint_name",
                "table_name",
                "unique_constraint_name",
                "referenced_schema",
                "update_rule",
                "delete_rule"))
        .containsExactly(
            List.of("planted", "beds", "plants_pkey", "public", "CASCADE", "SET NULL"));
    assertThat(rows("referential_constraints", "referenced_table = 'beds'")).isEmpty();
    assertThat(
            rows(
                "referenced_columns",
                "",
                "ordinal_position",
                "column_name",
                "referenced_column_name"))
        .containsExactly(List.of(1, "plant", "id"), List.of(2, "plant_kind", "kind"));
  }

  @Test
  void indexesAreKeysToo() {
    assertThat(
            rows(
                "indexes",
                OF_BEDS,
                "index_name",
                "is_unique",
                "ordinal_position",
                "column_name",
                "ascending",
                "constraint_name"))
        .containsExactly(
            asList("beds_pk", true, 1, "id", "A", "beds_pk"),
            asList("one_label", true, 1, "label", "A", "one_label"),
            asList("by_size", false, 1, "size", "A", null),
            asList("by_size", false, 2, "plant", "A", null));
  }

  @Test
  void aTableWithoutAKeyShowsNone() {
    try (Transaction transaction = engine.begin("main")) {
      transaction.create(
          new TableBuilder(new UUID(1, 3), "public", "bare").column("a", Type.INTEGER).build());
      Moment own = Moment.at(transaction.view(), "main");
      String where = "table_name = 'bare'";
      assertThat(ask.rows(table("table_constraints"), own, where, "constraint_name")).isEmpty();
      assertThat(ask.rows(table("indexes"), own, where, "index_name")).isEmpty();
      assertThat(
              ask.rows(
                  table("columns"),
                  own,
                  where + " AND is_hidden = 'NO'",
                  "column_name",
                  "ordinal_position"))
          .containsExactly(List.of("a", 1));
    }
    assertThat(rows("tables", "table_name = 'bare'", "table_name")).isEmpty();
  }

  @Test
  void anEarlierMomentHasTheTablesOfThen() {
    long seq = engine.head().size() - 1;
    try (Transaction transaction = engine.begin("main")) {
      transaction.drop(transaction.view().table("public", "beds"));
      transaction.commit();
    }
    assertThat(rows("tables", OF_BEDS, "table_name")).isEmpty();
    assertThat(ask.rows(table("tables"), ask.afterEvent(seq), OF_BEDS, "table_name"))
        .containsExactly(List.of("beds"));
  }

  @Test
  void functionsAndTypesAreListed() {
    assertThat(rows("routines", "routine_name = 'diff'", "routine_type", "data_type"))
        .containsExactly(List.of("FUNCTION", "TABLE"));
    assertThat(
            rows(
                "parameters",
                "routine_name = 'log'",
                "parameter_name",
                "ordinal_position",
                "data_type",
                "is_optional"))
        .containsExactly(
            List.of("branch", 1, "VARCHAR", "YES"), List.of("limit", 2, "BIGINT", "YES"));
    assertThat(
            rows(
                "type_info",
                "type_name IN ('VARCHAR', 'DECIMAL')",
                "type_name",
                "jdbc_type",
                "create_params",
                "searchable",
                "maximum_scale"))
        .containsExactly(
            asList("DECIMAL", Types.DECIMAL, "precision,scale", 2, 255),
            asList("VARCHAR", Types.VARCHAR, "length", 3, null));
  }
}
