package io.ewig.engine.internal.warm;

import io.ewig.engine.column.BatchSource;
import io.ewig.engine.column.BlobRef;
import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.PayloadVector;
import io.ewig.engine.column.Tally;
import io.ewig.engine.column.Zone;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.json.JsonPointer;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of events from the log itself. */
final class HotBlock implements BatchSource, PayloadVector {

  private final EventRows rows;
  private final ColumnView view;

  private HotBlock(EventRows rows) {
    this.rows = rows;
    this.view = new ColumnView(rows.firstSeq(), rows.size(), number -> rows.columns[number]);
  }

  /**
   * Reads events up to, not including, a seq, but no more than make a batch.
   *
   * @param names that get the events' names if they have not got them
   */
  static HotBlock read(EventLog log, long from, long to, Names names) {
    EventRows rows = new EventRows(names);
    rows.start(from);
    try (EventCursor cursor = log.scan(Scan.all().from(from).before(to))) {
      while (!rows.isFull() && cursor.next()) {
        rows.add(cursor);
      }
    }
    return new HotBlock(rows);
  }

  @Override
  public long firstSeq() {
    return rows.firstSeq();
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public long[] longs(LongColumn column) {
    long[] all = column == LongColumn.HLC ? rows.hlc : view.longs(column);
    return all.length == rows.size() ? all : Arrays.copyOf(all, rows.size());
  }

  @Override
  public int[] codes(NameColumn<?> column) {
    long[] all = rows.columns[WarmFormat.FIRST_NAME + column.number()];
    int[] codes = new int[rows.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (int) all[i];
    }
    return codes;
  }

  @Override
  public <T> Dictionary<T> names(NameColumn<T> column) {
    return rows.names.of(column);
  }

  @Override
  public Zone zone(LongColumn column) {
    return column == LongColumn.SEQ
        ? new Zone(firstSeq(), firstSeq() + size() - 1)
        : ColumnView.zone(longs(column), size());
  }

  @Override
  public <T> @Nullable List<Tally<T>> tallies(NameColumn<T> column) {
    return null;
  }

  @Override
  public int @Nullable [] counts(NameColumn<?> column) {
    return null;
  }

  @Override
  public ValidPeriod valid(int row) {
    return view.valid(row);
  }

  @Override
  public PayloadVector payloads() {
    return this;
  }

  @Override
  public byte @Nullable [] bytes(int row) {
    return rows.payloads[row] instanceof Payload.Inline inline ? inline.bytes() : null;
  }

  @Override
  public @Nullable BlobRef blob(int row) {
    return rows.payloads[row] instanceof Payload.Blob blob
        ? new BlobRef(blob.size(), blob.content())
        : null;
  }

  @Override
  public boolean isErased(int row) {
    return rows.payloads[row] instanceof Payload.Erased;
  }

  @Override
  public boolean isJson(int row) {
    return false; // nobody has looked
  }

  @Override
  public PathVector path(JsonPointer pointer) {
    return PathVector.unknown(size());
  }
}
