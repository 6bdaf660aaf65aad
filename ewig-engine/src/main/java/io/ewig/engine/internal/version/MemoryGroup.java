package io.ewig.engine.internal.version;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * A key's versions in memory; one thread adds, any number read.
 *
 * <p>Design note: lines are found by their place, and a line that joins shifts others. So readers
 * are given the lines as they are at one time. Most keys are on one line, which is a group by
 * itself: each object on the way to a version is a miss of the cache.
 */
final class MemoryGroup {

  private volatile Group now;

  /** A line that versions come to; publishes the latest state of its series. */
  private static final class Line implements Group {

    private static final AtomicReferenceFieldUpdater<Line, MemorySeries> SERIES =
        AtomicReferenceFieldUpdater.newUpdater(Line.class, MemorySeries.class, "series");

    private final byte[] key;
    private final int number;
    private volatile MemorySeries series;

    Line(byte[] key, Version first) {
      this.key = key;
      this.number = first.line();
      this.series = MemorySeries.of(first);
    }

    /**
     * Does not wait until all processors see it, as a plain assignment would: what commits add is
     * published together, by who adds them.
     */
    void add(Version version) {
      SERIES.lazySet(this, series.plus(version));
    }

    @Override
    public byte[] key() {
      return key;
    }

    @Override
    public int lines() {
      return 1;
    }

    @Override
    public int line(int index) {
      return number;
    }

    @Override
    public Series series(int index) {
      return series;
    }
  }

  /** Several lines, that stay the same while versions come. */
  private static final class Lines implements Group {

    private final Line[] lines;

    Lines(Line... lines) {
      this.lines = lines;
    }

    Lines with(Line line) {
      Line[] more = new Line[lines.length + 1];
      int place = 0;
      while (place < lines.length && lines[place].number < line.number) {
        more[place] = lines[place];
        place++;
      }
      more[place] = line;
      System.arraycopy(lines, place, more, place + 1, lines.length - place);
      return new Lines(more);
    }

    @Override
    public byte[] key() {
      return lines[0].key;
    }

    @Override
    public int lines() {
      return lines.length;
    }

    @Override
    public int line(int index) {
      return lines[index].number;
    }

    @Override
    public Series series(int index) {
      return lines[index].series;
    }
  }

  MemoryGroup(byte[] key, Version first) {
    this.now = new Line(key, first);
  }

  void add(Version version) {
    Group known = now;
    if (known instanceof Line only && only.number == version.line()) {
      only.add(version);
      return;
    }
    Lines lines = known instanceof Line only ? new Lines(only) : (Lines) known;
    int at = lines.indexOf(version.line());
    if (at < 0) {
      now = lines.with(new Line(lines.key(), version));
    } else {
      lines.lines[at].add(version);
    }
  }

  /** What is to be read now; may get more versions, but no more lines. */
  Group now() {
    return now;
  }
}
