package io.ewig.calcite.expression.pattern;

import io.ewig.calcite.execution.Execution;

/**
 * A long text that is looked through for so long that the statement may have to stop meanwhile:
 * every so many characters that are read, it is asked.
 */
final class WatchedText implements CharSequence {

  /** A shorter one is looked through in a few milliseconds. */
  private static final int SHORT_CHARS = 1 << 15;

  /** So many characters are read between two looks, a power of two. */
  private static final int TURN = 1 << 16;

  private final String text;
  private final Execution execution;
  private int reads;

  private WatchedText(String text, Execution execution) {
    this.text = text;
    this.execution = execution;
  }

  /** What to match patterns with. */
  static CharSequence of(String text, Execution execution) {
    return text.length() <= SHORT_CHARS ? text : new WatchedText(text, execution);
  }

  @Override
  public char charAt(int index) {
    if ((++reads & (TURN - 1)) == 0) {
      execution.check();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
