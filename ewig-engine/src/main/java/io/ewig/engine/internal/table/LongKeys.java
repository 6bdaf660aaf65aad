package io.ewig.engine.internal.table;

import io.ewig.engine.value.Row;
import org.jspecify.annotations.Nullable;

/** What becomes of a row whose values are too long for one of its table's indexes. */
public enum LongKeys {
  /** It is refused, with what it is written by. */
  REFUSED {
    @Override
    byte[] valuesOf(Row row, IndexCodec index) {
      return index.valuesOf(row);
    }
  },
  /**
   * It has no entry there: it is recorded, by somebody who did not know of the index, or the index
   * by somebody who did not know of the row. Such a row is held, so nobody looks it up.
   */
  LEFT_OUT {
    @Override
    byte @Nullable [] valuesOf(Row row, IndexCodec index) {
      return index.valuesIfTheyFit(row);
    }
  };

  abstract byte @Nullable [] valuesOf(Row row, IndexCodec index);
}
