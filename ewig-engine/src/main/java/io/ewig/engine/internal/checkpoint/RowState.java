package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.difference.Window;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row at all valid times, in a few bytes: its last period as it is, those before as a hash; read
 * by {@link RowSummary}.
 *
 * <pre>
 * state = earlier: varint, [ chain (32) ], from: i64, to: i64, row     chain if earlier is not 0
 * chain = H("EWIGROWS", chain of the periods before or zeros, from, to, H(row))    of each earlier
 * </pre>
 *
 * <ul>
 *   <li>a function of the timeline alone: whatever events made it, in whatever order;
 *   <li>a change behind the start of the last period costs the same however long the past is;
 *   <li>nothing for a row that never holds.
 * </ul>
 */
final class RowState {

  private static final long DOMAIN = Preimage.domain("EWIGROWS");

  private int earlier;
  private Hash chain = Hash.ZERO;

  private RowState() {}

  /** What a row comes to, read from its start. */
  static byte @Nullable [] of(Source source, byte[] key) {
    return new RowState().with(source.pieces(key, Long.MIN_VALUE, Version.OPEN));
  }

  /**
   * What a row comes to after a change.
   *
   * @param before what it came to, or null
   * @param changed outside of this, it is as it was
   */
  static byte @Nullable [] after(
      byte @Nullable [] before, Window changed, Source source, byte[] key) {
    if (before == null) {
      return of(source, key);
    }
    RowSummary known = RowSummary.read(before);
    RowState state = new RowState();
    state.earlier = known.earlier();
    state.chain = known.chain();
    long lastFrom = known.from();
    if (changed.from() <= lastFrom) {
      return of(source, key);
    }
    return state.with(source.pieces(key, lastFrom, Version.OPEN));
  }

  private byte @Nullable [] with(List<Period> periods) {
    if (periods.isEmpty()) {
      return null;
    }
    int last = periods.size() - 1;
    periods.subList(0, last).forEach(this::add);
    return write(periods.get(last));
  }

  private void add(Period period) {
    Hash row = Sha256.of(period.value());
    chain =
        Preimage.start(DOMAIN)
            .putHash(chain)
            .putLong(period.validFrom())
            .putLong(period.validTo())
            .putHash(row)
            .hash();
    earlier = Math.addExact(earlier, 1);
  }

  private byte[] write(Period last) {
    BytesOut out = new BytesOut(60 + last.value().length);
    out.putVarint(earlier);
    if (earlier > 0) {
      out.putHash(chain);
    }
    return out.putLong(last.validFrom()).putLong(last.validTo()).put(last.value()).toArray();
  }
}
