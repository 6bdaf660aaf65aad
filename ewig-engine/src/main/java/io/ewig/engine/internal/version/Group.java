package io.ewig.engine.internal.version;

/** The versions of one key in one store: a series for each line, in rising order of lines. */
public interface Group {

  /** Not to be changed. */
  byte[] key();

  int lines();

  int line(int index);

  Series series(int index);

  /**
   * Reads where the version is that a line had before a seq, without looking at it: whoever is
   * about to look into many groups waits for the memory once, not for each of them.
   *
   * @return something of what was read, for else nothing would be
   */
  default long fetch(long beforeSeq) {
    return 0;
  }

  /** The index of a line, or -1. */
  default int indexOf(int line) {
    int low = 0;
    int high = lines() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = line(middle);
      if (found == line) {
        return middle;
      } else if (found < line) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
