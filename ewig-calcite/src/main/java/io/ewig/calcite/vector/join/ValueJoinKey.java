package io.ewig.calcite.vector.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.KeyRule;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.NeededRow;
import io.ewig.calcite.vector.term.PerName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anything, by the rules of joins that go row by row.
 *
 * @param kept of the side that is kept
 * @param sought of the other
 */
public record ValueJoinKey(Term kept, Term sought, KeyRule rule, boolean isNullEqual)
    implements JoinKey {

  /** Something computed of rows in which only some columns are filled in. */
  public static final class Term {
    private final int coded;
    private final int[] needs;
    private final Expression expression;

    /**
     * @param coded the only column that it is about, if that one comes by codes; else -1
     * @param needs the columns that it is about
     */
    public Term(int coded, int[] needs, Expression expression) {
      this.coded = coded;
      this.needs = needs;
      this.expression = expression;
    }
  }

  @Override
  public Index start(Execution execution) {
    return new Numbers(execution);
  }

  private final class Numbers implements Index {
    private final Map<Key, Integer> known = new HashMap<>();
    private final Execution execution;
    private final NeededRow needed = new NeededRow(kept.needs);
    private final KeyMaker keys = new KeyMaker();
    private final int[] numbers = new int[Batch.ROWS_MAX];
    private long bytes;

    Numbers(Execution execution) {
      this.execution = execution;
    }

    @Override
    public int[] add(Batch batch, Selection selection) {
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        execution.tick();
        int row = rows[i];
        numbers[row] = number(kept.expression.value(needed.of(batch, row), execution));
      }
      return numbers;
    }

    private int number(@Nullable Object value) {
      if (value == null && !isNullEqual) {
        return NONE;
      }
      Key key = keys.of(value);
      Integer before = known.putIfAbsent(key, known.size());
      if (before != null) {
        return before;
      }
      bytes += key.size() + RowSize.ofValue(value) + RowSize.ENTRY;
      return known.size() - 1;
    }

    @Override
    public Finding find(Execution by) {
      KeyMaker others = new KeyMaker();
      int[] found = new int[Batch.ROWS_MAX];
      if (sought.coded >= 0) {
        PerName ofName =
            new PerName(sought.coded, row -> 1 + found(sought.expression.value(row, by), others));
        return (batch, selection) -> {
          int[] rows = selection.rows();
          ofName.read(batch, rows, selection.count(), found);
          for (int i = 0; i < selection.count(); i++) {
            found[rows[i]]--;
          }
          return found;
        };
      }
      NeededRow row = new NeededRow(sought.needs);
      return (batch, selection) -> {
        int[] rows = selection.rows();
        for (int i = 0; i < selection.count(); i++) {
          by.tick();
          int at = rows[i];
          found[at] = found(sought.expression.value(row.of(batch, at), by), others);
        }
        return found;
      };
    }

    private int found(@Nullable Object value, KeyMaker others) {
      if (value == null && !isNullEqual) {
        return NONE;
      }
      Integer number = known.get(others.of(value));
      return number == null ? NONE : number;
    }

    @Override
    public long bytes() {
      return bytes;
    }
  }

  /** Makes keys of single values; one thread. */
  private final class KeyMaker {
    private final Keys keys = new Keys(new int[] {0}, new KeyRule[] {rule});
    private final @Nullable Object[] row = new @Nullable Object[1];

    Key of(@Nullable Object value) {
      row[0] = value;
      return keys.of(row);
    }
  }
}
