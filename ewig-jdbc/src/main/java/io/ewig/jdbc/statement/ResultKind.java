package io.ewig.jdbc.statement;

import java.sql.ResultSet;

/**
 * What kind of results a statement gives.
 *
 * @param type forward only, or scrolling and insensitive
 * @param isUpdatable whether rows can be changed in place
 */
public record ResultKind(int type, boolean isUpdatable) {

  /** To be read from the first row to the last. */
  public static final ResultKind PLAIN = new ResultKind(ResultSet.TYPE_FORWARD_ONLY, false);
}
