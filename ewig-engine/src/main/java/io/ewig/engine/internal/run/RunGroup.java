package io.ewig.engine.internal.run;

import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.Series;

/** A key's versions where they lie in a run, see {@link RunFormat}. */
final class RunGroup implements Group {

  private final Content content;
  private final int at;
  private final int keyLength;
  private final int lines;

  RunGroup(Content content, int at) {
    this.content = content;
    this.at = at;
    this.keyLength = keyLength(content, at);
    this.lines = content.getInt(at + RunFormat.LINES);
    long table = (long) lines * RunFormat.LINE_ENTRY;
    if (lines <= 0 || entry(0) + table > content.limit()) {
      throw content.malformed(at, "a group of " + lines + " lines");
    }
  }

  private static int keyLength(Content content, int at) {
    return content.getInt(at + RunFormat.LENGTH_OF_GROUP) & 0xFFFF;
  }

  static boolean hasKey(Content content, int at, byte[] key) {
    return content.matches(at + RunFormat.KEY_OF_GROUP, keyLength(content, at), key);
  }

  private int entry(int index) {
    return at + RunFormat.KEY_OF_GROUP + keyLength + index * RunFormat.LINE_ENTRY;
  }

  @Override
  public byte[] key() {
    return content.get(at + RunFormat.KEY_OF_GROUP, keyLength);
  }

  @Override
  public int lines() {
    return lines;
  }

  @Override
  public int line(int index) {
    return content.getInt(entry(index));
  }

  @Override
  public Series series(int index) {
    int entry = entry(index);
    return new RunSeries(
        content, content.getInt(entry), at + content.getInt(entry + Integer.BYTES));
  }
}
