package io.ewig.engine.internal.warm;

import io.ewig.engine.column.BatchSource;
import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.PayloadVector;
import io.ewig.engine.column.Tally;
import io.ewig.engine.column.Zone;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.internal.packed.LongsReader;
import io.ewig.engine.internal.shred.Documents;
import io.ewig.engine.json.JsonPointer;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A batch of events from a warm file; one thread, and not after the file was left. */
final class WarmBlock implements BatchSource {

  private static final long[] UNREAD = {};

  private final PartReader parts;
  private final Contents contents;
  private final BlockEntry entry;
  private final String file;
  private final long[][] columns = new long[WarmFormat.OF_EVENTS][];
  private final ColumnView view;
  private @Nullable BlockHead head;
  private @Nullable Documents documents;

  WarmBlock(PartReader parts, Contents contents, BlockEntry entry, String file) {
    this.parts = parts;
    this.contents = contents;
    this.entry = entry;
    this.file = file;
    Arrays.fill(columns, UNREAD);
    this.view = new ColumnView(entry.firstSeq(), entry.size(), this::column);
  }

  private @Nullable BytesIn find(int column) {
    BlockHead known = head;
    if (known == null) {
      known = BlockHead.read(parts.read(entry.heads()));
      head = known;
    }
    return known.find(column, parts);
  }

  private BytesIn bytes(int column) {
    BytesIn in = find(column);
    if (in == null) {
      throw parts.corrupt(entry.heads().offset(), "a block without column " + column);
    }
    return in;
  }

  private long[] column(int number) {
    long[] known = columns[number];
    if (known == UNREAD) {
      known = LongsReader.read(bytes(number), entry.size());
      columns[number] = known;
    }
    return known;
  }

  BlockEntry entry() {
    return entry;
  }

  @Override
  public long firstSeq() {
    return entry.firstSeq();
  }

  @Override
  public int size() {
    return entry.size();
  }

  @Override
  public long[] longs(LongColumn column) {
    return view.longs(column);
  }

  @Override
  public int[] codes(NameColumn<?> column) {
    return codes(column, 0, entry.size());
  }

  /** The codes of some rows, one behind the other. */
  int[] codes(NameColumn<?> column, int from, int to) {
    return LongsReader.readBelow(
        bytes(WarmFormat.FIRST_NAME + column.number()),
        entry.size(),
        from,
        to,
        names(column).size(),
        column.name());
  }

  /** The system times of the first events. */
  long[] systemNanos(int events) {
    return LongsReader.readFirst(bytes(WarmFormat.SYSTEM), entry.size(), events);
  }

  /** The system times of the first so many of these rows. */
  long[] systemNanos(int[] rows, int count) {
    return LongsReader.readAt(bytes(WarmFormat.SYSTEM), entry.size(), rows, count);
  }

  @Override
  public <T> Dictionary<T> names(NameColumn<T> column) {
    return contents.names().of(column);
  }

  @Override
  public Zone zone(LongColumn column) {
    return entry.zone(column);
  }

  @Override
  @SuppressWarnings("unchecked") // the column's type is that of its names
  public <T> @Nullable List<Tally<T>> tallies(NameColumn<T> column) {
    return column.equals(NameColumn.TYPE)
        ? (List<Tally<T>>) (List<? extends Tally<?>>) entry.types()
        : null;
  }

  @Override
  public int @Nullable [] counts(NameColumn<?> column) {
    BytesIn in = column.equals(NameColumn.WORLD) ? find(WarmFormat.WORLD_COUNTS) : null;
    return in == null ? null : CodeCounts.read(in, contents.names().worlds().size(), entry.size());
  }

  @Override
  public ValidPeriod valid(int row) {
    try {
      return view.valid(row);
    } catch (DateTimeException | UserException noPeriod) {
      throw parts.corrupt(entry.heads().offset(), "no valid period: " + noPeriod.getMessage());
    }
  }

  private Documents documents() {
    Documents known = documents;
    if (known == null) {
      known =
          new Documents(
              contents.shapes(),
              entry.size(),
              column -> find(WarmFormat.FIRST_DOCUMENT + column),
              file);
      documents = known;
    }
    return Objects.requireNonNull(known);
  }

  @Override
  public PayloadVector payloads() {
    return documents();
  }

  @Override
  public PathVector path(JsonPointer pointer) {
    return documents().vector(pointer);
  }
}
