package io.ewig.parser.node;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Where something stands in the text of a statement, for errors; both count from 1. */
public record Place(int line, int column) {

  public static Place of(SqlNode node) {
    return of(node.getParserPosition());
  }

  public static Place of(SqlParserPos pos) {
    return new Place(pos.getLineNum(), pos.getColumnNum());
  }

  public static Place of(CalciteContextException e) {
    return new Place(e.getPosLine(), e.getPosColumn());
  }

  /** An error that says first where it is. */
  public UserException error(ErrorCode code, String text) {
    return new UserException(code, this + ": " + text);
  }

  public UserException error(ErrorCode code, String text, Throwable cause) {
    return new UserException(code, this + ": " + text, cause);
  }

  /** For behind a text; nothing if it stands nowhere, as what a view or a rewriting says. */
  public String behind() {
    return line == 0 ? "" : " (" + this + ")";
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
