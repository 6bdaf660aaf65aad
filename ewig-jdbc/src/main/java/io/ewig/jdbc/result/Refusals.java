package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What results do not do. */
final class Refusals {

  private Refusals() {}

  static SQLException update() {
    return SqlState.UNSUPPORTED.error(
        "the result is read-only; make its statement with ResultSet.CONCUR_UPDATABLE, or use"
            + " UPDATE, INSERT or DELETE");
  }

  static SQLException jump(String what) {
    return SqlState.UNSUPPORTED.error(
        what
            + " is for results that scroll; this one is read forward only, with next(). Make its"
            + " statement with ResultSet.TYPE_SCROLL_INSENSITIVE");
  }

  static SQLException type(String what) {
    return SqlState.UNSUPPORTED.error("there are no values of type " + what);
  }

  static SQLException column(int number, int width) {
    return SqlState.UNKNOWN_COLUMN.error(
        "the result has no column " + number + "; its columns are 1 to " + width);
  }

  static SQLException closed(@Nullable Statement statement) throws SQLException {
    return statement != null && statement.getConnection().isClosed()
        ? SqlState.CLOSED.error("the connection is closed, and its results with it")
        : SqlState.OBJECT_CLOSED.error(
            "the result is closed: by close(), by its statement, or at the end of its"
                + " transaction");
  }
}
