package io.ewig.sqltests.logic;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import net.hydromatic.sqllogictest.OptionsParser;
import net.hydromatic.sqllogictest.executors.JdbcExecutor;

/** Runs a file's statements and queries over the driver, each file in a database of its own. */
final class EwigExecutor extends JdbcExecutor {

  private static final AtomicLong FILES = new AtomicLong();

  EwigExecutor(OptionsParser.SuppliedOptions options) {
    super(options, "jdbc:ewig:mem:", "", "");
  }

  @Override
  public void establishConnection() throws SQLException {
    connection = DriverManager.getConnection(dbUrl + "logic" + FILES.incrementAndGet());
  }

  /** There are none: the database is new. */
  @Override
  public void dropAllTables() {}

  @Override
  public void dropAllViews() {}
}
