package io.ewig.engine.sequence;

/** Which characters operations took out, in runs; operations are noted in rising order. */
final class Deletions {

  private final IntList starts = new IntList();
  private final IntList targets = new IntList(); // of the first operation of a run
  private final IntList steps = new IntList(); // to the next one's: 1 or -1

  /** Who wants to know of neighbouring characters that operations took out. */
  @FunctionalInterface
  interface Stretch {
    void of(int from, int to);
  }

  void add(int operation, int target, int step) {
    starts.add(operation);
    targets.add(target);
    steps.add(step);
  }

  /** What some operations took out; all of them have to have been noted. */
  void each(int from, int to, Stretch stretch) {
    int at = from;
    for (int run = starts.floor(from); at < to; run++) {
      int end = run + 1 < starts.size() ? Math.min(to, starts.get(run + 1)) : to;
      int first = at - starts.get(run);
      int last = end - 1 - starts.get(run);
      int target = targets.get(run);
      if (steps.get(run) > 0) {
        stretch.of(target + first, target + last + 1);
      } else {
        stretch.of(target - last, target - first + 1);
      }
      at = end;
    }
  }
}
