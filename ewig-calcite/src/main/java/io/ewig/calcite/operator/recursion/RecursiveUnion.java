package io.ewig.calcite.operator.recursion;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.operator.spill.RowStore;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a seed, then those of a step, which is run on the rows of the turn before until there
 * are none.
 *
 * <p>UNION leaves out rows that were there before, so that walking in a circle ends; with UNION ALL
 * it ends at a limit, unless enough rows were read before.
 */
public final class RecursiveUnion implements Operator {

  /** A chain of so many links is followed to its end. */
  public static final int TURNS_MAX = 1_000_000;

  /** Beyond this a recursion is taken for endless. */
  public static final long ROWS_MAX = 100_000_000;

  private final Operator seed;
  private final Operator step;
  private final WorkTable table;
  private final boolean isAll;
  private final Keys keys;
  private final int turnsWanted;

  /**
   * @param turnsWanted after so many turns it is over without an error; less than 0 for never
   */
  public RecursiveUnion(
      Operator seed, Operator step, WorkTable table, boolean isAll, int width, int turnsWanted) {
    this.seed = seed;
    this.step = step;
    this.table = table;
    this.isAll = isAll;
    this.keys = Keys.ofAll(width);
    this.turnsWanted = turnsWanted;
  }

  @Override
  public Rows open(Execution execution) {
    return new Turns(this, execution);
  }

  @Override
  public String describe() {
    return "recursive union" + (isAll ? " all: " : ": ") + table.name();
  }

  @Override
  public List<Operator> inputs() {
    return List.of(seed, step);
  }

  private static final class Turns implements Rows {

    private final RecursiveUnion union;
    private final Execution execution;
    private final Reservation memory;
    private final Set<Key> seen = new HashSet<>();
    private RowStore before;
    private RowStore now;
    private @Nullable Rows current;
    private int turns;
    private long count;
    private boolean isOver;

    Turns(RecursiveUnion union, Execution execution) {
      this.union = union;
      this.execution = execution;
      this.memory = new Reservation(execution.memory(), "a recursive query");
      this.before = new RowStore(execution, "a recursive query");
      this.now = new RowStore(execution, "a recursive query");
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      while (!isOver) {
        execution.tick();
        if (current == null) {
          current = union.seed.open(execution);
        }
        @Nullable Object[] row = current.next();
        if (row == null) {
          current.close();
          nextTurn();
        } else if (union.isAll || isNew(row)) {
          if (++count > ROWS_MAX) {
            throw endless("gives more than " + ROWS_MAX + " rows");
          }
          now.add(row);
          return row;
        }
      }
      return null;
    }

    private boolean isNew(@Nullable Object[] row) {
      Key key = union.keys.of(row);
      if (!seen.add(key)) {
        return false;
      }
      memory.take(key.size() + RowSize.of(row) + RowSize.ENTRY);
      return true;
    }

    private void nextTurn() {
      if (now.count() == 0 || turns == union.turnsWanted) {
        isOver = true;
        return;
      }
      if (++turns > TURNS_MAX) {
        throw endless("takes more than " + TURNS_MAX + " turns");
      }
      RowStore cleared = before;
      cleared.clear();
      before = now;
      now = cleared;
      union.table.set(before, execution);
      current = union.step.open(execution);
    }

    private UserException endless(String what) {
      return new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the recursive query "
              + union.table.name()
              + " "
              + what
              + "; use UNION instead of UNION ALL, or a condition that ends it");
    }

    @Override
    public void close() {
      isOver = true;
      if (current != null) {
        current.close();
        current = null;
      }
      union.table.forget(execution);
      before.close();
      now.close();
      seen.clear();
      memory.close();
    }
  }
}
