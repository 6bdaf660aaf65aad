package io.ewig.jdbc.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Catalogs, schemas, and the tables in them. */
final class Tables {

  private static final Shape CATALOGS = new Shape("TABLE_CAT");
  private static final Shape SCHEMAS = new Shape("TABLE_SCHEM TABLE_CATALOG");
  private static final Shape TYPES = new Shape("TABLE_TYPE");
  private static final Shape TABLES =
      new Shape(
          "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
              + " SELF_REFERENCING_COL_NAME REF_GENERATION");

  private final Lookup lookup;

  Tables(Lookup lookup) {
    this.lookup = lookup;
  }

  ResultSet catalogs() throws SQLException {
    lookup.session().link();
    List<@Nullable Object[]> rows = List.<@Nullable Object[]>of(new Object[] {lookup.catalog()});
    return CATALOGS.of(rows, lookup.session());
  }

  ResultSet schemas(@Nullable String catalog, @Nullable String pattern) throws SQLException {
    Query query = Query.of("schemata", "schema_name").like("schema_name", lookup.pattern(pattern));
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (lookup.isHere(catalog)) {
      for (Facts schema : lookup.all(query)) {
        rows.add(new @Nullable Object[] {schema.text(0), lookup.catalog()});
      }
    }
    rows.sort(Shape.by(1));
    return SCHEMAS.of(rows, lookup.session());
  }

  ResultSet types() throws SQLException {
    lookup.session().link();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (String type : List.of("SYSTEM TABLE", "TABLE", "VIEW")) {
      rows.add(new @Nullable Object[] {type});
    }
    return TYPES.of(rows, lookup.session());
  }

  ResultSet tables(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      String @Nullable [] types)
      throws SQLException {
    Query query =
        Query.of("tables", "table_schema", "table_name", "table_type", "remarks")
            .like("table_schema", lookup.pattern(schema))
            .like("table_name", lookup.pattern(table));
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (lookup.isHere(catalog)) {
      for (Facts found : lookup.all(query)) {
        String type = type(found.name(2));
        if (types == null || Arrays.asList(types).contains(type)) {
          rows.add(row(found, type));
        }
      }
    }
    rows.sort(Shape.by(4, 1, 2, 3));
    return TABLES.of(rows, lookup.session());
  }

  private @Nullable Object[] row(Facts found, String type) {
    return new @Nullable Object[] {
      lookup.catalog(),
      found.text(0),
      found.text(1),
      type,
      found.text(3),
      null,
      null,
      null,
      null,
      null
    };
  }

  /** What JDBC calls the types that the standard names. */
  private static String type(String standard) {
    return standard.equals("BASE TABLE") ? "TABLE" : standard;
  }
}
