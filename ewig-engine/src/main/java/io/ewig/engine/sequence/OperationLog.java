package io.ewig.engine.sequence;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import java.util.List;

/**
 * What was done to a text, in runs: typing forwards is one run, and so are deletions that go on at
 * one place, forwards or backwards.
 *
 * <ul>
 *   <li>an operation is one code point put in or taken out, at the place where its maker saw it;
 *   <li>what was done is never changed, and nothing is kept of what came of it;
 *   <li>a run lies within one run of the {@link CausalGraph}.
 * </ul>
 */
public final class OperationLog {

  static final int INSERT = 0;
  static final int DELETE = 1;
  static final int DELETE_BACK = 2; // its last character was taken first

  private final CausalGraph graph = new CausalGraph();
  private final IntList starts = new IntList();
  private final IntList kinds = new IntList();
  private final IntList places = new IntList(); // the first of the stretch, before the run
  private final IntList contents = new IntList(); // where an insertion's text begins, in chars
  private final StringBuilder content = new StringBuilder();

  /** Who wants to know of operations that one run has. */
  @FunctionalInterface
  interface Stretch {
    void of(int run, int from, int to);
  }

  /** Some operations, run by run. */
  void each(int from, int to, Stretch stretch) {
    int start = from;
    for (int run = run(from); start < to; run++) {
      int end = Math.min(to, end(run));
      stretch.of(run, start, end);
      start = end;
    }
  }

  public CausalGraph graph() {
    return graph;
  }

  public int runs() {
    return starts.size();
  }

  /** The run that an operation is in. */
  int run(int operation) {
    return starts.floor(operation);
  }

  int start(int run) {
    return starts.get(run);
  }

  int end(int run) {
    return run + 1 < runs() ? starts.get(run + 1) : graph.size();
  }

  int kind(int run) {
    return kinds.get(run);
  }

  int place(int run) {
    return places.get(run);
  }

  /** Where some of a run's operations were made, after those of the run before them. */
  int place(int run, int from, int to) {
    int place = places.get(run);
    return switch (kind(run)) {
      case INSERT -> place + from - start(run);
      case DELETE -> place;
      default -> place + end(run) - to;
    };
  }

  /** What operations of one run put in. */
  CharSequence text(int run, int from, int to) {
    int begin = contents.get(run);
    int end = run + 1 < runs() ? contents.get(run + 1) : content.length();
    int start = start(run);
    if (end - begin == end(run) - start) { // no pairs
      return content.substring(begin + from - start, begin + to - start);
    }
    int first = content.offsetByCodePoints(begin, from - start);
    return content.substring(first, content.offsetByCodePoints(first, to - from));
  }

  /** All that was put in, in the order of operations. */
  String content() {
    return content.toString();
  }

  /**
   * Puts a text in.
   *
   * @param on the version in which it was made
   * @param at in code points
   * @return the version with it
   */
  public int[] insert(Origin agent, int[] on, int at, String text) {
    if (at < 0 || at > CausalGraph.OPERATIONS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "no text has a place " + at + " to put something in");
    }
    int start = graph.size();
    boolean goesOn = graph.add(agent, on, text.codePointCount(0, text.length()));
    int last = runs() - 1;
    boolean isTyping =
        goesOn && kind(last) == INSERT && places.get(last) + start - starts.get(last) == at;
    if (!isTyping) {
      begin(start, INSERT, at);
    }
    content.append(text);
    return end();
  }

  /**
   * Makes edits of the text of a version.
   *
   * @param edits in rising order
   * @return the version with them
   */
  public int[] edit(Origin agent, int[] on, List<TextEdit> edits) {
    int[] version = on;
    int moved = 0;
    for (TextEdit edit : edits) {
      int at = edit.at() + moved;
      if (!edit.inserted().isEmpty()) {
        version = insert(agent, version, at, edit.inserted());
      }
      int inserted = edit.inserted().codePointCount(0, edit.inserted().length());
      if (edit.deleted() > 0) {
        version = delete(agent, version, at + inserted, edit.deleted());
      }
      moved += inserted - edit.deleted();
    }
    return version;
  }

  /** The text of a version. */
  public String text(int[] version) {
    OperationLog then = this;
    if (!graph.isAt(version)) {
      then = new OperationLog();
      Copy.upTo(version, this, then);
    }
    return new SequenceDocument(then).toString();
  }

  private int[] end() {
    return new int[] {graph.size() - 1};
  }

  /**
   * Takes out so many code points at a place.
   *
   * @return the version without them
   */
  public int[] delete(Origin agent, int[] on, int at, int howMany) {
    if (at < 0 || at > CausalGraph.OPERATIONS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "no text has a place " + at + " to take something out");
    }
    int start = graph.size();
    boolean goesOn = graph.add(agent, on, howMany);
    int last = runs() - 1;
    int kind = goesOn ? kind(last) : INSERT;
    if (kind == DELETE && places.get(last) == at) {
      return end();
    }
    boolean isBack = kind == DELETE_BACK || (kind == DELETE && start - starts.get(last) == 1);
    if (isBack && howMany == 1 && places.get(last) == at + 1) {
      kinds.set(last, DELETE_BACK);
      places.set(last, at);
      return end();
    }
    begin(start, DELETE, at);
    return end();
  }

  /** A run that was read: the last character goes first. */
  void deleteBack(Origin agent, int[] on, int at, int howMany) {
    int start = graph.size();
    graph.add(agent, on, howMany);
    begin(start, DELETE_BACK, at);
  }

  private void begin(int start, int kind, int at) {
    starts.add(start);
    kinds.add(kind);
    places.add(at);
    contents.add(content.length());
  }
}
