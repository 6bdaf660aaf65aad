package io.ewig.calcite.expression.cast;

import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Bytes;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What a column makes of a value that is stored into it: a cast that refuses a text or binary that
 * is too long, where an explicit cast would cut it off. Blanks alone may be cut off at the end: the
 * standard has it so. A CHAR is padded with blanks (what is spelled out is a VARCHAR), and loses
 * them where it becomes a VARCHAR.
 */
public final class Assignment {

  private Assignment() {}

  public static Expression assign(
      Expression input, RelDataType from, RelDataType to, String column) {
    if (from.getSqlTypeName() == SqlTypeName.NULL) {
      return Constant.NULL;
    }
    Expression given = Casts.losesBlanks(from, to) ? Casts.withoutBlanks(input) : input;
    if (Casts.changesNothing(from, to)) {
      return given;
    }
    Conversion conversion = conversion(from, to, column);
    return (row, execution) -> {
      Object value = given.value(row, execution);
      return value == null ? null : conversion.convert(value, execution);
    };
  }

  /** The conversion of values that are not null. */
  public static Conversion conversion(RelDataType from, RelDataType to, String column) {
    Conversion cast = Casts.between(from, to);
    int length = to.getPrecision();
    if (length == RelDataType.PRECISION_NOT_SPECIFIED) {
      return cast;
    }
    return switch (to.getSqlTypeName()) {
      case CHAR, VARCHAR -> {
        Conversion text = Texts.unbounded(from);
        yield (value, execution) -> {
          requireFit((String) text.convert(value, execution), to, column);
          return cast.convert(value, execution);
        };
      }
      case BINARY, VARBINARY ->
          (value, execution) -> {
            if (value instanceof Bytes bytes && bytes.length() > length) {
              throw tooLong(value, to, column);
            }
            return cast.convert(value, execution);
          };
      default -> cast;
    };
  }

  private static void requireFit(String text, RelDataType to, String column) {
    int length = to.getPrecision();
    if (text.length() <= length || text.codePointCount(0, text.length()) <= length) {
      return;
    }
    for (int i = text.offsetByCodePoints(0, length); i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        throw tooLong(text, to, column);
      }
    }
  }

  private static UserException tooLong(Object value, RelDataType to, String column) {
    String place = column.isEmpty() ? "" : " for column '" + column + "'";
    return new UserException(
        ErrorCode.TEXT_TOO_LONG, Fault.shown(value) + " is too long" + place + " of type " + to);
  }
}
