package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.hash.Hash;

/**
 * What a tree says of a row, see {@link RowState}.
 *
 * @param earlier how many periods there are before the last
 * @param chain what those come to; zeros if there are none
 * @param from since when the last holds
 * @param to until when
 * @param value what it holds
 */
public record RowSummary(int earlier, Hash chain, long from, long to, byte[] value) {

  private static final int EARLIER_MAX = Integer.MAX_VALUE;

  /** When the last one holds. */
  public ValidPeriod valid() {
    return ValidPeriod.ofNanos(from, to);
  }

  public static RowSummary read(byte[] state) {
    BytesIn in = new BytesIn(state, "the state of a row");
    int earlier = in.getCount(EARLIER_MAX, "periods");
    Hash chain = earlier == 0 ? Hash.ZERO : in.getHash();
    return new RowSummary(earlier, chain, in.getLong(), in.getLong(), in.get(in.remaining()));
  }
}
