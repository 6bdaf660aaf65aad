package io.ewig.engine.internal.run;

/**
 * Where the numbers are that a series starts with, see {@link SeriesFormat}; of one series after
 * the other. A number is read when it is asked for, most often once.
 */
final class SeriesHead {

  private final Basis run;
  private final Content content;
  private int head;
  private int lineAt;
  private int countAt;
  private int firstAt;
  private int nanosAt;
  private int lengthAt;
  private int lastAt;

  SeriesHead(Basis run) {
    this.run = run;
    this.content = run.content();
  }

  /** Goes to a series; false if its head says what can't be. */
  boolean read(int at) {
    content.require(at, RunFormat.SPARE);
    head = (int) content.raw(at);
    lineAt = at + SeriesFormat.HEAD;
    countAt = lineAt + (head >>> SeriesFormat.LINE_WIDTH & 7);
    firstAt = countAt + width(SeriesFormat.COUNT_WIDTH);
    nanosAt = firstAt + width(SeriesFormat.FIRST_WIDTH);
    lengthAt = nanosAt + width(SeriesFormat.NANOS_BASE_WIDTH);
    lastAt = lengthAt + (has(SeriesFormat.IS_FIXED) ? width(SeriesFormat.END_WIDTH) : 0);
    return SeriesFormat.areWidths(head)
        && width(SeriesFormat.END_WIDTH) <= Integer.BYTES
        && (has(SeriesFormat.IS_FIXED) ? !has(SeriesFormat.ARE_PATCHED) : endWidth() > 0);
  }

  private int width(int which) {
    return head >>> which & 15;
  }

  /** A number from its first byte up to, not including, another. */
  private long number(int from, int to) {
    return content.raw(from) & RunFormat.mask(to - from);
  }

  /** Whether one of some flags is set. */
  boolean has(int flags) {
    return (head & flags) != 0;
  }

  int line() {
    return countAt == lineAt ? 0 : (int) number(lineAt, countAt);
  }

  int count() {
    return 1 + (int) number(countAt, firstAt);
  }

  long firstSeq() {
    return run.seq() + number(firstAt, nanosAt);
  }

  long lastSeq() {
    return firstSeq() + number(lastAt, end());
  }

  /** What the system times in rows are counted from. */
  long nanos() {
    return run.nanos() + SeriesFormat.unzigzag(number(nanosAt, lengthAt));
  }

  /** Of every value, if rows have no ends. */
  int length() {
    return (int) number(lengthAt, lastAt);
  }

  /** Where what comes after the head is; as much as says where blocks are may be read there. */
  int end() {
    return lastAt + seqWidth();
  }

  /** 0 if there is one version, which is the first. */
  int seqWidth() {
    return width(SeriesFormat.SEQ_WIDTH);
  }

  int nanosWidth() {
    return width(SeriesFormat.NANOS_WIDTH);
  }

  /** Of the ends of values in rows; 0 if values are equally long. */
  int endWidth() {
    return has(SeriesFormat.IS_FIXED) ? 0 : width(SeriesFormat.END_WIDTH);
  }
}
