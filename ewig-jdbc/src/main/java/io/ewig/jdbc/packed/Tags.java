package io.ewig.jdbc.packed;

/** What kind of value follows; numbers are never used again. */
final class Tags {

  static final int NULL = 0;
  static final int TRUE = 1;
  static final int FALSE = 2;
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
  static final int DATE_TIME = 14;
  static final int INSTANT = 15;
  static final int PERIOD = 16;
  static final int DURATION = 17;
  static final int UUID = 18;
  static final int LIST = 19;
  static final int ROW = 20;
  static final int MAP = 21;

  /** A text that is no Unicode, such as half of a pair: it has to be refused as what it is. */
  static final int UNITS = 22;

  /** Deeper than any type goes. */
  static final int DEPTH_MAX = 32;

  private Tags() {}
}
