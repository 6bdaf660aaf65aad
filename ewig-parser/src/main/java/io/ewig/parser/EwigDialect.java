package io.ewig.parser;

import io.ewig.parser.expression.WithTies;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** How trees are printed so that they can be parsed again. */
public final class EwigDialect extends SqlDialect {

  public static final SqlDialect INSTANCE = new EwigDialect();

  private EwigDialect() {
    super(
        SqlDialect.EMPTY_CONTEXT
            .withDatabaseProductName("Ewig")
            .withIdentifierQuoteString("\"")
            .withUnquotedCasing(Casing.TO_LOWER)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(true)
            .withConformance(Conformance.INSTANCE)
            .withNullCollation(NullCollation.HIGH));
  }

  static SqlWriterConfig configure(SqlWriterConfig config) {
    return config
        .withDialect(INSTANCE)
        .withQuoteAllIdentifiers(true)
        .withAlwaysUseParentheses(false)
        .withSelectListItemsOnSeparateLines(false)
        .withUpdateSetListNewline(false)
        .withClauseStartsLine(false)
        .withIndentation(0)
        .withLineFolding(SqlWriterConfig.LineFolding.WIDE);
  }

  /** Texts may hold any character; the Unicode escapes of the standard would change their type. */
  @Override
  public void quoteStringLiteral(StringBuilder out, @Nullable String charset, String text) {
    out.append('\'').append(text.replace("'", "''")).append('\'');
  }

  /** LIMIT comes first, unless parameters are counted the other way round. */
  @Override
  public void unparseOffsetFetch(
      SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
    if (fetch != null && WithTies.is(fetch)) {
      if (offset != null) {
        writer.keyword("OFFSET");
        offset.unparse(writer, -1, -1);
        writer.keyword("ROWS");
      }
      writer.keyword("FETCH NEXT");
      WithTies.rows(fetch).unparse(writer, -1, -1);
      writer.keyword("ROWS WITH TIES");
    } else if (offset instanceof SqlDynamicParam first
        && fetch instanceof SqlDynamicParam second
        && first.getIndex() < second.getIndex()) {
      super.unparseOffsetFetch(writer, offset, fetch);
    } else {
      unparseFetchUsingLimit(writer, offset, fetch);
    }
  }

  @Override
  public void unparseDateTimeLiteral(
      SqlWriter writer, SqlAbstractDateTimeLiteral literal, int leftPrec, int rightPrec) {
    if (literal.getTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
      writer.literal("TIMESTAMP WITH TIME ZONE '" + literal.toFormattedString() + "Z'");
    } else {
      super.unparseDateTimeLiteral(writer, literal, leftPrec, rightPrec);
    }
  }

  /** An aggregate that has its order behind its arguments is a plain call to Calcite. */
  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    int last = call.operandCount() - 1;
    if (last > 0
        && call.getOperator() instanceof SqlUnresolvedFunction
        && call.operand(last) instanceof SqlNodeList order) {
      call.getOperator().getNameAsId().unparse(writer, leftPrec, rightPrec);
      SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.FUN_CALL, "(", ")");
      SqlLiteral quantifier = call.getFunctionQuantifier();
      if (quantifier != null) {
        quantifier.unparse(writer, 0, 0);
      }
      for (SqlNode argument : call.getOperandList().subList(0, last)) {
        writer.sep(",");
        argument.unparse(writer, 0, 0);
      }
      writer.keyword("ORDER BY");
      order.unparse(writer, 0, 0);
      writer.endList(frame);
    } else {
      super.unparseCall(writer, call, leftPrec, rightPrec);
    }
  }
}
