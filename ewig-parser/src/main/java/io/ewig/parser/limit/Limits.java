package io.ewig.parser.limit;

/** How much SQL is parsed at once; what is over is refused with LIMIT_EXCEEDED. */
public final class Limits {

  /** A longer statement is a program's, and should be an insert with parameters. */
  public static final int TEXT_CHARS_MAX = 1 << 20;

  /** Room for an insert of 5,000 rows of 20 columns; a token takes about 100 bytes. */
  public static final int TOKENS_MAX = 250_000;

  /** How deep parentheses, brackets and CASEs nest; each takes up to 4 KiB of the stack. */
  public static final int NESTING_MAX = 200;

  /** How deep queries nest; who validates and plans them recurses through many methods for each. */
  public static final int QUERIES_MAX = 64;

  /** The most operators in a row; OR and AND do not count, see {@code Chains}. */
  public static final int OPERATORS_MAX = 500;

  /** How deep the tree may be, which joins, unions and operators make deeper as well. */
  public static final int TREE_DEPTH_MAX = 1_000;

  /** More than the engine takes, which has its own words for it. */
  public static final int ARRAY_DEPTH_MAX = 16;

  /** As most databases have it, and well below what fits into a table's URI. */
  public static final int IDENTIFIER_CHARS_MAX = 128;

  private Limits() {}
}
