package io.ewig.engine.session;

import io.ewig.engine.error.CursorPlace;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.table.IndexCodec;
import io.ewig.engine.internal.table.KeyBounds;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.schema.Index;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows that hold at one instant, in the order of their keys or of an index. */
final class Rows implements RowCursor {

  private final View view;
  private final TableCodec codec;
  private final Projection columns;
  private final @Nullable IndexCodec index;
  private final Source.@Nullable Walk walk; // null: there is but one key to look at
  private byte @Nullable [] only;
  private byte @Nullable [] rowKey;
  private @Nullable Version version;

  /** The row of a key, if it is there. */
  Rows(View view, TableCodec codec, byte[] rowKey) {
    this.view = view;
    this.codec = codec;
    this.columns = Projection.ALL;
    this.index = null;
    this.only = rowKey;
    this.walk = null;
  }

  Rows(
      View view,
      TableCodec codec,
      Index index,
      KeyBounds bounds,
      boolean backward,
      Projection columns) {
    this.view = view;
    this.codec = codec;
    this.columns = columns.requireFor(codec.table());
    this.index = index.id() == Index.PRIMARY_ID ? null : codec.index(index);
    this.only = bounds.isOne() ? bounds.from() : null;
    this.walk =
        bounds.isOne()
            ? null
            : view.source().walk(bounds.from(), bounds.to(), view.validNanos(), backward);
  }

  @Override
  public boolean next() {
    return walk == null ? nextOnly() : next(walk);
  }

  private boolean nextOnly() {
    rowKey = only;
    version = only == null ? null : view.source().find(only, view.validNanos());
    only = null;
    return version != null;
  }

  private boolean next(Source.Walk walk) {
    while (walk.next()) {
      if (index == null) {
        rowKey = walk.key();
        version = walk.version();
        return true;
      }
      byte[] found = codec.rowKey(index.primaryKeyIn(walk.key()));
      Version row = view.source().find(found, view.validNanos());
      if (row != null) {
        rowKey = found;
        version = row;
        return true;
      }
    }
    version = null;
    return false;
  }

  private Version version() {
    return CursorPlace.require(version, "row");
  }

  @Override
  public Row row() {
    return codec.toRow(bytes(), columns);
  }

  @Override
  public void read(int[] positions, @Nullable Object[] to) {
    codec.read(bytes(), positions, to);
  }

  private byte[] bytes() {
    return Objects.requireNonNull(version().value(), "what is found is no deletion");
  }

  @Override
  public long seq() {
    return version().seq();
  }

  @Override
  public Instant systemTime() {
    return SystemNanos.toInstant(version().systemNanos());
  }

  @Override
  public @Nullable Instant systemTo() {
    Version found = version();
    return view.systemTo(Objects.requireNonNull(rowKey, "a version has a key"), found);
  }

  @Override
  public ValidPeriod valid() {
    Version found = version();
    return view.valid(Objects.requireNonNull(rowKey, "a version has a key"), found);
  }
}
