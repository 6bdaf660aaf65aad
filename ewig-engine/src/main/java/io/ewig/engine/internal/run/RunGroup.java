package io.ewig.engine.internal.run;

import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.Series;
import org.jspecify.annotations.Nullable;

/** A key's versions where they lie in a run, see {@link RunFormat}. */
final class RunGroup implements Group {

  private final Basis run;
  private final int at;
  private final int lines;
  private final int behindKey;
  private @Nullable RunSeries only; // of one line, once it was read

  RunGroup(Basis run, int at) {
    this.run = run;
    this.at = at;
    int head = run.content().getInt(at);
    this.behindKey = behindKey(at, head);
    this.lines = hasSeveralLines(head) ? countLines() : 1;
  }

  /** Where the series of a group of one line is, or its lines. */
  static int behindKey(int at, int head) {
    return at + RunFormat.REST_OF_KEY + GroupKey.rest(head);
  }

  static boolean hasSeveralLines(int head) {
    return head >>> RunFormat.SEVERAL_SHIFT != 0;
  }

  private int countLines() {
    int count = run.content().getInt(behindKey);
    long end = behindKey + RunFormat.LINE_ENTRIES + (long) count * RunFormat.LINE_ENTRY;
    if (count <= 1 || end > run.content().limit()) {
      throw run.content().malformed(at, "a group of " + count + " lines");
    }
    return count;
  }

  private int entry(int index) {
    return behindKey + RunFormat.LINE_ENTRIES + index * RunFormat.LINE_ENTRY;
  }

  @Override
  public byte[] key() {
    return GroupKey.copy(run, at);
  }

  @Override
  public int lines() {
    return lines;
  }

  @Override
  public int line(int index) {
    return lines == 1 ? only().line() : run.content().getInt(entry(index));
  }

  @Override
  public Series series(int index) {
    return lines == 1
        ? only()
        : new RunSeries(run, at + run.content().getInt(entry(index) + Integer.BYTES));
  }

  private RunSeries only() {
    RunSeries known = only;
    if (known == null) {
      known = new RunSeries(run, behindKey);
      only = known;
    }
    return known;
  }

  /**
   * Of several lines nobody knows yet which one is looked for, and a block that lies within the
   * group came with it.
   */
  @Override
  public long fetch(long beforeSeq) {
    return lines > 1 ? 0 : only().fetch(beforeSeq);
  }
}
