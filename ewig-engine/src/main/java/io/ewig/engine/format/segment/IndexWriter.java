package io.ewig.engine.format.segment;

import io.ewig.engine.event.Origin;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.Chunks;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Preimage;

/** Writes a segment's index, see {@link IndexFormat}. */
public final class IndexWriter {

  static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGIDX\u0002"));

  private IndexWriter() {}

  /** What an index says about the segment as a whole. */
  public record Extent(Origin store, int number, long baseSeq, long count, long end) {}

  /** The growing tables of a segment. */
  public interface Tables {
    int entries();

    int recordOffset(int entry);

    int eventStart(int entry);

    int slots();

    int slot(int index);

    int commits();

    /** When a commit was recorded; rises from one to the next. */
    long nanos(int commit);

    /** How many events of the segment are before a commit. */
    int eventsBefore(int commit);

    /**
     * How many of the first few commits were recorded at or before a system time.
     *
     * <p>Commits tend to come evenly: near a guess there is little left to read, and what is far
     * apart costs a miss of the cache each. Where they don't, this takes twice what halving takes.
     */
    default int commitsUpTo(long nanos, int commits) {
      if (commits == 0 || nanos(0) > nanos) {
        return 0;
      }
      int high = commits - 1;
      long last = nanos(high);
      if (last <= nanos) {
        return commits;
      }
      long first = nanos(0);
      double part = (double) (nanos - first) / (double) (last - first); // exact also for near ones
      int low = Math.max(0, Math.min(high, (int) (part * high)));
      int step = 2;
      if (nanos(low) <= nanos) {
        while (low + step < high && nanos(low + step) <= nanos) {
          low += step;
          step *= 2;
        }
        high = Math.min(high, low + step);
      } else {
        high = low;
        while (high - step > 0 && nanos(high - step) > nanos) {
          high -= step;
          step *= 2;
        }
        low = Math.max(0, high - step);
      }
      while (low + 1 < high) { // low is at or before, high is not
        int middle = (low + high) >>> 1;
        if (nanos(middle) <= nanos) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return high;
    }
  }

  /**
   * @param slots the finished hash table; those of the growing tables do not count
   */
  public static byte[] write(
      Extent extent, Tables tables, int[] slots, SegmentState state, FrameKeys keys) {
    int entries = tables.entries();
    BytesOut out =
        new BytesOut(
            IndexFormat.FIXED_BYTES
                + entries * IndexFormat.ENTRY_BYTES
                + slots.length * 4
                + tables.commits() * (Long.BYTES + IndexFormat.NUMBER_BYTES)
                + 4096);
    out.putLong(MAGIC).putInt(0).putInt(0);
    out.putLong(extent.store.high()).putLong(extent.store.low());
    out.putInt(extent.number).putInt(IndexFormat.EVERY);
    out.putLong(extent.baseSeq).putLong(extent.count).putLong(extent.end);
    int commits = tables.commits();
    long first = commits == 0 ? 0 : tables.nanos(0);
    int width = commits == 0 ? 0 : IndexFormat.width(tables.nanos(commits - 1) - first);
    out.putInt(entries).putInt(slots.length).putInt(commits).putInt(width).putLong(first);
    for (int i = 0; i < entries; i++) {
      out.putInt(tables.recordOffset(i)).putInt(tables.eventStart(i));
    }
    for (int slot : slots) {
      out.putInt(slot);
    }
    for (int i = 0; i < commits; i++) {
      putLow(out, tables.nanos(i) - first, width);
      putLow(out, tables.eventsBefore(i), IndexFormat.NUMBER_BYTES);
    }
    out.putLong(0);
    int stateAt = out.size();
    BytesOut plain = new BytesOut(4096);
    state.write(plain);
    Chunks.write(out, plain.array(), plain.size(), keys);
    out.setInt(IndexFormat.REST, out.size() - stateAt);
    out.setInt(
        IndexFormat.CRC, Checksum.of(out.array(), IndexFormat.REST, out.size() - IndexFormat.REST));
    return out.toArray();
  }

  private static void putLow(BytesOut out, long value, int width) {
    out.putLong(value).setSize(out.size() - Long.BYTES + width);
  }
}
