package io.ewig.parser.time;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** By what a moment of system time is named. */
public enum Anchor {
  /** A time of the clock. */
  TIME("AS OF"),
  /** Just after a commit. */
  COMMIT("AS OF COMMIT"),
  BEFORE_COMMIT("AS OF BEFORE COMMIT"),
  /** Where a tag is. */
  TAG("AS OF TAG"),
  /** Just before the commit that has the tag. */
  BEFORE_TAG("AS OF BEFORE TAG"),
  /** Just after the event of that number. */
  SEQ("AS OF SEQ");

  private final String words;

  Anchor(String words) {
    this.words = words;
  }

  /** What stands behind the words: a name without quotes is the name itself, no column. */
  public SqlNode valueOf(SqlNode said) {
    return this != TIME && this != SEQ && said instanceof SqlIdentifier name
        ? SqlLiteral.createCharString(name.toString(), name.getParserPosition())
        : said;
  }

  String words() {
    return words;
  }
}
