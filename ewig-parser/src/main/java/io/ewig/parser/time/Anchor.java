package io.ewig.parser.time;

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

  String words() {
    return words;
  }
}
