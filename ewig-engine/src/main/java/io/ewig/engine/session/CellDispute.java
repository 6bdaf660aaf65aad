package io.ewig.engine.session;

import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.value.Row;
import org.jspecify.annotations.Nullable;

/** A value of a column that two wrote and whose law does not decide. */
record CellDispute(MergeConflict conflict, TableCodec codec, byte[] key, Period at, int position)
    implements Disputes.Dispute {

  @Override
  public void settle(Resolution.Take take, Transaction transaction) {
    Object value =
        switch (take) {
          case OURS -> conflict.ours();
          case THEIRS -> conflict.theirs();
          case BASE, VALUE -> conflict.base();
        };
    choose(value, transaction);
  }

  @Override
  public void settleTo(byte @Nullable [] value, Transaction transaction) {
    choose(value == null ? null : codec.toRow(value).get(position), transaction);
  }

  private void choose(@Nullable Object value, Transaction transaction) {
    Row row = codec.toRow(at.value());
    transaction.choose(codec.table(), row, row.with(position, value), position, valid());
  }
}
