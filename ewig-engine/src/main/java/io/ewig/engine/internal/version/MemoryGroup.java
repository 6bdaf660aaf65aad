package io.ewig.engine.internal.version;

/**
 * A key's versions in memory, at its place in a table; one thread adds, any number read.
 *
 * <p>Design note: lines are found by their place, and a line that joins shifts others. So readers
 * are given the lines as they are at one time.
 */
final class MemoryGroup {

  private final byte[] key;
  private final long hash;
  private volatile Group now; // the only line, or several

  /** Several lines, that stay the same while versions come. */
  private static final class Lines implements Group {

    private final MemoryLine[] lines;

    Lines(MemoryLine... lines) {
      this.lines = lines;
    }

    Lines with(MemoryLine line) {
      MemoryLine[] more = new MemoryLine[lines.length + 1];
      int place = 0;
      while (place < lines.length && lines[place].number() < line.number()) {
        more[place] = lines[place];
        place++;
      }
      more[place] = line;
      System.arraycopy(lines, place, more, place + 1, lines.length - place);
      return new Lines(more);
    }

    @Override
    public byte[] key() {
      return lines[0].key();
    }

    @Override
    public int lines() {
      return lines.length;
    }

    @Override
    public int line(int index) {
      return lines[index].number();
    }

    @Override
    public Series series(int index) {
      return lines[index].series(0);
    }
  }

  MemoryGroup(byte[] key, long hash, Version first) {
    this.key = key;
    this.hash = hash;
    this.now = new MemoryLine(key, first);
  }

  byte[] key() {
    return key;
  }

  /** See {@link KeyHash}. */
  long hash() {
    return hash;
  }

  void add(Version version) {
    Group known = now;
    if (known instanceof MemoryLine only && only.number() == version.line()) {
      only.add(version);
      return;
    }
    Lines lines = known instanceof MemoryLine only ? new Lines(only) : (Lines) known;
    int at = lines.indexOf(version.line());
    if (at < 0) {
      now = lines.with(new MemoryLine(key, version));
    } else {
      lines.lines[at].add(version);
    }
  }

  /** What is to be read now; may get more versions, but no more lines. */
  Group now() {
    return now;
  }
}
