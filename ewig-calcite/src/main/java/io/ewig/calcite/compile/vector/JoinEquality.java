package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.row.JoinCompiler;
import io.ewig.calcite.operator.row.KeyRule;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.join.JoinKey;
import io.ewig.calcite.vector.join.LongJoinKey;
import io.ewig.calcite.vector.join.TextJoinKey;
import io.ewig.calcite.vector.join.ValueJoinKey;
import io.ewig.calcite.vector.term.LongTerm;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Two expressions that have to be equal, one of each side of a join, each by its own columns.
 *
 * @param isNullEqual whether null equals null (IS NOT DISTINCT FROM)
 */
record JoinEquality(RexNode sought, RexNode kept, boolean isNullEqual) {

  /**
   * Null if a condition is none.
   *
   * @param width how many columns the side has that is looked up
   */
  static @Nullable JoinEquality of(RexNode condition, int width) {
    boolean isNullEqual = condition.isA(SqlKind.IS_NOT_DISTINCT_FROM);
    if (!isNullEqual && !condition.isA(SqlKind.EQUALS)) {
      return null;
    }
    List<RexNode> operands = ((RexCall) condition).getOperands();
    RexNode first = operands.get(0);
    RexNode second = operands.get(1);
    ImmutableBitSet ofFirst = RelOptUtil.InputFinder.bits(first);
    ImmutableBitSet ofSecond = RelOptUtil.InputFinder.bits(second);
    if (ofFirst.isEmpty() || ofSecond.isEmpty()) {
      return null;
    }
    if (ofFirst.length() <= width && ofSecond.nth(0) >= width) {
      return new JoinEquality(first, RexUtil.shift(second, -width), isNullEqual);
    } else if (ofSecond.length() <= width && ofFirst.nth(0) >= width) {
      return new JoinEquality(second, RexUtil.shift(first, -width), isNullEqual);
    }
    return null;
  }

  /** Whether each side has a rule of its own, by where its values come from. */
  boolean isOfTextAndChar() {
    return JoinCompiler.areTextAndChar(sought.getType(), kept.getType());
  }

  /** What finds equal ones, in the fastest form that there is. */
  JoinKey key(Terms ofSought, Terms ofKept) {
    LongTerm soughtLongs = ofSought.longsOrComputed(sought);
    LongTerm keptLongs = ofKept.longsOrComputed(kept);
    if (soughtLongs != null && keptLongs != null && areAlike(soughtLongs, keptLongs)) {
      return new LongJoinKey(keptLongs, soughtLongs, isNullEqual);
    }
    KeyRule rule = JoinCompiler.rule(sought.getType(), kept.getType());
    int keptText = ofKept.column(kept, VectorKind.TEXT);
    if (keptText >= 0 && rule == KeyRule.SAME) {
      int name = ofSought.column(sought, VectorKind.NAME);
      int text = ofSought.column(sought, VectorKind.TEXT);
      if (name >= 0 || text >= 0) {
        return new TextJoinKey(keptText, Math.max(name, text), name >= 0, isNullEqual);
      }
    }
    return new ValueJoinKey(ofKept.joinTerm(kept), ofSought.joinTerm(sought), rule, isNullEqual);
  }

  private static boolean areAlike(LongTerm one, LongTerm other) {
    return one.form() == other.form() || (one.form().isNumeric() && other.form().isNumeric());
  }
}
