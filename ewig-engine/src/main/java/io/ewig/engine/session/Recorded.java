package io.ewig.engine.session;

import io.ewig.engine.error.CursorPlace;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.table.KeyBounds;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded about rows, cut into rectangles of system time and valid time that do not
 * overlap; in the order of keys.
 */
final class Recorded implements RowCursor {

  /** What is wanted, in nanoseconds; from inclusive, to exclusive. */
  record Window(long systemFrom, long systemTo, long validFrom, long validTo) {

    /** What still counts. */
    static Window present(long validFrom, long validTo) {
      return new Window(Version.OPEN - 1, Version.OPEN, validFrom, validTo);
    }

    boolean isEmpty() {
      return systemFrom >= systemTo || validFrom >= validTo;
    }
  }

  /**
   * A part of a version that was overwritten at once.
   *
   * @param systemTo when; {@link Version#OPEN} if it still counts
   */
  record Rectangle(Version version, long systemTo, long validFrom, long validTo) {}

  private final Source source;
  private final TableCodec codec;
  private final Projection columns;
  private final Window window;
  private final boolean inOrderOfTime;
  private final Source.@Nullable Keys keys; // null: there is at most one to look at
  private byte @Nullable [] only;
  private final ArrayDeque<Rectangle> ready = new ArrayDeque<>();
  private Source.@Nullable History newestFirst;
  private Ceiling ceiling = new Ceiling();
  private @Nullable Rectangle at;

  /**
   * @param inOrderOfTime whether the parts of a row come in the order of valid time, for which all
   *     of them are held; else in the order in which they were recorded, newest first
   */
  Recorded(
      Source source,
      TableCodec codec,
      KeyBounds bounds,
      Window window,
      boolean inOrderOfTime,
      Projection columns) {
    this.source = source;
    this.codec = codec;
    this.columns = columns.requireFor(codec.table());
    this.window = window;
    this.inOrderOfTime = inOrderOfTime;
    boolean isOne = window.isEmpty() || bounds.isOne();
    this.only = window.isEmpty() ? null : bounds.from();
    this.keys = isOne ? null : source.keys(bounds.from(), bounds.to());
  }

  @Override
  public boolean next() {
    at = ready.poll();
    while (at == null && (nextVersion() || nextKey())) {
      at = ready.poll();
    }
    return at != null;
  }

  private boolean nextKey() {
    byte[] key = key();
    if (key == null) {
      return false;
    }
    newestFirst = source.history(key);
    ceiling = new Ceiling();
    if (inOrderOfTime) {
      List<Rectangle> all = new ArrayList<>();
      while (nextVersion()) {
        all.addAll(ready);
        ready.clear();
      }
      all.sort(Comparator.comparingLong(Rectangle::validFrom));
      ready.addAll(all);
    }
    return true;
  }

  private byte @Nullable [] key() {
    if (keys != null) {
      return keys.next() ? keys.key() : null;
    }
    byte[] key = only;
    only = null;
    return key;
  }

  /** Takes in the next older version of the key; false if none can matter any more. */
  private boolean nextVersion() {
    if (newestFirst == null
        || !ceiling.reaches(window.validFrom, window.validTo, window.systemFrom)
        || !newestFirst.next()) {
      newestFirst = null;
      return false;
    }
    ceiling.lower(newestFirst.version(), this::offer);
    return true;
  }

  private void offer(Rectangle part) {
    Version version = part.version;
    if (!version.isDeletion()
        && version.systemNanos() < Math.min(part.systemTo, window.systemTo)
        && part.systemTo > window.systemFrom
        && part.validFrom < window.validTo
        && part.validTo > window.validFrom) {
      ready.add(part);
    }
  }

  private Rectangle at() {
    return CursorPlace.require(at, "row");
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
    return Objects.requireNonNull(at().version.value(), "deletions are left out");
  }

  @Override
  public long seq() {
    return at().version.seq();
  }

  @Override
  public Instant systemTime() {
    return SystemNanos.toInstant(at().version.systemNanos());
  }

  @Override
  public @Nullable Instant systemTo() {
    long to = at().systemTo;
    return to == Version.OPEN ? null : SystemNanos.toInstant(to);
  }

  @Override
  public ValidPeriod valid() {
    return ValidPeriod.ofNanos(at().validFrom, at().validTo);
  }
}
