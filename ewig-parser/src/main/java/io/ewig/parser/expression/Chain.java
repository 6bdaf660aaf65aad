package io.ewig.parser.expression;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.limit.Limits;
import io.ewig.parser.node.Place;
import java.util.ArrayList;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;

/** Operands and operators in the order of the text; only those of OR and AND may be very many. */
public final class Chain extends ArrayList<Object> {

  /** Operators since the last OR or AND. */
  private int operators;

  @Override
  public boolean add(Object item) {
    if (item instanceof ToTreeListItem operator) {
      count(operator);
    }
    return super.add(item);
  }

  private void count(ToTreeListItem item) {
    SqlKind kind = item.getOperator().getKind();
    boolean cut = kind == SqlKind.OR || kind == SqlKind.AND;
    operators = cut ? 0 : operators + 1;
    if (operators > Limits.OPERATORS_MAX) {
      throw tooLong(Place.of(item.getPos()).toString());
    }
  }

  static UserException tooLong(String place) {
    return new UserException(
        ErrorCode.LIMIT_EXCEEDED,
        place
            + ": more than "
            + Limits.OPERATORS_MAX
            + " operators in a row; put parts of them into parentheses or a WITH clause");
  }
}
