package io.ewig.engine.column;

/** Between which numbers a column lies; both are among them. */
public record Zone(long min, long max) {

  public boolean isWithin(long from, long to) {
    return min >= from && max <= to;
  }

  public boolean touches(long from, long to) {
    return max >= from && min <= to;
  }
}
