package io.ewig.server.shell;

import io.ewig.server.rows.Mode;

/** How a shell shows what comes of statements; one thread. */
public final class Look {

  private Mode mode = Mode.TABLE;
  private Mode modeBefore = Mode.TABLE;
  private String nullText = "NULL";
  private boolean isTimed;
  private boolean hasCarets;

  public Mode mode() {
    return mode;
  }

  public void setMode(Mode to) {
    mode = to;
  }

  /** Turns vertical on, or off again. */
  void turn() {
    if (mode == Mode.VERTICAL) {
      mode = modeBefore == Mode.VERTICAL ? Mode.TABLE : modeBefore;
    } else {
      modeBefore = mode;
      mode = Mode.VERTICAL;
    }
  }

  String nullText() {
    return nullText;
  }

  void setNullText(String to) {
    nullText = to;
  }

  boolean isTimed() {
    return isTimed;
  }

  public void setTimed(boolean to) {
    isTimed = to;
  }

  boolean hasCarets() {
    return hasCarets;
  }

  /** Whether a mistake is shown in its line, with a caret below it. */
  public void setCarets(boolean to) {
    hasCarets = to;
  }
}
