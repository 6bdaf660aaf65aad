package io.ewig.jdbc.statement;

import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.result.EwigResultSet;
import io.ewig.jdbc.value.SessionZone;
import java.sql.Connection;
import java.sql.SQLException;

/** What a statement needs of its connection. */
public interface Session extends SessionZone {

  /**
   * @throws SQLException 08003 if the connection is closed
   */
  Link link() throws SQLException;

  Connection connection();

  String catalog();

  boolean isClosed();

  /** To be closed, or kept, when the transaction ends. */
  void opened(EwigResultSet result, ResultRows rows);

  void closed(EwigResultSet result);
}
