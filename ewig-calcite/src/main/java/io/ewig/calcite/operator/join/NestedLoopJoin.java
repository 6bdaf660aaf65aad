package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.spill.RowStore;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins by any condition: for each row of the left side all rows of the right, which are stored.
 */
public final class NestedLoopJoin implements Operator {

  private final Operator left;
  private final Operator right;
  private final JoinType type;
  private final @Nullable Condition condition;
  private final Pairs pairs;

  /**
   * @param condition null if every pair matches
   */
  public NestedLoopJoin(
      Operator left,
      Operator right,
      JoinType type,
      @Nullable Expression condition,
      int leftWidth,
      int rightWidth) {
    this.left = left;
    this.right = right;
    this.type = type;
    this.condition = condition == null ? null : Condition.of(condition);
    this.pairs = new Pairs(leftWidth, rightWidth);
  }

  @Override
  public Rows open(Execution execution) {
    return new Looping(this, execution);
  }

  @Override
  public String describe() {
    return "nested loop join: " + type.text() + (condition == null ? "" : " on a condition");
  }

  @Override
  public List<Operator> inputs() {
    return List.of(left, right);
  }

  private static final class Looping implements Rows {

    private final NestedLoopJoin join;
    private final Execution execution;
    private final RowStore stored;
    private final BitSet matched = new BitSet();
    private @Nullable Rows lefts;
    private @Nullable Rows rights;
    private @Nullable Object @Nullable [] row;
    private boolean hasMatch;
    private boolean isLeftOver;
    private int number;

    Looping(NestedLoopJoin join, Execution execution) {
      this.join = join;
      this.execution = execution;
      this.stored = new RowStore(execution, "a nested loop join");
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      while (!isLeftOver) {
        execution.tick();
        @Nullable Object[] current = row;
        if (current == null) {
          isLeftOver = !advance();
        } else {
          @Nullable Object[] result = nextOf(current);
          if (result != null) {
            return result;
          }
        }
      }
      return join.type.keepsRight() ? nextOfRight() : null;
    }

    private boolean advance() {
      if (lefts == null) {
        lefts = join.left.open(execution);
        row = lefts.next();
        if (row != null || join.type.keepsRight()) {
          stored.addAll(join.right.open(execution));
        }
      } else {
        row = lefts.next();
      }
      rewind();
      return row != null;
    }

    private void rewind() {
      if (rights != null) {
        rights.close();
      }
      rights = stored.rows();
      number = 0;
      hasMatch = false;
    }

    /** The next row that comes of this one, or null when it is done with. */
    private @Nullable Object @Nullable [] nextOf(@Nullable Object[] current) {
      Rows candidates = rights;
      if (candidates == null) {
        return null;
      }
      for (@Nullable Object[] right = candidates.next(); right != null; right = candidates.next()) {
        execution.tick();
        int place = number++;
        @Nullable Object[] pair = join.pairs.of(current, right);
        if (join.condition == null || join.condition.holds(pair, execution)) {
          hasMatch = true;
          matched.set(place);
          if (join.type.isHalf()) {
            break;
          }
          return pair;
        }
      }
      row = null;
      if (join.type.isHalf()) {
        return hasMatch == (join.type == JoinType.SEMI) ? current : null;
      }
      return !hasMatch && join.type.keepsLeft() ? join.pairs.ofLeft(current) : null;
    }

    private @Nullable Object @Nullable [] nextOfRight() {
      Rows candidates = rights;
      if (candidates == null) {
        return null;
      }
      for (@Nullable Object[] right = candidates.next(); right != null; right = candidates.next()) {
        execution.tick();
        if (!matched.get(number++)) {
          return join.pairs.ofRight(right);
        }
      }
      return null;
    }

    @Override
    public void close() {
      isLeftOver = true;
      if (lefts != null) {
        lefts.close();
      }
      if (rights != null) {
        rights.close();
        rights = null;
      }
      stored.close();
    }
  }
}
