package io.ewig.parser;

/** How much SQL is parsed at once; what is over is refused with LIMIT_EXCEEDED. */
public final class Limits {

  /** A statement of that length is a program's, and should be an insert with parameters. */
  public static final int TEXT_CHARS_MAX = 1 << 20;

  /** Room for an insert of 5,000 rows of 20 columns; a token takes about 100 bytes. */
  public static final int TOKENS_MAX = 250_000;

  /** How deep parentheses, brackets, CASE and subqueries nest; the parser recurses as deep. */
  public static final int NESTING_MAX = 200;

  /** How deep the tree may be, which joins, unions and operators make deeper as well. */
  public static final int TREE_DEPTH_MAX = 1_000;

  /** As most databases have it, and well below what fits into a table's URI. */
  public static final int IDENTIFIER_CHARS_MAX = 128;

  private Limits() {}
}
