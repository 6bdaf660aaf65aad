package io.ewig.parser.expression;

import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.node.Place;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code OVER (.. GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW)}: a frame that counts rows which are
 * equal in the order as one.
 *
 * <p>Calcite knows frames of ROWS and of RANGE, and has no place for a third word. So GROUPS goes
 * through it as ROWS whose offsets begin at {@link #BASE}, farther than any rows reach. A frame
 * without an offset is the same as one of RANGE.
 */
public final class GroupsFrame {

  /** What says in an offset that it counts groups. */
  private static final BigDecimal BASE = BigDecimal.valueOf(1_000_000_000_000_000_000L);

  private GroupsFrame() {}

  /** A bound of a frame of GROUPS. */
  public static @Nullable SqlNode bound(@Nullable SqlNode bound) {
    if (!(bound instanceof SqlCall call) || !hasOffset(call)) {
      return bound;
    }
    BigDecimal groups = number(call.operand(0));
    if (groups == null
        || groups.signum() < 0
        || groups.stripTrailingZeros().scale() > 0
        || groups.compareTo(BASE) >= 0) {
      throw Place.of(call)
          .error(
              ErrorCode.INVALID_FRAME,
              "GROUPS counts in whole numbers that are written out, as in 1 PRECEDING; not in "
                  + (Object) call.operand(0));
    }
    return call.getOperator().createCall(call.getParserPosition(), literal(groups.add(BASE), call));
  }

  /** A bound of another frame, which may not be taken for one of GROUPS. */
  public static @Nullable SqlNode plain(@Nullable SqlNode bound) {
    if (bound instanceof SqlCall call && isBound(call)) {
      throw Place.of(call)
          .error(ErrorCode.INVALID_FRAME, "no frame reaches as far as " + number(call.operand(0)));
    }
    return bound;
  }

  /** How Calcite is to take a frame of GROUPS: whether as one of ROWS. */
  public static SqlLiteral unit(
      @Nullable SqlNode lower, @Nullable SqlNode upper, SqlParserPos pos) {
    return SqlLiteral.createBoolean(isBound(lower) || isBound(upper), pos);
  }

  /** Whether an offset of ROWS counts groups. */
  public static boolean is(BigDecimal offset) {
    return offset.compareTo(BASE) >= 0;
  }

  /** How many groups such an offset means. */
  public static BigDecimal groups(BigDecimal offset) {
    return offset.subtract(BASE);
  }

  private static boolean isBound(@Nullable SqlNode bound) {
    if (!(bound instanceof SqlCall call) || !hasOffset(call)) {
      return false;
    }
    BigDecimal offset = number(call.operand(0));
    return offset != null && is(offset);
  }

  private static boolean hasOffset(SqlCall call) {
    return call.operandCount() == 1
        && (call.getKind() == SqlKind.PRECEDING || call.getKind() == SqlKind.FOLLOWING);
  }

  private static @Nullable BigDecimal number(SqlNode offset) {
    return offset instanceof SqlNumericLiteral number ? number.bigDecimalValue() : null;
  }

  private static SqlNode literal(BigDecimal number, SqlNode place) {
    return SqlLiteral.createExactNumeric(number.toPlainString(), place.getParserPosition());
  }

  /** A window that is printed as it was written. */
  public static SqlWindow printable(SqlWindow window, @Nullable SqlLiteral allowsPartial) {
    return new SqlWindow(
        window.getParserPosition(),
        window.getDeclName(),
        window.getRefName(),
        window.getPartitionList(),
        window.getOrderList(),
        SqlLiteral.createBoolean(window.isRows(), window.getParserPosition()),
        window.getLowerBound(),
        window.getUpperBound(),
        allowsPartial,
        window.getExclude()) {
      @Override
      public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
        if (getDeclName() == null && (isBound(getLowerBound()) || isBound(getUpperBound()))) {
          print(this, writer);
        } else {
          super.unparse(writer, leftPrecedence, rightPrecedence);
        }
      }
    };
  }

  private static void print(SqlWindow window, SqlWriter writer) {
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.WINDOW, "(", ")");
    if (window.getRefName() != null) {
      window.getRefName().unparse(writer, 0, 0);
    }
    printList("PARTITION BY", window.getPartitionList().getList(), writer);
    printList("ORDER BY", window.getOrderList().getList(), writer);
    writer.keyword("GROUPS");
    if (window.getUpperBound() == null) {
      print(window.getLowerBound(), writer);
    } else {
      writer.keyword("BETWEEN");
      print(window.getLowerBound(), writer);
      writer.keyword("AND");
      print(window.getUpperBound(), writer);
    }
    if (!SqlWindow.isExcludeNoOthers(window.getExclude())) {
      window.getExclude().unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }

  private static void printList(String words, List<SqlNode> nodes, SqlWriter writer) {
    String before = words;
    for (SqlNode node : nodes) {
      writer.print(before.equals(",") ? ", " : "");
      if (!before.equals(",")) {
        writer.keyword(before);
      }
      node.unparse(writer, 0, 0);
      before = ",";
    }
  }

  private static void print(@Nullable SqlNode bound, SqlWriter writer) {
    SqlNode plain = bound;
    if (bound instanceof SqlCall call && isBound(call)) {
      BigDecimal offset = number(call.operand(0));
      plain =
          offset == null
              ? call
              : call.getOperator()
                  .createCall(call.getParserPosition(), literal(groups(offset), call));
    }
    if (plain != null) {
      plain.unparse(writer, 0, 0);
    }
  }
}
