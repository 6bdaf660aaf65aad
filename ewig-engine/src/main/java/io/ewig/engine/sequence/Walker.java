package io.ewig.engine.sequence;

import org.jspecify.annotations.Nullable;

/**
 * Makes edits of a text of operations, wherever their makers were.
 *
 * <p>An operation by one who had seen the whole text is an edit as it stands. Where one comes that
 * had not, all since the last version that everybody had seen goes through a {@link Tracker}, which
 * is dropped when there is such a version again.
 */
final class Walker {

  private final OperationLog log;
  private final CausalGraph graph;
  private final TextEdits edits;
  private @Nullable Tracker tracker; // goes on with what comes later
  private int tracked; // the first operation that it knows
  private int[] at = CausalGraph.NOTHING; // the version that the tracker shows

  Walker(OperationLog log, TextEdits edits) {
    this.log = log;
    this.graph = log.graph();
    this.edits = edits;
  }

  /** The text was edited as it was: where all are of one mind nothing has to be tracked. */
  void leap() {
    tracker = null;
  }

  /** Edits a text that has all operations up to one (exclusive), so that it has all there are. */
  void walk(int from) {
    int first = graph.run(from);
    int[] lowest = new int[graph.runs() - first + 1]; // the least parent behind a run
    lowest[lowest.length - 1] = Integer.MAX_VALUE;
    for (int i = lowest.length - 2; i >= 0; i--) {
      lowest[i] = Math.min(lowest[i + 1], graph.leastParent(first + i));
    }
    if (lowest[0] < tracked - 1) {
      tracker = null;
    }
    int start = from;
    for (int run = first; run < graph.runs(); run++) {
      int end = graph.end(run);
      boolean isBehindAll = graph.isWhole(run);
      if (isBehindAll && lowest[run - first + 1] >= graph.start(run)) {
        tracker = null;
      }
      if (isBehindAll && tracker == null) {
        log.each(start, end, this::edit);
      } else {
        if (tracker == null) {
          track(graph.critical(run, lowest[run - first]) + 1, start);
        }
        put(start, end, edits);
      }
      start = end;
    }
  }

  /** Operations by who had seen all: edits as they stand. */
  private void edit(int run, int from, int to) {
    int place = log.place(run, from, to);
    if (log.kind(run) == OperationLog.INSERT) {
      edits.insert(place, log.text(run, from, to));
    } else {
      edits.delete(place, to - from);
    }
  }

  /** Goes again through what is in the text already. */
  private void track(int from, int to) {
    tracker = new Tracker(log);
    tracked = from;
    at = from == 0 ? CausalGraph.NOTHING : new int[] {from - 1};
    int start = from;
    while (start < to) {
      int end = Math.min(to, graph.end(graph.run(start)));
      put(start, end, null);
      start = end;
    }
  }

  /** Operations of one run of the graph. */
  private void put(int from, int to, @Nullable TextEdits said) {
    Tracker here = tracker;
    if (here == null) {
      throw new IllegalStateException("nothing is tracked");
    }
    move(here, graph.parentsOf(from));
    log.each(from, to, (run, start, end) -> here.apply(run, start, end, said));
    at = new int[] {to - 1};
  }

  private void move(Tracker here, int[] to) {
    if (at.length == 1 && to.length == 1 && at[0] == to[0]) {
      return;
    }
    VersionDifference way = graph.difference(at, to);
    VersionDifference.Ranges back = way.onlyInOne();
    for (int i = 0; i < back.size(); i++) {
      here.retreat(back.from(i), back.to(i));
    }
    VersionDifference.Ranges forth = way.onlyInOther();
    for (int i = forth.size() - 1; i >= 0; i--) {
      here.advance(forth.from(i), forth.to(i));
    }
  }
}
