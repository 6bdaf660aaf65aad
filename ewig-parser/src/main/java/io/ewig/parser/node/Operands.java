package io.ewig.parser.node;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What is no node by itself, as an operand. */
public final class Operands {

  private Operands() {}

  public static SqlNode flag(boolean flag) {
    return SqlLiteral.createBoolean(flag, SqlParserPos.ZERO);
  }

  public static SqlNode word(Enum<?> word) {
    return SqlLiteral.createSymbol(word, SqlParserPos.ZERO);
  }

  public static @Nullable SqlNode wordOrNull(@Nullable Enum<?> word) {
    return word == null ? null : word(word);
  }
}
