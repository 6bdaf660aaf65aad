package io.ewig.calcite.operator.spill;

/**
 * What stands before each value in a temporary file: which class it is of.
 *
 * <pre>
 *   +--------+---------------------+
 *   | tag    | value, by its class |
 *   | 1      |                     |
 *   +--------+---------------------+
 * </pre>
 */
final class ValueTag {

  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int BYTE = 3;
  static final int SHORT = 4;
  static final int INTEGER = 5;
  static final int LONG = 6;
  static final int FLOAT = 7;
  static final int DOUBLE = 8;
  static final int DECIMAL = 9;
  static final int TEXT = 10;
  static final int BYTES = 11;
  static final int DATE = 12;
  static final int TIME = 13;
  static final int WALL_CLOCK = 14;
  static final int INSTANT = 15;
  static final int INTERVAL = 16;
  static final int UUID = 17;
  static final int LIST = 18;
  static final int ROW = 19;
  static final int MAP = 20;
  static final int JSON = 21;
  static final int WIDE_TEXT = 22;

  private ValueTag() {}
}
