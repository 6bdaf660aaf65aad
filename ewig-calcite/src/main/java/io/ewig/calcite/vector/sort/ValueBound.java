package io.ewig.calcite.vector.sort;

import io.ewig.calcite.operator.row.SortColumn;
import io.ewig.calcite.operator.sort.BestRows;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.KeyTerm;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** By names or other coded values: each is compared once in a batch, and never again if it lost. */
final class ValueBound implements Bound {

  private final KeyTerm.Numbering values;
  private final SortColumn key;
  private final LaterKeys later;
  private final BitSet lost = new BitSet();
  private final BitSet tied = new BitSet();
  private final BitSet compared = new BitSet();

  ValueBound(KeyTerm.Numbering values, SortColumn key, LaterKeys later) {
    this.values = values;
    this.key = key;
    this.later = later;
  }

  @Override
  public void sift(Batch batch, Selection selection, BestRows best) {
    int[] numbers = values.of(batch, selection);
    if (!best.isFull()) {
      return;
    }
    @Nullable Object[] worst = best.worst();
    tied.clear();
    compared.clear();
    int[] rows = selection.rows();
    int kept = 0;
    for (int i = 0; i < selection.count(); i++) {
      int row = rows[i];
      int number = numbers[row];
      if (!lost.get(number) && !compared.get(number)) {
        compare(number, worst[key.index()]);
      }
      boolean isBeyond =
          lost.get(number) || (tied.get(number) && later.areBeyond(batch, row, worst));
      rows[kept] = row;
      kept += isBeyond ? 0 : 1;
    }
    selection.keep(kept);
  }

  private void compare(int number, @Nullable Object worst) {
    int order = key.compareValues(values.value(number), worst);
    lost.set(number, order > 0);
    tied.set(number, order == 0);
    compared.set(number);
  }
}
