package io.ewig.jdbc.link;

import java.sql.SQLException;

/** Something committed that has to become durable before anybody is told of it; any thread. */
@FunctionalInterface
public interface Settlement {

  /**
   * Returns when it is durable.
   *
   * @throws SQLException if it can't be: whether it will be there is not known
   */
  void await() throws SQLException;
}
