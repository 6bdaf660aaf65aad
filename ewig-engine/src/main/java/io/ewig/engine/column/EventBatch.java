package io.ewig.engine.column;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.json.JsonPointer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that follow each other in the log, as columns; the n-th entry of each is that of the event
 * {@code firstSeq() + n}.
 *
 * <ul>
 *   <li>a column is read when it is first asked for; arrays are shared: nobody may change them;
 *   <li>{@link #rows()} are the events that the scan wants, {@link #selected()} of them;
 *   <li>valid until the scan moves on.
 * </ul>
 */
public final class EventBatch {

  public static final int EVENTS_MAX = 4096;

  /** The rows of all batches of which everything is wanted. */
  private static final int[] ALL = new int[EVENTS_MAX];

  static {
    Arrays.setAll(ALL, row -> row);
  }

  private static final long[] UNREAD = {};
  private static final int[] UNREAD_CODES = {};

  private final BatchSource source;
  private final long[][] longs = new long[LongColumn.COUNT][];
  private final int[][] codes = new int[NameColumn.ALL.size()][];
  private final int[] rows;
  private final int selected;
  private @Nullable PayloadVector payloads;
  private boolean isOver;

  public EventBatch(BatchSource source, EventSelection selection) {
    this.source = source;
    Arrays.fill(longs, UNREAD);
    Arrays.fill(codes, UNREAD_CODES);
    RowFilter filter = new RowFilter(this, selection);
    boolean isWhole = filter.passesAll();
    this.rows = isWhole ? ALL : new int[source.size()];
    this.selected = isWhole ? source.size() : filter.select(rows);
  }

  public long firstSeq() {
    return source.firstSeq();
  }

  public int size() {
    return source.size();
  }

  /** How many events the scan wants. */
  public int selected() {
    return selected;
  }

  /** Which these are, in order; only the first {@link #selected()} entries mean anything. */
  public int[] rows() {
    return rows;
  }

  public boolean isWhole() {
    return selected == size();
  }

  private BatchSource source() {
    if (isOver) {
      throw new UserException(
          ErrorCode.CLOSED, "the scan has left this batch; copy what is wanted for longer");
    }
    return source;
  }

  public long[] longs(LongColumn column) {
    BatchSource from = source();
    long[] known = longs[column.number()];
    if (known == UNREAD) {
      known = from.longs(column);
      longs[column.number()] = known;
    }
    return known;
  }

  public int[] codes(NameColumn<?> column) {
    BatchSource from = source();
    int[] known = codes[column.number()];
    if (known == UNREAD_CODES) {
      known = from.codes(column);
      codes[column.number()] = known;
    }
    return known;
  }

  /** What codes stand for. */
  public <T> Dictionary<T> names(NameColumn<T> column) {
    return source().names(column);
  }

  /** Counts of all events by name, if they are known without looking at the events. */
  public <T> @Nullable List<Tally<T>> tallies(NameColumn<T> column) {
    return source().tallies(column);
  }

  /** How many of all events have each name, by code, if that is known without looking at them. */
  public int @Nullable [] counts(NameColumn<?> column) {
    return source().counts(column);
  }

  public <T> T name(NameColumn<T> column, int row) {
    return names(column).get(codes(column)[row]);
  }

  public Zone zone(LongColumn column) {
    return source().zone(column);
  }

  public ValidPeriod valid(int row) {
    return source().valid(row);
  }

  public EventId eventId(int row) {
    return EventId.of(
        longs(LongColumn.HLC)[row],
        name(NameColumn.ORIGIN, row),
        longs(LongColumn.ORIGIN_SEQ)[row]);
  }

  /** The id of the first event of a commit, as far behind as that event is. */
  public EventId commitId(int row) {
    long back = firstSeq() + row - longs(LongColumn.COMMIT_SEQ)[row];
    Origin origin = name(NameColumn.ORIGIN, row);
    return EventId.of(
        longs(LongColumn.HLC)[row] - back, origin, longs(LongColumn.ORIGIN_SEQ)[row] - back);
  }

  public PayloadVector payloads() {
    BatchSource from = source();
    PayloadVector known = payloads;
    if (known == null) {
      known = from.payloads();
      payloads = known;
    }
    return known;
  }

  /** What stands at a place of the payloads, as far as that is known without reading them. */
  public PathVector path(JsonPointer pointer) {
    return source().path(pointer);
  }

  /** Says that the scan has moved on. */
  public void leave() {
    isOver = true;
  }
}
