package io.ewig.server.avatica;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.ValueType;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.AvaticaType;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.Meta;

/**
 * What statements look like in Avatica's terms.
 *
 * <p>Types that Avatica has no word for (instants, UUIDs, intervals, rows, JSON) are texts that
 * keep their names: a client gets the exact text rather than a value that is nearly right.
 */
final class Signatures {

  private static final int MILLISECOND_DIGITS = 3;

  private Signatures() {}

  static Meta.Signature of(Compiled compiled, String catalog) {
    List<AvaticaParameter> parameters = new ArrayList<>();
    for (ValueType type : compiled.parameters()) {
      parameters.add(parameter(type, parameters.size() + 1));
    }
    return Meta.Signature.create(
        columns(compiled.columns(), catalog),
        compiled.sql(),
        parameters,
        Meta.CursorFactory.LIST,
        compiled.isQuery() ? Meta.StatementType.SELECT : Meta.StatementType.IS_DML);
  }

  static Meta.Signature of(List<ColumnInfo> columns, String sql, String catalog) {
    return Meta.Signature.create(
        columns(columns, catalog),
        sql,
        List.of(),
        Meta.CursorFactory.LIST,
        Meta.StatementType.SELECT);
  }

  private static List<ColumnMetaData> columns(List<ColumnInfo> columns, String catalog) {
    List<ColumnMetaData> known = new ArrayList<>();
    for (ColumnInfo column : columns) {
      known.add(column(column, known.size(), catalog));
    }
    return known;
  }

  private static ColumnMetaData column(ColumnInfo column, int ordinal, String catalog) {
    AvaticaType type = type(column.type());
    int width = Math.max(column.type().precision(), 1);
    return new ColumnMetaData(
        ordinal,
        column.isAutoIncrement(),
        type.rep == Rep.STRING,
        true,
        false,
        nullable(column.nullability()),
        isNumber(column.type().jdbcCode()),
        width,
        column.label(),
        column.name(),
        column.schema(),
        precision(column.type()),
        column.type().scale(),
        column.table(),
        column.table().isEmpty() ? "" : catalog,
        type,
        true,
        false,
        false,
        type.columnClassName());
  }

  /** Of times its client writes as many digits of a second, and it gets milliseconds. */
  private static int precision(ValueType type) {
    return type.jdbcCode() == Types.TIME || type.jdbcCode() == Types.TIMESTAMP
        ? MILLISECOND_DIGITS
        : type.precision();
  }

  private static int nullable(ColumnInfo.Nullability nullability) {
    return switch (nullability) {
      case NO -> DatabaseMetaData.columnNoNulls;
      case YES -> DatabaseMetaData.columnNullable;
      case UNKNOWN -> DatabaseMetaData.columnNullableUnknown;
    };
  }

  private static AvaticaParameter parameter(ValueType type, int number) {
    AvaticaType known = type(type);
    return new AvaticaParameter(
        isNumber(type.jdbcCode()),
        type.precision(),
        type.scale(),
        known.id,
        type.name(),
        known.columnClassName(),
        "?" + number);
  }

  private static boolean isNumber(int code) {
    return switch (code) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }

  /** How values of a type travel; {@link SerialValues} makes them so. */
  static AvaticaType type(ValueType type) {
    ValueType element = type.element();
    if (type.jdbcCode() == Types.ARRAY && element != null) {
      return ColumnMetaData.array(type(element), type.name(), Rep.ARRAY);
    }
    Rep rep = rep(type.jdbcCode());
    int code = rep == Rep.STRING && type.jdbcCode() != Types.CHAR ? Types.VARCHAR : type.jdbcCode();
    return ColumnMetaData.scalar(code, type.name(), rep);
  }

  static Rep rep(int code) {
    return switch (code) {
      case Types.BOOLEAN, Types.BIT -> Rep.BOOLEAN;
      case Types.TINYINT -> Rep.BYTE;
      case Types.SMALLINT -> Rep.SHORT;
      case Types.INTEGER, Types.DATE, Types.TIME -> Rep.INTEGER;
      case Types.BIGINT, Types.TIMESTAMP -> Rep.LONG;
      case Types.REAL -> Rep.FLOAT;
      case Types.FLOAT, Types.DOUBLE -> Rep.DOUBLE;
      case Types.DECIMAL, Types.NUMERIC -> Rep.NUMBER;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Rep.BYTE_STRING;
      default -> Rep.STRING;
    };
  }
}
