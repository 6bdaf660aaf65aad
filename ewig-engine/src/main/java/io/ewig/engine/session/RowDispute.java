package io.ewig.engine.session;

import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.value.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row that two wrote, as one of them left it. */
record RowDispute(MergeConflict conflict, TableCodec codec, byte[] key, Period at)
    implements Disputes.Dispute {

  @Override
  public void settle(Resolution.Take take, Transaction transaction) {
    Object row =
        switch (take) {
          case OURS -> conflict.ours();
          case THEIRS -> conflict.theirs();
          case BASE, VALUE ->
              throw Disputes.unfit(
                  conflict, "there is no base; say OURS, THEIRS, or VALUE and a row");
        };
    Row taken = (Row) Objects.requireNonNull(row, "both wrote rows");
    transaction.put(codec.table(), taken, valid());
  }

  @Override
  public void settleTo(byte @Nullable [] value, Transaction transaction) {
    if (value == null) {
      Row row = codec.toRow(at.value());
      transaction.delete(codec.table(), Disputes.keyOf(codec.table(), row), valid());
    } else {
      transaction.put(codec.table(), codec.toRow(value), valid());
    }
  }
}
