package io.ewig.engine.internal.warm;

import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.Zone;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.packed.LongsWriter;
import io.ewig.engine.internal.shred.DocumentsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a warm file, block by block. */
final class WarmWriter {

  private static final int SHORT = 64 << 10;

  private final long fromSeq;
  private final PartWriter parts;
  private final Names names = new Names();
  private final EventRows rows = new EventRows(names);
  private final DocumentsWriter documents = new DocumentsWriter();
  private final Tallies[] tallies = new Tallies[NameColumn.ALL.size()];
  private final Tallies types = new Tallies();
  private final BytesOut blocks = new BytesOut(4096);
  private final BytesOut out = new BytesOut(SHORT);
  private int count;
  private long endSeq;
  private long fromNanos;

  WarmWriter(Disk disk, Path file, FrameKeys keys, long fromSeq) throws IOException {
    this.parts = new PartWriter(disk, file, keys);
    this.fromSeq = fromSeq;
    this.endSeq = fromSeq;
    for (int i = 0; i < tallies.length; i++) {
      tallies[i] = new Tallies();
    }
  }

  long fromSeq() {
    return fromSeq;
  }

  long endSeq() {
    return endSeq;
  }

  /** Where the next block's events are to be gathered. */
  EventRows rows() {
    return rows;
  }

  /** Writes the block that was gathered. */
  void block() throws IOException {
    int size = rows.size();
    List<byte[]> bytes = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int column = 0; column < WarmFormat.OF_EVENTS; column++) {
      out.clear();
      LongsWriter.write(rows.columns[column], size, out);
      numbers.add(column);
      bytes.add(out.toArray());
    }
    if (names.worlds().size() <= size) { // else looking at the events is faster
      out.clear();
      worldCounts(size).write(out);
      numbers.add(WarmFormat.WORLD_COUNTS);
      bytes.add(out.toArray());
    }
    for (int row = 0; row < size; row++) {
      add(rows.payloads[row]);
    }
    documents.finish(
        (column, encoded) -> {
          numbers.add(WarmFormat.FIRST_DOCUMENT + column);
          bytes.add(encoded.toArray());
        });
    Where heads = putColumns(numbers, bytes);
    note(size);
    blocks.putVarint(size);
    heads.write(blocks);
    noteZones(size);
    noteTypes();
    count++;
    endSeq += size;
  }

  private CodeCounts worldCounts(int size) {
    CodeCounts counts = new CodeCounts(names.worlds().size());
    long[] codes = rows.columns[WarmFormat.FIRST_NAME + NameColumn.WORLD.number()];
    for (int row = 0; row < size; row++) {
      counts.add((int) codes[row], 1);
    }
    return counts;
  }

  private void add(Payload payload) {
    if (payload instanceof Payload.Inline inline) {
      documents.add(inline.bytes());
    } else if (payload instanceof Payload.Blob blob) {
      documents.addBlob(blob.size(), blob.content());
    } else {
      documents.addErased();
    }
  }

  /** Writes long columns as parts, and then the head with the short ones; where that lies. */
  private Where putColumns(List<Integer> numbers, List<byte[]> bytes) throws IOException {
    long offset = parts.offset();
    int frame = parts.frames();
    BytesOut head = new BytesOut(SHORT);
    head.putVarint(numbers.size());
    for (int i = 0; i < bytes.size(); i++) {
      byte[] column = bytes.get(i);
      head.putVarint(numbers.get(i)).putVarint(column.length);
      if (column.length <= WarmFormat.INLINE_BYTES_MAX) {
        head.putByte(1).put(column);
      } else {
        Where where = parts.put(column, column.length);
        head.putByte(0).putVarint(where.offset() - offset).putVarint(where.number() - frame);
      }
    }
    head.putVarint(offset).putVarint(frame);
    return parts.put(head.array(), head.size());
  }

  private void note(int size) {
    long[] nanos = rows.columns[WarmFormat.SYSTEM];
    if (count == 0) {
      fromNanos = nanos[0];
    }
    types.clear();
    for (NameColumn<?> column : NameColumn.ALL) {
      long[] codes = rows.columns[WarmFormat.FIRST_NAME + column.number()];
      Tallies all = tallies[column.number()];
      for (int row = 0; row < size; row++) {
        all.add((int) codes[row], endSeq + row, nanos[row]);
      }
    }
    long[] codes = rows.columns[WarmFormat.FIRST_NAME + NameColumn.TYPE.number()];
    for (int row = 0; row < size; row++) {
      types.add((int) codes[row], endSeq + row, nanos[row]);
    }
  }

  private void noteZones(int size) {
    ColumnView view = new ColumnView(rows.firstSeq(), size, number -> rows.columns[number]);
    for (LongColumn column : LongColumn.values()) {
      if (column != LongColumn.SEQ) {
        Zone zone = ColumnView.zone(Arrays.copyOf(view.longs(column), size), size);
        blocks.putZigzag(zone.min()).putVarint(zone.max() - zone.min());
      }
    }
  }

  private void noteTypes() {
    blocks.putVarint(types.met());
    long nanos = rows.columns[WarmFormat.SYSTEM][0];
    types.each(
        (code, tally) -> {
          blocks.putVarint(code);
          tally.write(blocks, endSeq, nanos);
        });
  }

  /**
   * Ends the file; it is durable then, its name is not.
   *
   * @param lastHash of the last event
   */
  PartWriter.Written finish(Hash lastHash) throws IOException {
    BytesOut contents = new BytesOut(SHORT);
    contents.putVarint(fromSeq).putVarint(endSeq).putHash(lastHash);
    names.write(contents);
    documents.shapes().write(contents);
    contents.putLong(fromNanos);
    for (Tallies all : tallies) {
      all.each((code, tally) -> tally.write(contents, fromSeq, fromNanos));
    }
    contents.putVarint(count).put(blocks.array(), 0, blocks.size());
    return parts.finish(parts.put(contents.array(), contents.size()));
  }
}
