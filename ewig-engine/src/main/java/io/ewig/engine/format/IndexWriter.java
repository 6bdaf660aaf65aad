package io.ewig.engine.format;

import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Preimage;

/** Writes a segment's index, see {@link IndexFormat}. */
public final class IndexWriter {

  static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGIDX\u0001"));

  private IndexWriter() {}

  /** What an index says about the segment as a whole. */
  public record Extent(Origin store, int number, long baseSeq, long count, long end) {}

  /** The growing tables of a segment. */
  public interface Tables {
    int entries();

    long nanos(int entry);

    int recordOffset(int entry);

    int eventStart(int entry);

    int slots();

    int slot(int index);
  }

  /**
   * @param slots the finished hash table; those of the growing tables do not count
   */
  public static byte[] write(
      Extent extent, Tables tables, int[] slots, SegmentState state, FrameKeys keys) {
    int entries = tables.entries();
    BytesOut out =
        new BytesOut(
            IndexFormat.FIXED_BYTES + entries * IndexFormat.ENTRY_BYTES + slots.length * 4 + 4096);
    out.putLong(MAGIC).putInt(0).putInt(0);
    out.putLong(extent.store.high()).putLong(extent.store.low());
    out.putInt(extent.number).putInt(IndexFormat.EVERY);
    out.putLong(extent.baseSeq).putLong(extent.count).putLong(extent.end);
    out.putInt(entries).putInt(slots.length);
    for (int i = 0; i < entries; i++) {
      out.putLong(tables.nanos(i)).putInt(tables.recordOffset(i)).putInt(tables.eventStart(i));
    }
    for (int slot : slots) {
      out.putInt(slot);
    }
    int stateAt = out.size();
    BytesOut plain = new BytesOut(4096);
    state.write(plain);
    Chunks.write(out, plain.array(), plain.size(), keys);
    out.setInt(IndexFormat.REST, out.size() - stateAt);
    out.setInt(
        IndexFormat.CRC, Checksum.of(out.array(), IndexFormat.REST, out.size() - IndexFormat.REST));
    return out.toArray();
  }
}
