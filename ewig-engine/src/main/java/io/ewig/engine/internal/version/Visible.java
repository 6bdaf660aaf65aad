package io.ewig.engine.internal.version;

/** The series of a key in one store of which a lineage sees something. */
final class Visible {

  private final Series[] series;
  private final long[] limits; // what has a seq below is seen
  private int size;

  Visible(Group group, Lineage lineage, long beforeSeq) {
    int most = Math.min(group.lines(), lineage.size());
    this.series = new Series[most];
    this.limits = new long[most];
    if (group.lines() <= lineage.size()) {
      for (int i = 0; i < most; i++) {
        add(group, i, Math.min(lineage.limit(group.line(i)), beforeSeq));
      }
    } else {
      for (int i = 0; i < most; i++) {
        add(group, group.indexOf(lineage.line(i)), Math.min(lineage.limitAt(i), beforeSeq));
      }
    }
  }

  private void add(Group group, int line, long limit) {
    if (line >= 0 && limit > 0) {
      Series candidate = group.series(line);
      if (candidate.seq(0) < limit) {
        series[size] = candidate;
        limits[size++] = limit;
      }
    }
  }

  int size() {
    return size;
  }

  Series series(int index) {
    return series[index];
  }

  /** How many versions of a series are seen. */
  int end(int index) {
    return series[index].countBefore(limits[index]);
  }

  /** How many versions with a seq below one are seen. */
  long countBefore(long seq) {
    long count = 0;
    for (int i = 0; i < size; i++) {
      count += series[i].countBefore(Math.min(seq, limits[i]));
    }
    return count;
  }
}
