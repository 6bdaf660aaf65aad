package io.ewig.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.PseudoColumnUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of tables, those that everybody sees and those that the system adds. */
final class Columns {

  private static final Shape COLUMNS =
      new Shape(
          "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i"
              + " BUFFER_LENGTH:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS COLUMN_DEF"
              + " SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i"
              + " IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:s"
              + " IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
  private static final Shape PSEUDO_COLUMNS =
      new Shape(
          "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i COLUMN_SIZE:i DECIMAL_DIGITS:i"
              + " NUM_PREC_RADIX:i COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:i IS_NULLABLE");
  private static final Shape BEST_ROW =
      new Shape(
          "SCOPE:s COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i BUFFER_LENGTH:i DECIMAL_DIGITS:s"
              + " PSEUDO_COLUMN:s");

  private static final String[] WANTED = {
    "table_schema",
    "table_name",
    "column_name",
    "jdbc_type",
    "data_type",
    "column_size",
    "decimal_digits",
    "is_nullable",
    "remarks",
    "column_default",
    "character_octet_length",
    "ordinal_position",
    "is_identity",
    "is_generated"
  };

  private final Lookup lookup;

  Columns(Lookup lookup) {
    this.lookup = lookup;
  }

  ResultSet columns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Facts found : found(catalog, schema, table, column, "NO")) {
      rows.add(row(found));
    }
    rows.sort(Shape.by(1, 2, 3, 17));
    return COLUMNS.of(rows, lookup.session());
  }

  private @Nullable Object[] row(Facts found) {
    boolean isNullable = found.isYes(7);
    return new @Nullable Object[] {
      lookup.catalog(),
      found.text(0),
      found.text(1),
      found.text(2),
      found.integer(3),
      found.text(4),
      found.integer(5),
      null,
      found.integer(6),
      radix(found.integer(3, Types.OTHER)),
      isNullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
      found.text(8),
      found.text(9),
      null,
      null,
      found.integer(10),
      found.integer(11),
      isNullable ? "YES" : "NO",
      null,
      null,
      null,
      null,
      found.isYes(12) ? "YES" : "NO",
      "ALWAYS".equals(found.text(13)) ? "YES" : "NO"
    };
  }

  private static @Nullable Integer radix(int jdbcCode) {
    return switch (jdbcCode) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          10;
      default -> null;
    };
  }

  ResultSet pseudoColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Facts found : found(catalog, schema, table, column, "YES")) {
      rows.add(
          new @Nullable Object[] {
            lookup.catalog(),
            found.text(0),
            found.text(1),
            found.text(2),
            found.integer(3),
            found.integer(5),
            found.integer(6),
            radix(found.integer(3, Types.OTHER)),
            PseudoColumnUsage.NO_USAGE_RESTRICTIONS.name(),
            found.text(8),
            found.integer(10),
            found.isYes(7) ? "YES" : "NO"
          });
    }
    rows.sort(Shape.by(1, 2, 3, 4));
    return PSEUDO_COLUMNS.of(rows, lookup.session());
  }

  private List<Facts> found(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column,
      String isHidden)
      throws SQLException {
    if (!lookup.isHere(catalog)) {
      return List.of();
    }
    return lookup.all(
        Query.of("columns", WANTED)
            .like("table_schema", lookup.pattern(schema))
            .like("table_name", lookup.pattern(table))
            .like("column_name", lookup.pattern(column))
            .is("is_hidden", isHidden));
  }

  /** The primary key: it names a row for good. */
  ResultSet bestRow(@Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (lookup.isHere(catalog)) {
      List<String> key = primaryKey(schema, table);
      Query query =
          Query.of("columns", WANTED).named("table_schema", schema).named("table_name", table);
      for (Facts found : lookup.all(query.is("is_hidden", "NO"))) {
        if (key.contains(place(found, 0, 1, 2))) {
          rows.add(
              new @Nullable Object[] {
                (short) DatabaseMetaData.bestRowSession,
                found.text(2),
                found.integer(3),
                found.text(4),
                found.integer(5),
                null,
                found.small(6),
                (short) DatabaseMetaData.bestRowNotPseudo
              });
        }
      }
    }
    return BEST_ROW.of(rows, lookup.session());
  }

  private List<String> primaryKey(@Nullable String schema, @Nullable String table)
      throws SQLException {
    Query query =
        Query.ofTwo(
                "table_constraints",
                "key_column_usage",
                "constraint_schema",
                "constraint_name",
                "table_name")
            .select("b", "table_schema", "table_name", "column_name")
            .named("a.table_schema", schema)
            .named("a.table_name", table)
            .is("a.constraint_type", "PRIMARY KEY");
    List<String> places = new ArrayList<>();
    for (Facts found : lookup.all(query)) {
      places.add(place(found, 0, 1, 2));
    }
    return places;
  }

  private static String place(Facts found, int schema, int table, int column) {
    return String.join("\0", found.name(schema), found.name(table), found.name(column));
  }
}
