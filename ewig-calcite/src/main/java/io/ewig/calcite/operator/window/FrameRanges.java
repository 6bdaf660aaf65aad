package io.ewig.calcite.operator.window;

/** The rows of one frame as up to three runs: a frame may have a hole, and a row in the hole. */
final class FrameRanges {

  private final int[] starts = new int[3];
  private final int[] ends = new int[3];
  private int count;

  void set(Partition partition, Frames frames, int row) {
    count = 0;
    int start = frames.start(partition, row);
    int end = frames.end(partition, row);
    switch (frames.exclusion()) {
      case NO_OTHERS -> add(start, end, start, end);
      case CURRENT_ROW -> {
        add(start, row, start, end);
        add(row + 1, end, start, end);
      }
      case GROUP -> {
        add(start, partition.peersStart(row), start, end);
        add(partition.peersEnd(row), end, start, end);
      }
      case TIES -> {
        add(start, partition.peersStart(row), start, end);
        add(row, row + 1, start, end);
        add(partition.peersEnd(row), end, start, end);
      }
    }
  }

  private void add(int from, int to, int start, int end) {
    int first = Math.max(from, start);
    int behind = Math.min(to, end);
    if (first < behind) {
      starts[count] = first;
      ends[count++] = behind;
    }
  }

  int count() {
    return count;
  }

  int start(int run) {
    return starts[run];
  }

  int end(int run) {
    return ends[run];
  }
}
