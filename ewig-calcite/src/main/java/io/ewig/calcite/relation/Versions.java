package io.ewig.calcite.relation;

/** Which versions of a row a statement reads at one place. */
public enum Versions {
  /** The one that was recorded last by a moment and is true at another. */
  ONE,
  /** All that are true at some time. */
  TRUE_AT_SOME_TIME,
  /**
   * Also those that others have replaced since, when columns may have taken what they take no more.
   */
  EVER_RECORDED;

  /** Whether no row comes twice. */
  public boolean isOne() {
    return this == ONE;
  }
}
