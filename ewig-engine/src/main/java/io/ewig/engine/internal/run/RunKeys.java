package io.ewig.engine.internal.run;

/** The keys of a run in their order, see {@link RunFormat}. */
final class RunKeys {

  private final Content content;
  private final int directory;
  private final int count;

  RunKeys(Content content, RunFooter footer) {
    this.content = content;
    this.directory = footer.directory();
    this.count = footer.groups();
  }

  int count() {
    return count;
  }

  /** Where a group is. */
  int at(int index) {
    return content.getInt(directory + index * Integer.BYTES);
  }

  byte[] key(int index) {
    return RunGroup.key(content, at(index));
  }

  RunGroup group(int index) {
    return new RunGroup(content, at(index));
  }

  boolean isAt(int index, byte[] key) {
    return index < count && compare(index, key) == 0;
  }

  private int compare(int index, byte[] key) {
    return RunGroup.compare(content, at(index), key);
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
