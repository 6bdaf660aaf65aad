package io.ewig.engine.merge;

import org.jspecify.annotations.Nullable;

/**
 * How a conflict is settled.
 *
 * @param value bytes of a row that has the cell, of the row, or of the document; null: nothing is
 *     to be there
 */
public record Resolution(Take take, byte @Nullable [] value) {

  /** Whose value it is to be. */
  public enum Take {
    OURS,
    THEIRS,
    BASE,
    VALUE
  }

  public static final Resolution OURS = new Resolution(Take.OURS, null);
  public static final Resolution THEIRS = new Resolution(Take.THEIRS, null);
  public static final Resolution BASE = new Resolution(Take.BASE, null);
}
