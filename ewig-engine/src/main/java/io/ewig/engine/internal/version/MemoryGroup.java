package io.ewig.engine.internal.version;

/**
 * A key's versions in memory; one thread adds, any number read.
 *
 * <p>Design note: lines are found by their place, and a line that joins shifts others. So readers
 * are given the lines as they are at one time.
 */
final class MemoryGroup {

  private volatile Lines now;

  /** Lines that stay the same, with versions that come. */
  private static final class Lines implements Group {

    private final byte[] key;
    private final Line[] lines;

    Lines(byte[] key, Line... lines) {
      this.key = key;
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
      return new Lines(key, more);
    }

    @Override
    public byte[] key() {
      return key;
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

  /** Publishes the latest state of a line's series. */
  private static final class Line {

    private final int number;
    private volatile MemorySeries series;

    Line(Version first) {
      this.number = first.line();
      this.series = MemorySeries.of(first);
    }
  }

  MemoryGroup(byte[] key, Version first) {
    this.now = new Lines(key, new Line(first));
  }

  void add(Version version) {
    Lines lines = now;
    int at = lines.indexOf(version.line());
    if (at < 0) {
      now = lines.with(new Line(version));
    } else {
      Line line = lines.lines[at];
      line.series = line.series.plus(version);
    }
  }

  /** What is to be read now; may get more versions, but no more lines. */
  Group now() {
    return now;
  }
}
