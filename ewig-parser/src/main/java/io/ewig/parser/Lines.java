package io.ewig.parser;

import java.util.ArrayList;
import java.util.List;

/** Where the lines of a text begin, counted as the parser counts them. */
final class Lines {

  private final List<Integer> starts = new ArrayList<>();

  Lines(String text) {
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean first = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if ((c == '\n' || c == '\r') && !first) {
        starts.add(i + 1);
      }
    }
  }

  /** Both count from 1. */
  int offset(int line, int column) {
    return starts.get(line - 1) + column - 1;
  }
}
