package io.ewig.engine.internal.run;

/** The keys of a run in their order, see {@link RunFormat}. */
final class RunKeys {

  private final Basis run;
  private final Content content;
  private final int directory;
  private final int width;
  private final long mask;
  private final int count;

  RunKeys(Basis run, RunFooter footer) {
    this.run = run;
    this.content = run.content();
    this.directory = footer.directory();
    this.width = footer.offsetWidth();
    this.mask = RunFormat.mask(width);
    this.count = footer.groups();
  }

  int count() {
    return count;
  }

  /** Where a group is. */
  int at(int index) {
    return (int) (content.getLong(directory + index * width) & mask);
  }

  byte[] key(int index) {
    return GroupKey.copy(run, at(index));
  }

  RunGroup group(int index) {
    return new RunGroup(run, at(index));
  }

  boolean isAt(int index, byte[] key) {
    return index < count && compare(index, key) == 0;
  }

  private int compare(int index, byte[] key) {
    return GroupKey.compare(run, at(index), key, key.length);
  }

  /** How many keys are less than a bound. */
  int countBelow(byte[] bound) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, bound) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
