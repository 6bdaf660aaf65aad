package io.ewig.engine.format.segment;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.Chunks;
import io.ewig.engine.format.FrameKeys;
import java.nio.ByteBuffer;

/** Reads a segment's index where it lies, see {@link IndexFormat}; any thread. */
public final class IndexReader implements IndexWriter.Tables {

  private final ByteBuffer bytes;
  private final String file;
  private final IndexWriter.Extent extent;
  private final int entries;
  private final int slots;
  private final int slotsAt;
  private final int commits;
  private final int width;
  private final long first;
  private final int commitsAt;
  private final int stateAt;

  /**
   * Checks the whole file.
   *
   * @param bytes the file, little-endian
   */
  public IndexReader(ByteBuffer bytes, String file) {
    this.bytes = bytes;
    this.file = file;
    if (bytes.limit() < IndexFormat.FIXED_BYTES || bytes.getLong(0) != IndexWriter.MAGIC) {
      throw corrupt(0, "not a segment index of a format this version knows");
    }
    ByteBuffer checked = bytes.duplicate();
    checked.position(IndexFormat.REST);
    if (Checksum.of(checked) != bytes.getInt(IndexFormat.CRC)) {
      throw corrupt(0, "the checksum of a segment index does not hold");
    }
    extent =
        new IndexWriter.Extent(
            new Origin(bytes.getLong(16), bytes.getLong(24)),
            bytes.getInt(32),
            bytes.getLong(40),
            bytes.getLong(48),
            bytes.getLong(56));
    entries = bytes.getInt(64);
    slots = bytes.getInt(68);
    commits = bytes.getInt(72);
    width = bytes.getInt(76);
    first = bytes.getLong(80);
    int stateBytes = bytes.getInt(IndexFormat.REST);
    boolean areSane =
        entries >= 0
            && slots >= 0
            && commits >= 0
            && width >= 0
            && width <= Long.BYTES
            && stateBytes >= 0;
    long behindCommits =
        IndexFormat.FIXED_BYTES
            + (long) entries * IndexFormat.ENTRY_BYTES
            + 4L * slots
            + (long) commits * (width + IndexFormat.NUMBER_BYTES)
            + IndexFormat.PAD_BYTES;
    if (!areSane || behindCommits + stateBytes != bytes.limit()) {
      throw corrupt(
          64,
          "a segment index of "
              + entries
              + " entries, "
              + slots
              + " slots, "
              + commits
              + " commits");
    }
    slotsAt = IndexFormat.FIXED_BYTES + entries * IndexFormat.ENTRY_BYTES;
    commitsAt = slotsAt + 4 * slots;
    stateAt = (int) behindCommits;
  }

  private CorruptionException corrupt(long offset, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, offset, what);
  }

  public IndexWriter.Extent extent() {
    return extent;
  }

  @Override
  public int entries() {
    return entries;
  }

  @Override
  public int recordOffset(int entry) {
    return bytes.getInt(entryAt(entry));
  }

  @Override
  public int eventStart(int entry) {
    return bytes.getInt(entryAt(entry) + 4);
  }

  private int entryAt(int entry) {
    return IndexFormat.FIXED_BYTES + entry * IndexFormat.ENTRY_BYTES;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int slot(int index) {
    return bytes.getInt(slotsAt + 4 * index);
  }

  @Override
  public int commits() {
    return commits;
  }

  private int commitAt(int commit) {
    if (commit < 0 || commit >= commits) {
      throw new IndexOutOfBoundsException(commit + " of " + commits + " commits");
    }
    return commitsAt + commit * (width + IndexFormat.NUMBER_BYTES);
  }

  @Override
  public long nanos(int commit) {
    return first + low(bytes.getLong(commitAt(commit)), width);
  }

  @Override
  public int eventsBefore(int commit) {
    return (int) low(bytes.getLong(commitAt(commit) + width), IndexFormat.NUMBER_BYTES);
  }

  private static long low(long value, int width) {
    return width == 0 ? 0 : value & -1L >>> (Long.SIZE - 8 * width);
  }

  /** Decodes what is not read where it lies. */
  public SegmentState state(FrameKeys keys) {
    byte[] plain = Chunks.read(bytes, stateAt, IndexFormat.STATE_BYTES_MAX, keys, file);
    return SegmentState.read(new BytesIn(plain, file));
  }
}
