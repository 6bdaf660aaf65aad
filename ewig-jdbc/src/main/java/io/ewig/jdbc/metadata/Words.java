package io.ewig.jdbc.metadata;

/** Words for editors to highlight; of functions those that JDBC writes as {@code {fn ...}}. */
final class Words {

  /** Those that are not in SQL:2003, which is what JDBC asks for. */
  static final String KEYWORDS =
      "ATTACH,BRANCH,BRANCHES,COMMENT,CONFLICT,CONFLICTS,DIFF,ERASE,EXPLAIN,HISTORY,IF,INDEX,LIMIT,"
          + "LOG,OFFSET,PORTION,RENAME,REPLACE,RESTORE,RETURNING,SHOW,SYSTEM_TIME,TAG,USE,VALID_TIME,"
          + "VIEW";

  static final String NUMERIC_FUNCTIONS =
      "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,POWER,RADIANS,"
          + "ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE";

  static final String STRING_FUNCTIONS =
      "ASCII,CONCAT,INSERT,LCASE,LEFT,LENGTH,LOCATE,LTRIM,REPEAT,REPLACE,RIGHT,RTRIM,SPACE,"
          + "SUBSTRING,UCASE";

  static final String SYSTEM_FUNCTIONS = "DATABASE,IFNULL,USER";

  static final String TIME_FUNCTIONS =
      "CURDATE,DAYNAME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,HOUR,MINUTE,MONTH,MONTHNAME,QUARTER,SECOND,"
          + "WEEK,YEAR";

  private Words() {}
}
