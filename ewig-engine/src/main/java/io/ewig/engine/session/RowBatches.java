package io.ewig.engine.session;

import io.ewig.engine.column.TextVector;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.row.RowColumns;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.table.KeyBounds;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.VersionBatch;
import io.ewig.engine.value.Type;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rows that hold at one instant, some thousands at a time, as columns; in the order of their
 * primary key.
 *
 * <p>A column is read when it is first asked for; what is wrong with the bytes of others is not
 * noticed. Columns are those of the table, by their positions. What it gives has an entry for each
 * row of the batch that it stands on, is valid until it goes on, and must not be changed. Holds
 * nothing open; one thread.
 */
public final class RowBatches {

  /** No batch has more rows. */
  public static final int ROWS_MAX = 4096;

  /** Whoever wants few rows does not pay for thousands; each batch may have so many times more. */
  private static final int ROWS_FIRST = 64;

  private static final int GROWTH = 4;

  private final View view;
  private final Source.Batches found;
  private final RowColumns columns;
  private final VersionBatch batch = new VersionBatch();
  private int wanted = ROWS_FIRST;

  RowBatches(View view, TableCodec codec, KeyBounds bounds) {
    this.view = view;
    this.found = view.source().batches(bounds.from(), bounds.to(), view.validNanos());
    this.columns = codec.columns(batch);
  }

  /** Goes to the next batch; false at the end. */
  public boolean next() {
    batch.start(wanted);
    found.read(batch);
    columns.clear();
    wanted = Math.min(ROWS_MAX, GROWTH * wanted);
    return batch.count() > 0;
  }

  public int size() {
    return batch.count();
  }

  /** Whether values of a type come as numbers: integers, and days since 1970. */
  public static boolean isNumber(Type type) {
    return RowColumns.isNumber(type);
  }

  /** Whether values of a type come as texts. */
  public static boolean isText(Type type) {
    return RowColumns.isText(type);
  }

  /** A column of such a type; where it is null, any number. */
  public long[] numbers(int column) {
    return columns.numbers(column);
  }

  /** Where such a column is null; empty if it is nowhere. */
  public boolean[] nulls(int column) {
    return columns.nulls(column);
  }

  /** A column of such a type. */
  public TextVector texts(int column) {
    return columns.texts(column);
  }

  /** Any column's value of a row. */
  public @Nullable Object value(int column, int row) {
    return columns.value(column, row);
  }

  /** See {@link RowCursor#seq}. */
  public long seq(int row) {
    return batch.seq(row);
  }

  /** See {@link RowCursor#systemTime}; in nanoseconds since 1970. */
  public long[] systemNanos() {
    return batch.systemNanos();
  }

  /** See {@link RowCursor#systemTo}. */
  public @Nullable Instant systemTo(int row) {
    return view.systemTo(batch.key(row), batch.version(row));
  }

  /** See {@link RowCursor#valid}. */
  public ValidPeriod valid(int row) {
    return view.valid(batch.key(row), batch.version(row));
  }
}
