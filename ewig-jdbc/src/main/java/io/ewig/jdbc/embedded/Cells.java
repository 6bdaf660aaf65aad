package io.ewig.jdbc.embedded;

import io.ewig.calcite.execution.ColumnRows.Form;
import io.ewig.calcite.type.JdbcType;
import java.sql.Types;

/** What a column gives whose values need not be objects. */
enum Cells {
  TINYINT,
  SMALLINT,
  INTEGER,
  BIGINT,
  BOOLEAN,
  DATE,
  TEXT,
  /** Objects, whatever they are. */
  VALUE;

  static Cells of(Form form, JdbcType type) {
    return switch (form) {
      case NUMBER -> ofNumber(type);
      case TEXT -> type.code() == Types.VARCHAR ? TEXT : VALUE;
      case VALUE -> VALUE;
    };
  }

  private static Cells ofNumber(JdbcType type) {
    return switch (type.code()) {
      case Types.TINYINT -> TINYINT;
      case Types.SMALLINT -> SMALLINT;
      case Types.INTEGER -> INTEGER;
      case Types.BIGINT -> BIGINT;
      case Types.BOOLEAN -> BOOLEAN;
      case Types.DATE -> DATE;
      default -> VALUE;
    };
  }

  /** Whether JDBC calls it a number. */
  boolean isNumber() {
    return switch (this) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
      default -> false;
    };
  }
}
