package io.ewig.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that CREATE TABLE takes. */
final class TypeList {

  private static final Shape TYPES =
      new Shape(
          "TYPE_NAME DATA_TYPE:i PRECISION:i LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE:s"
              + " CASE_SENSITIVE:b SEARCHABLE:s UNSIGNED_ATTRIBUTE:b FIXED_PREC_SCALE:b"
              + " AUTO_INCREMENT:b LOCAL_TYPE_NAME MINIMUM_SCALE:s MAXIMUM_SCALE:s SQL_DATA_TYPE:i"
              + " SQL_DATETIME_SUB:i NUM_PREC_RADIX:i");

  private final Lookup lookup;

  TypeList(Lookup lookup) {
    this.lookup = lookup;
  }

  ResultSet types() throws SQLException {
    Query query =
        Query.of(
            "type_info",
            "type_name",
            "jdbc_type",
            "precision",
            "literal_prefix",
            "literal_suffix",
            "create_params",
            "case_sensitive",
            "searchable",
            "is_auto_increment",
            "minimum_scale",
            "maximum_scale");
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Facts found : lookup.all(query)) {
      rows.add(row(found));
    }
    rows.sort(Shape.by(2, 1));
    return TYPES.of(rows, lookup.session());
  }

  private static @Nullable Object[] row(Facts found) {
    int code = found.integer(1, Types.OTHER);
    return new @Nullable Object[] {
      found.text(0),
      code,
      found.integer(2),
      found.text(3),
      found.text(4),
      found.text(5),
      (short) DatabaseMetaData.typeNullable,
      Boolean.TRUE.equals(found.value(6)),
      found.small(7),
      !isNumber(code),
      false,
      Boolean.TRUE.equals(found.value(8)),
      null,
      found.small(9),
      found.small(10),
      null,
      null,
      10
    };
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
}
