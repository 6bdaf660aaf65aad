package io.ewig.sqltests.logic;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import net.hydromatic.sqllogictest.ISqlTestOperation;
import net.hydromatic.sqllogictest.OptionsParser;
import net.hydromatic.sqllogictest.SltSqlStatement;
import net.hydromatic.sqllogictest.SltTestFile;
import net.hydromatic.sqllogictest.SqlTestQuery;
import net.hydromatic.sqllogictest.TestStatistics;
import net.hydromatic.sqllogictest.executors.JdbcExecutor;

/**
 * Runs files over the driver, each in a database of its own; a statement counts like a query.
 *
 * <p>The library reads the files and compares rows. Its own loop would count queries only, and
 * would not miss an error that does not come.
 */
final class EwigExecutor extends JdbcExecutor {

  private static final AtomicLong FILES = new AtomicLong();
  private static final OptionsParser PARSER = new OptionsParser(false, System.out, System.err);

  EwigExecutor() {
    super(PARSER.getOptions(), "jdbc:ewig:mem:", "", "");
  }

  /** Adds what becomes of a file's statements and queries. */
  void run(String name, Outcome outcome) throws SQLException {
    SltTestFile file = parsed(name);
    try (Connection own = DriverManager.getConnection(dbUrl + "logic" + FILES.incrementAndGet())) {
      connection = own;
      for (ISqlTestOperation operation : file.fileContents) {
        SltSqlStatement statement = operation.as(SltSqlStatement.class);
        if (statement != null) {
          outcome.add(name, statement.statement, failureOf(statement));
        } else {
          SqlTestQuery query = operation.as(SqlTestQuery.class);
          outcome.add(name, query.getQuery(), failureOf(query));
        }
      }
    }
  }

  private SltTestFile parsed(String name) {
    try {
      SltTestFile file = new SltTestFile("test/" + name);
      file.parse(options);
      return file;
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " is no file of the suite", e);
    }
  }

  /** Why a statement is not as expected; empty if it is. */
  private String failureOf(SltSqlStatement wanted) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(wanted.statement);
      return wanted.shouldPass ? "" : "it should be refused";
    } catch (SQLException e) {
      return wanted.shouldPass ? String.valueOf(e.getMessage()) : "";
    }
  }

  private String failureOf(SqlTestQuery wanted) {
    TestStatistics one = new TestStatistics(false, 0);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(wanted.getQuery())) {
      validate(wanted, rows, wanted.outputDescription, one);
      return one.getPassedTestCount() == 1 ? "" : "other rows";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has MD5", e);
    }
  }
}
