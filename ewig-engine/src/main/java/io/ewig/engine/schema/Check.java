package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/**
 * A CHECK constraint: a condition in text that no row makes FALSE; see {@code check.CheckCompiler}.
 */
public record Check(String name, String text) {

  /** Bounds what compiling one can take. */
  public static final int TEXT_BYTES_MAX = 8 << 10;

  public Check {
    Names.require(name, "a check");
    Names.requireBytes(text, TEXT_BYTES_MAX, "the text of check '" + name + "'");
    if (text.isBlank()) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR, "check '" + name + "' is empty; write a condition, as price > 0");
    }
  }

  public boolean mentions(String column) {
    return ColumnMentions.in(text, column);
  }

  Check named(String newName) {
    return new Check(newName, text);
  }

  Check renaming(String from, String to) {
    return new Check(name, ColumnMentions.renamed(text, from, to));
  }
}
