package io.ewig.sqltests.logic;

import java.util.Map;
import java.util.TreeMap;

/** How many statements and queries went as expected, and in which ways the others did not. */
final class Outcome {

  private static final int SHOWN_CHARS = 200;

  private final Map<String, Integer> classes = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();
  private int passed;
  private int ran;

  /** Counts one; failures that differ in names and numbers only are one class. */
  void add(String file, String sql, String failure) {
    ran++;
    if (failure.isEmpty()) {
      passed++;
      return;
    }
    String like = failure.replaceAll("'[^']*'", "'..'").replaceAll("\\d+", "n");
    classes.merge(like, 1, Integer::sum);
    String shown = sql.length() > SHOWN_CHARS ? sql.substring(0, SHOWN_CHARS) + ".." : sql;
    examples.putIfAbsent(like, file + ": " + shown.replace('\n', ' '));
  }

  int passed() {
    return passed;
  }

  int ran() {
    return ran;
  }

  /** One line, and one for each class of failures with its first example. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(passed).append(" of ").append(ran);
    classes.forEach(
        (like, count) ->
            text.append("\n  ")
                .append(count)
                .append(" x ")
                .append(like)
                .append("\n    ")
                .append(examples.get(like)));
    return text.toString();
  }
}
