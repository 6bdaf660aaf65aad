package io.ewig.calcite.access;

/** What can be allowed. */
public enum Operation {
  SELECT("read what there is now"),
  INSERT("add rows"),
  UPDATE("change rows"),
  DELETE("remove rows"),
  APPEND("add events to worlds"),
  HISTORY("read what there was"),
  DDL("define, change and drop tables and all else that has a name"),
  MERGE("make, change and merge branches and tags"),
  ERASE("destroy what rows held, in all of history");

  private final String remarks;

  Operation(String remarks) {
    this.remarks = remarks;
  }

  /** What it is for. */
  public String remarks() {
    return remarks;
  }

  /** Whether it is about reading, so that it matters how far back. */
  public boolean isReading() {
    return this == SELECT || this == HISTORY;
  }
}
