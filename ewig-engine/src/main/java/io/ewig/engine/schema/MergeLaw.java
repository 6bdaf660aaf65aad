package io.ewig.engine.schema;

import io.ewig.engine.value.Type;

/**
 * What becomes of a cell that two branches or two replicas changed.
 *
 * <p>Codes are on disk: they are never reused.
 */
public enum MergeLaw {
  /** The later write, by hybrid time, wins. */
  LWW(1),
  /** The differences from the base add up. */
  COUNTER(2),
  MAX(3),
  MIN(4),
  /** Elements added on either side are in, elements removed on either side are out. */
  SET(5),
  /** Edits of the text are merged character by character. */
  TEXT(6),
  /** A conflict, for somebody to resolve. */
  FAIL(7),
  /** The branch merged into wins. */
  OURS(8),
  /** The branch that is merged wins. */
  THEIRS(9);

  private static final MergeLaw[] BY_CODE = values();

  private final int code;

  MergeLaw(int code) {
    this.code = code;
  }

  /** The number that stands for this law on disk, from 1. */
  public int code() {
    return code;
  }

  public static int codeMax() {
    return BY_CODE.length;
  }

  /**
   * @param code from 1 to {@link #codeMax()}
   */
  public static MergeLaw ofCode(int code) {
    return BY_CODE[code - 1];
  }

  /** Whether the law has a meaning for values of that type. */
  public boolean appliesTo(Type type) {
    return switch (this) {
      case COUNTER -> type.kind().isNumeric();
      case MAX, MIN -> type.isIndexable();
      case SET -> type.element() != null && type.isIndexable();
      case TEXT -> type.kind().isText();
      case LWW, FAIL, OURS, THEIRS -> true;
    };
  }
}
