package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.row.Keys;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks rows up in a table, and then gives the rows of the table that are to be given.
 *
 * <p>When the table is only a part of what there is, whether a row found a match is noted for the
 * next part, and rows without one are not given yet.
 */
final class Probe implements Rows {

  private final HashJoin.Plan plan;
  private final Pairs pairs;
  private final JoinTable table;
  private final Rows rows;
  private final @Nullable BitSet matched;
  private final Execution execution;
  private final @Nullable Condition residual;
  private final Keys keys;
  private @Nullable Object @Nullable [] row;
  private JoinTable.@Nullable Entry candidate;
  private boolean hasMatch;
  private int number = -1;
  private int given = -1;

  /**
   * @param matched which rows, by their numbers, found a match in other parts of the table; null if
   *     this table is all
   */
  Probe(
      HashJoin.Plan plan,
      JoinTable table,
      Rows rows,
      @Nullable BitSet matched,
      Execution execution) {
    this.plan = plan;
    this.pairs = plan.pairs();
    this.table = table;
    this.rows = rows;
    this.matched = matched;
    this.execution = execution;
    Expression wanted = plan.residual();
    this.residual = wanted == null ? null : Condition.of(wanted);
    this.keys = plan.isRightInTable() ? plan.keys().left() : plan.keys().right();
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (given < 0) {
      @Nullable Object[] current = row;
      if (current == null) {
        if (!advance()) {
          given = 0;
        }
      } else if (candidate != null) {
        @Nullable Object[] result = match(current, candidate);
        if (result != null) {
          return result;
        }
      } else {
        row = null;
        if (!hasMatch && matched == null && plan.keepsProbe()) {
          return alone(plan, pairs, current);
        }
      }
    }
    return plan.givesTable() ? nextOfTable() : null;
  }

  /** Goes on to the next row that is to be looked up. */
  private boolean advance() {
    execution.tick();
    row = rows.next();
    number++;
    hasMatch = false;
    if (row == null) {
      return false;
    }
    if (plan.isProbeHalf() && matched != null && matched.get(number)) {
      row = null;
      return true;
    }
    candidate = table.find(keys, row);
    return true;
  }

  private @Nullable Object @Nullable [] match(@Nullable Object[] current, JoinTable.Entry entry) {
    execution.tick();
    candidate = entry.next;
    @Nullable Object[] pair =
        plan.isRightInTable() ? pairs.of(current, entry.row) : pairs.of(entry.row, current);
    if (residual != null && !residual.holds(pair, execution)) {
      return null;
    }
    entry.isMatched = true;
    hasMatch = true;
    if (matched != null) {
      matched.set(number);
    }
    if (plan.isProbeHalf()) {
      candidate = null;
      return plan.type() == JoinType.SEMI ? current : null;
    }
    return plan.type().isHalf() ? null : pair;
  }

  /** A row that was looked up in vain, as the join gives it. */
  static @Nullable Object[] alone(HashJoin.Plan plan, Pairs pairs, @Nullable Object[] row) {
    if (plan.type().isHalf()) {
      return row;
    }
    return plan.isRightInTable() ? pairs.ofLeft(row) : pairs.ofRight(row);
  }

  private @Nullable Object @Nullable [] nextOfTable() {
    while (given < table.entries().size()) {
      execution.tick();
      JoinTable.Entry entry = table.entries().get(given++);
      if (entry.isMatched == (plan.type() == JoinType.SEMI)) {
        if (plan.type().isHalf()) {
          return entry.row;
        }
        return plan.isRightInTable() ? pairs.ofRight(entry.row) : pairs.ofLeft(entry.row);
      }
    }
    return null;
  }

  @Override
  public void close() {
    rows.close();
  }
}
