package io.ewig.jdbc.metadata;

import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.value.SqlTypes;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions and procedures with their parameters: each is in one of the lists only. */
final class Routines {

  private static final Shape FUNCTIONS =
      new Shape("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:s SPECIFIC_NAME");
  private static final Shape PROCEDURES =
      new Shape(
          "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED_1 RESERVED_2 RESERVED_3 REMARKS"
              + " PROCEDURE_TYPE:s SPECIFIC_NAME");
  private static final Shape FUNCTION_COLUMNS =
      new Shape(
          "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:s DATA_TYPE:i"
              + " TYPE_NAME PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE:s REMARKS"
              + " CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SPECIFIC_NAME");
  private static final Shape PROCEDURE_COLUMNS =
      new Shape(
          "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:s DATA_TYPE:i"
              + " TYPE_NAME PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE:s REMARKS COLUMN_DEF"
              + " SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i"
              + " IS_NULLABLE SPECIFIC_NAME");

  private final Lookup lookup;

  Routines(Lookup lookup) {
    this.lookup = lookup;
  }

  ResultSet functions(@Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Facts found : routines(catalog, schema, name, "FUNCTION")) {
      boolean isTable = "TABLE".equals(found.text(3));
      int type = isTable ? DatabaseMetaData.functionReturnsTable : DatabaseMetaData.functionNoTable;
      rows.add(
          new @Nullable Object[] {
            lookup.catalog(),
            found.text(0),
            found.text(1),
            found.text(2),
            (short) type,
            found.text(1)
          });
    }
    rows.sort(Shape.by(1, 2, 3, 6));
    return FUNCTIONS.of(rows, lookup.session());
  }

  ResultSet procedures(@Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Facts found : routines(catalog, schema, name, "PROCEDURE")) {
      rows.add(
          new @Nullable Object[] {
            lookup.catalog(),
            found.text(0),
            found.text(1),
            null,
            null,
            null,
            found.text(2),
            (short) DatabaseMetaData.procedureNoResult,
            found.text(1)
          });
    }
    rows.sort(Shape.by(1, 2, 3, 9));
    return PROCEDURES.of(rows, lookup.session());
  }

  private List<Facts> routines(
      @Nullable String catalog, @Nullable String schema, @Nullable String name, String type)
      throws SQLException {
    if (!lookup.isHere(catalog)) {
      return List.of();
    }
    return lookup.all(
        Query.of("routines", "routine_schema", "routine_name", "remarks", "data_type")
            .like("routine_schema", lookup.pattern(schema))
            .like("routine_name", lookup.pattern(name))
            .is("routine_type", type));
  }

  ResultSet functionColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String column)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Facts found : parameters(catalog, schema, name, column, "FUNCTION")) {
      ValueType type = type(found);
      rows.add(
          new @Nullable Object[] {
            lookup.catalog(),
            found.text(0),
            found.text(1),
            found.text(2),
            (short) kind(found),
            type.jdbcCode(),
            type.name(),
            SqlTypes.precision(type),
            SqlTypes.precision(type),
            (short) SqlTypes.scale(type),
            (short) 10,
            (short) DatabaseMetaData.functionNullable,
            null,
            null,
            found.integer(3),
            "YES",
            found.text(1)
          });
    }
    rows.sort(Shape.by(1, 2, 3, 17, 15));
    return FUNCTION_COLUMNS.of(rows, lookup.session());
  }

  /** What comes out is number 0. */
  private static int kind(Facts found) {
    return found.integer(3, 1) == 0
        ? DatabaseMetaData.functionReturn
        : DatabaseMetaData.functionColumnIn;
  }

  private static ValueType type(Facts found) {
    String name = found.text(4);
    return new ValueType(found.integer(5, Types.OTHER), name == null ? "ANY" : name, 0, 0, null);
  }

  ResultSet procedureColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String column)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Facts found : parameters(catalog, schema, name, column, "PROCEDURE")) {
      ValueType type = type(found);
      rows.add(
          new @Nullable Object[] {
            lookup.catalog(),
            found.text(0),
            found.text(1),
            found.text(2),
            (short) DatabaseMetaData.procedureColumnIn,
            type.jdbcCode(),
            type.name(),
            SqlTypes.precision(type),
            SqlTypes.precision(type),
            (short) SqlTypes.scale(type),
            (short) 10,
            (short) DatabaseMetaData.procedureNullable,
            null,
            null,
            null,
            null,
            null,
            found.integer(3),
            "YES",
            found.text(1)
          });
    }
    rows.sort(Shape.by(1, 2, 3, 20, 18));
    return PROCEDURE_COLUMNS.of(rows, lookup.session());
  }

  private List<Facts> parameters(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String column,
      String type)
      throws SQLException {
    if (!lookup.isHere(catalog)) {
      return List.of();
    }
    return lookup.all(
        Query.ofTwo("parameters", "routines", "routine_schema", "routine_name")
            .select(
                "a",
                "routine_schema",
                "routine_name",
                "parameter_name",
                "ordinal_position",
                "data_type",
                "jdbc_type")
            .like("a.routine_schema", lookup.pattern(schema))
            .like("a.routine_name", lookup.pattern(name))
            .like("a.parameter_name", lookup.pattern(column))
            .is("b.routine_type", type));
  }
}
