package io.ewig.engine.internal.state;

import io.ewig.engine.internal.history.Estimate;
import io.ewig.engine.internal.row.KeyFormat;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.value.Bytes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * About how many keys and values there are, for whoever plans; any thread.
 *
 * <p>What was found lately for a branch is given again until about an eighth as many events have
 * come as there were keys; transactions that have changed something are answered anew.
 */
public final class Estimates {

  /** What a planner asks about a statement's tables and indexes, for some hundred statements. */
  private static final int KEPT = 1 << 10;

  /** Off by a twentieth of the whole where half of the picks do not count. */
  private static final int PICKS = 1 << 8;

  /** For each of these it is looked how many others are equal. */
  private static final int VALUE_PICKS = 1 << 5;

  /** A value that is more frequent is counted roughly: it adds little. */
  private static final int FREQUENCY_COUNTED_MAX = 1 << 4;

  private static final int FREQUENCY_PICKS = 1 << 3;

  private static final int STALE_PART = 8;

  /** About an hour, in nanoseconds: valid time is asked for as of now, and now moves. */
  private static final int SAME_TIME_SHIFT = 42;

  private final Map<Asked, Found> lately =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Found> eldest) {
          return size() > KEPT;
        }
      };

  /** Of which branch is asked, about when. */
  public record Sight(Source source, Lineage lineage, long size, long validNanos) {}

  private record Asked(Bytes from, Bytes to, int prefix, Lineage lineage, long aboutValid) {}

  private record Found(long size, double count) {}

  /** About how many keys of a range there are; exact if they are few. */
  public double keys(Sight sight, byte[] from, byte[] to) {
    return found(sight, from, to, 0, () -> counted(sight, from, to, PICKS).keys());
  }

  private static Estimate counted(Sight sight, byte[] from, byte[] to, int picks) {
    return sight.source.estimate(from, to, sight.validNanos, picks);
  }

  /**
   * About how many values some first columns of an index have.
   *
   * @param rows of the table: it has as many entries in each index
   * @param columns how many they are
   * @param prefix says how long these columns are in a key
   */
  public double values(Sight sight, double rows, byte[] all, int columns, Prefix prefix) {
    byte[] to = Space.after(all);
    return found(sight, all, to, columns, () -> rows * share(sight, all, to, prefix));
  }

  /** Says how long the wanted columns of a key are, with what stands before them. */
  @FunctionalInterface
  public interface Prefix {
    int of(byte[] key);
  }

  /**
   * Values for each key: of n keys with the same value, each counts for the n-th part of a value.
   */
  private static double share(Sight sight, byte[] from, byte[] to, Prefix prefix) {
    List<Estimate.Pick> picks = counted(sight, from, to, PICKS).picks();
    double keys = 0;
    double values = 0;
    int step = Math.max(1, (picks.size() + VALUE_PICKS - 1) / VALUE_PICKS);
    for (int i = step / 2; i < picks.size(); i += step) {
      Estimate.Pick pick = picks.get(i);
      byte[] value = Arrays.copyOf(pick.key(), prefix.of(pick.key()));
      keys += pick.standsFor();
      values += pick.standsFor() / frequency(sight, value);
    }
    return keys == 0 ? 0 : values / keys;
  }

  private static double frequency(Sight sight, byte[] value) {
    byte[] to = KeyFormat.after(value);
    Source.Walk walk = sight.source.walk(value, to, sight.validNanos, false);
    int count = 0;
    while (walk.next()) {
      count++;
      if (count == FREQUENCY_COUNTED_MAX) {
        return Math.max(count, counted(sight, value, to, FREQUENCY_PICKS).keys());
      }
    }
    return Math.max(1, count);
  }

  private double found(Sight sight, byte[] from, byte[] to, int prefix, Supplier<Double> count) {
    if (!(sight.source instanceof IndexSource)) {
      return count.get();
    }
    long aboutValid = sight.validNanos >> SAME_TIME_SHIFT;
    Asked asked = new Asked(Bytes.of(from), Bytes.of(to), prefix, sight.lineage, aboutValid);
    synchronized (lately) {
      Found known = lately.get(asked);
      if (known != null && Math.abs(known.size - sight.size) <= known.count / STALE_PART) {
        return known.count;
      }
    }
    Found fresh = new Found(sight.size, count.get());
    synchronized (lately) {
      lately.put(asked, fresh);
    }
    return fresh.count;
  }
}
