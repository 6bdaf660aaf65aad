package io.ewig.engine.session;

import io.ewig.engine.internal.late.Held;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.value.Row;
import org.jspecify.annotations.Nullable;

/** A row that rules keep out of its table. */
record HeldDispute(
    MergeConflict conflict, TableCodec codec, byte[] key, Period at, Held.Reason reason)
    implements Disputes.Dispute {

  @Override
  public void settle(Resolution.Take take, Transaction transaction) {
    switch (take) {
      case OURS -> transaction.takeAway(codec, key, valid());
      case THEIRS -> letIn(transaction);
      case BASE, VALUE ->
          throw Disputes.unfit(conflict, "there is no base; say OURS, THEIRS, or VALUE and a row");
    }
  }

  /** Takes away what keeps it out. */
  private void letIn(Transaction transaction) {
    Row winner = (Row) conflict.ours();
    switch (reason) {
      case UNIQUE -> {
        if (winner == null) {
          throw Disputes.unfit(
              conflict, "the row that has the key waits itself: settle that first");
        }
        transaction.delete(codec.table(), Disputes.keyOf(codec.table(), winner), valid());
      }
      case FOREIGN_KEY ->
          throw Disputes.unfit(
              conflict,
              "insert the row that it refers to, or say OURS to delete this, or VALUE and a row");
      case CHECK -> throw Disputes.unfit(conflict, "say OURS to delete it, or VALUE and a row");
    }
  }

  @Override
  public void settleTo(byte @Nullable [] value, Transaction transaction) {
    if (value == null) {
      transaction.takeAway(codec, key, valid());
    } else {
      transaction.put(codec.table(), codec.toRow(value), valid());
    }
  }
}
