package io.ewig.parser.expression;

import io.ewig.parser.limit.Limits;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;

/**
 * Makes a tree of a chain of operands and operators, such as {@code a = 1 OR b = 2 OR c = 3}.
 *
 * <p>Calcite makes it as deep as the chain is long, in time that grows with its square. So long
 * chains of OR and AND are cut into pieces first and made balanced trees, which mean the same;
 * other long chains are refused.
 */
public final class Chains {

  /** Up to here, a chain becomes the tree that Calcite makes of it. */
  private static final int BALANCED_FROM = 100;

  private Chains() {}

  /**
   * @param chain operands and {@link ToTreeListItem}s
   */
  public static SqlNode toTree(List<Object> chain) {
    return chain.size() > BALANCED_FROM
        ? toTree(chain, SqlStdOperatorTable.OR)
        : SqlParserUtil.toTree(chain);
  }

  /**
   * Whether ESCAPE can follow: the last operator that binds no tighter than LIKE is a LIKE, and
   * does not belong to what another ESCAPE names.
   */
  public static boolean endsInLike(List<Object> chain) {
    int like = lastNoTighterThanLike(chain, chain.size());
    if (like < 0 || !(operator(chain, like) instanceof SqlLikeOperator)) {
      return false;
    }
    int before = lastNoTighterThanLike(chain, like);
    return before < 0 || operator(chain, before).getKind() != SqlKind.ESCAPE;
  }

  private static int lastNoTighterThanLike(List<Object> chain, int end) {
    for (int i = end - 1; i >= 0; i--) {
      if (chain.get(i) instanceof ToTreeListItem item
          && item.getOperator().getLeftPrec() <= SqlStdOperatorTable.LIKE.getLeftPrec()) {
        return i;
      }
    }
    return -1;
  }

  private static SqlOperator operator(List<Object> chain, int index) {
    return ((ToTreeListItem) chain.get(index)).getOperator();
  }

  /** Cuts a chain at one operator: first at OR, the pieces then at AND. */
  private static SqlNode toTree(List<Object> chain, SqlOperator operator) {
    if (chain.size() <= BALANCED_FROM || hasLooser(chain, operator)) {
      return leaf(chain);
    }
    List<SqlNode> pieces = new ArrayList<>();
    boolean between = false;
    int start = 0;
    for (int i = 0; i < chain.size(); i++) {
      if (chain.get(i) instanceof ToTreeListItem item) {
        if (item.getOperator().getKind() == SqlKind.BETWEEN) {
          between = true;
        } else if (between && item.getOperator().getKind() == SqlKind.AND) {
          between = false;
        } else if (item.getOperator().getKind() == operator.getKind()) {
          pieces.add(piece(chain.subList(start, i), operator));
          start = i + 1;
        }
      }
    }
    pieces.add(piece(chain.subList(start, chain.size()), operator));
    return balanced(pieces, operator);
  }

  private static SqlNode piece(List<Object> chain, SqlOperator operator) {
    List<Object> piece = new ArrayList<>(chain);
    return operator.getKind() == SqlKind.OR ? toTree(piece, SqlStdOperatorTable.AND) : leaf(piece);
  }

  private static SqlNode leaf(List<Object> chain) {
    long operators = chain.stream().filter(ToTreeListItem.class::isInstance).count();
    if (operators > Limits.OPERATORS_MAX) {
      throw Chain.tooLong("an expression");
    }
    return SqlParserUtil.toTree(chain);
  }

  /** Whether an operator binds less than the given one, so that cutting there would be wrong. */
  private static boolean hasLooser(List<Object> chain, SqlOperator operator) {
    for (Object item : chain) {
      if (item instanceof ToTreeListItem other
          && other.getOperator().getLeftPrec() < operator.getLeftPrec()
          && other.getOperator().getRightPrec() < operator.getRightPrec()) {
        return true;
      }
    }
    return false;
  }

  private static SqlNode balanced(List<SqlNode> pieces, SqlOperator operator) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    int half = pieces.size() / 2;
    SqlNode left = balanced(pieces.subList(0, half), operator);
    SqlNode right = balanced(pieces.subList(half, pieces.size()), operator);
    SqlParserPos pos = left.getParserPosition().plus(right.getParserPosition());
    return operator.createCall(pos, left, right);
  }
}
