package io.ewig.calcite.expression.rex;

import io.ewig.calcite.expression.json.JsonFacts;
import io.ewig.calcite.expression.pattern.Occurrences;
import io.ewig.calcite.expression.period.PeriodOperator;
import io.ewig.calcite.expression.time.DateSums;
import io.ewig.parser.expression.JsonType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * How calls become row expressions: Calcite's way, but for calls that it would expand into
 * something less exact (milliseconds), less strict or slower; those stay whole.
 */
public final class EwigConvertlets implements SqlRexConvertletTable {

  public static final EwigConvertlets INSTANCE = new EwigConvertlets();

  private final Map<SqlOperator, SqlRexConvertlet> own = new HashMap<>();

  private EwigConvertlets() {
    for (SqlOperator operator :
        List.of(
            SqlStdOperatorTable.TIMESTAMP_ADD,
            SqlStdOperatorTable.TIMESTAMP_DIFF,
            SqlStdOperatorTable.FLOOR,
            SqlStdOperatorTable.CEIL,
            SqlStdOperatorTable.SQRT,
            Occurrences.REGEXP_SUBSTR,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM)) {
      own.put(operator, EwigConvertlets::whole);
    }
    DateSums.all().forEach(operator -> own.put(operator, EwigConvertlets::whole));
    PeriodOperator.all().forEach(operator -> own.put(operator, EwigConvertlets::whole));
    own.put(OuterColumn.OPERATOR, (context, call) -> context.convertExpression(call.operand(0)));
    own.put(SqlStdOperatorTable.CAST, EwigConvertlets::cast);
    own.put(SqlLibraryOperators.INFIX_CAST, EwigConvertlets::cast);
    own.put(SqlLibraryOperators.SAFE_CAST, EwigConvertlets::cast);
    own.put(SqlLibraryOperators.TRY_CAST, EwigConvertlets::cast);
  }

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    SqlRexConvertlet convertlet = own.get(call.getOperator());
    return convertlet != null ? convertlet : StandardConvertletTable.INSTANCE.get(call);
  }

  /** Calcite would write TRUE and 1.0E20 where we write true and 1e+20. */
  private static RexNode cast(SqlRexContext context, SqlCall call) {
    RexNode operand = context.convertExpression(call.operand(0));
    RelDataType type = context.getValidator().getValidatedNodeTypeIfKnown(call);
    if (type instanceof JsonType json) {
      return document(context.getRexBuilder(), operand, json, call.getKind());
    }
    boolean isOurs =
        type != null
            && operand instanceof RexLiteral literal
            && !literal.isNull()
            && isOurs(literal, type);
    if (type == null || !isOurs) {
      return Objects.requireNonNull(StandardConvertletTable.INSTANCE.get(call))
          .convertCall(context, call);
    }
    boolean isSafe = call.getKind() == SqlKind.SAFE_CAST;
    return context.getRexBuilder().makeAbstractCast(type, operand, isSafe);
  }

  /**
   * The text of a document, if it is one; no cast, since Calcite leaves out those between texts
   * that lose nothing.
   */
  private static RexNode document(RexBuilder rex, RexNode operand, JsonType type, SqlKind kind) {
    RexNode text = rex.makeCast(type.text(), operand);
    RexNode document = rex.makeCall(type, JsonFacts.JSON_GET, List.of(text));
    return kind == SqlKind.SAFE_CAST
        ? rex.makeCall(
            SqlStdOperatorTable.CASE,
            rex.makeCall(SqlStdOperatorTable.IS_JSON_VALUE, text),
            document,
            rex.makeNullLiteral(type))
        : document;
  }

  /**
   * Texts of values, which Calcite writes otherwise; UUIDs, which it orders otherwise; and what is
   * padded, which is no literal any more: its blanks do not count.
   */
  private static boolean isOurs(RexLiteral literal, RelDataType type) {
    if (type.getSqlTypeName() == SqlTypeName.CHAR) {
      return true;
    }
    boolean isText = SqlTypeUtil.inCharFamily(type) && !SqlTypeUtil.inCharFamily(literal.getType());
    return isText || type.getSqlTypeName() == SqlTypeName.UUID;
  }

  private static RexNode whole(SqlRexContext context, SqlCall call) {
    List<RexNode> operands =
        call.getOperandList().stream().map(context::convertExpression).toList();
    RelDataType type = context.getValidator().getValidatedNodeTypeIfKnown(call);
    return type == null
        ? context.getRexBuilder().makeCall(call.getOperator(), operands)
        : context.getRexBuilder().makeCall(type, call.getOperator(), operands);
  }
}
