package io.ewig.jdbc.connection;

import io.ewig.jdbc.result.EwigResultSet;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The results of a connection that are open. */
final class Results {

  /** What a result that outlives its transaction may keep in memory. */
  private static final int KEPT_ROWS_MAX = 1_000_000;

  private final Present<EwigResultSet> open = new Present<>();

  void add(EwigResultSet result) {
    open.add(result);
  }

  void remove(EwigResultSet result) {
    open.remove(result);
  }

  /** Before a transaction ends: what it is read from will be gone. */
  void endTransaction() throws SQLException {
    for (EwigResultSet result : open.list()) {
      if (result.isClosed()) {
        open.remove(result);
      } else if (result.getHoldability() == ResultSet.HOLD_CURSORS_OVER_COMMIT) {
        result.keep(KEPT_ROWS_MAX);
      } else {
        result.close();
      }
    }
  }

  void closeAll() throws SQLException {
    for (EwigResultSet result : open.list()) {
      result.close();
    }
  }
}
