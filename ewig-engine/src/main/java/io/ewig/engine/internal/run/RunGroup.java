package io.ewig.engine.internal.run;

import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.Series;
import org.jspecify.annotations.Nullable;

/** A key's versions where they lie in a run, see {@link RunFormat}. */
final class RunGroup implements Group {

  private final Content content;
  private final int at;
  private final int keyLength;
  private final int lines;
  private @Nullable RunSeries only; // of one line, where it was read already

  RunGroup(Content content, int at) {
    this.content = content;
    this.at = at;
    this.keyLength = keyLength(content, at);
    this.lines = content.getInt(at + RunFormat.LINES);
    long table = (long) lines * RunFormat.ONLY_LINE_ENTRY;
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

  /** How the key of a group compares with another. */
  static int compare(Content content, int at, byte[] key) {
    return content.compare(at + RunFormat.KEY_OF_GROUP, keyLength(content, at), key);
  }

  static int compare(Content content, int at, byte[] key, int length) {
    return content.compare(at + RunFormat.KEY_OF_GROUP, keyLength(content, at), key, length);
  }

  static byte[] key(Content content, int at) {
    return content.get(at + RunFormat.KEY_OF_GROUP, keyLength(content, at));
  }

  private int entry(int index) {
    return at + RunFormat.KEY_OF_GROUP + keyLength + index * RunFormat.LINE_ENTRY;
  }

  @Override
  public byte[] key() {
    return key(content, at);
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
    RunSeries known = only;
    return known == null ? read(index) : known;
  }

  /**
   * Of several lines nobody knows yet which one is looked for, and a block that lies within the
   * group came with it.
   */
  @Override
  public long fetch(long beforeSeq) {
    int flags = entry(0) + RunFormat.ONLY_LINE_ENTRY + RunFormat.FLAGS;
    if (lines > 1 || (content.getInt(flags) & RunFormat.IS_INLINE) != 0) {
      return 0;
    }
    RunSeries series = read(0);
    only = series;
    return series.fetch(beforeSeq);
  }

  private RunSeries read(int index) {
    int entry = entry(index);
    int series =
        lines == 1 ? entry + RunFormat.ONLY_LINE_ENTRY : at + content.getInt(entry + Integer.BYTES);
    return new RunSeries(content, content.getInt(entry), series);
  }
}
