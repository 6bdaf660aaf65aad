package io.ewig.engine.internal.version;

/** The versions of one key in one store: a series for each line, in rising order of lines. */
public interface Group {

  /** Not to be changed. */
  byte[] key();

  int lines();

  int line(int index);

  Series series(int index);

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
