package io.ewig.engine.internal.version;

/** A key's versions in memory; one thread adds, any number read. */
final class MemoryGroup implements Group {

  static final MemoryGroup NONE = new MemoryGroup(new byte[0]);

  private final byte[] key;
  private volatile Line[] lines = {}; // copied when a line joins

  /** Publishes the latest state of a line's series. */
  private static final class Line {

    private final int number;
    private volatile MemorySeries series;

    Line(Version first) {
      this.number = first.line();
      this.series = MemorySeries.of(first);
    }
  }

  MemoryGroup(byte[] key) {
    this.key = key;
  }

  void add(Version version) {
    int at = indexOf(version.line());
    if (at >= 0) {
      Line line = lines[at];
      line.series = line.series.plus(version);
      return;
    }
    Line[] old = lines;
    Line[] more = new Line[old.length + 1];
    int place = 0;
    while (place < old.length && old[place].number < version.line()) {
      more[place] = old[place];
      place++;
    }
    more[place] = new Line(version);
    System.arraycopy(old, place, more, place + 1, old.length - place);
    lines = more;
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
