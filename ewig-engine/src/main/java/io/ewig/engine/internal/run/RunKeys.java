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

  private int at(int index) {
    return content.getInt(directory + index * Integer.BYTES);
  }

  private int length(int at) {
    return content.getInt(at + RunFormat.LENGTH_OF_KEY) & 0xFFFF;
  }

  byte[] key(int index) {
    int at = at(index);
    return content.get(at + RunFormat.KEY_OF_KEY, length(at));
  }

  RunGroup group(int index) {
    return new RunGroup(content, content.getInt(at(index) + RunFormat.GROUP_OF_KEY));
  }

  boolean isAt(int index, byte[] key) {
    return index < count && compare(index, key) == 0;
  }

  private int compare(int index, byte[] key) {
    int at = at(index);
    return content.compare(at + RunFormat.KEY_OF_KEY, length(at), key);
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
