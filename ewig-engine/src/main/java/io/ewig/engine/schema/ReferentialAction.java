package io.ewig.engine.schema;

/**
 * What becomes of rows whose parent row goes away or changes its key.
 *
 * <p>Codes are on disk: they are never reused.
 */
public enum ReferentialAction {
  /** Refused at the end of the statement. */
  NO_ACTION(1),
  /** Refused at once. */
  RESTRICT(2),
  CASCADE(3),
  SET_NULL(4),
  SET_DEFAULT(5);

  private static final ReferentialAction[] BY_CODE = values();

  private final int code;

  ReferentialAction(int code) {
    this.code = code;
  }

  /** The number that stands for this action on disk, from 1. */
  public int code() {
    return code;
  }

  public static int codeMax() {
    return BY_CODE.length;
  }

  /**
   * @param code from 1 to {@link #codeMax()}
   */
  public static ReferentialAction ofCode(int code) {
    return BY_CODE[code - 1];
  }
}
