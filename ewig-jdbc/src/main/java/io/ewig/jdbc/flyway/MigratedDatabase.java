package io.ewig.jdbc.flyway;

import java.sql.Connection;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;

/** What Flyway migrates, and how its own table is made. */
final class MigratedDatabase extends Database<MigrationConnection> {

  MigratedDatabase(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor statements) {
    super(configuration, connections, statements);
  }

  @Override
  protected MigrationConnection doGetConnection(Connection connection) {
    return new MigrationConnection(this, connection);
  }

  /** There is no version that is too old. */
  @Override
  public void ensureSupported(Configuration configuration) {}

  @Override
  public boolean supportsDdlTransactions() {
    return true;
  }

  @Override
  public String getBooleanTrue() {
    return "TRUE";
  }

  @Override
  public String getBooleanFalse() {
    return "FALSE";
  }

  @Override
  public boolean catalogIsSchema() {
    return false;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the base class says
  public String getRawCreateScript(Table table, boolean isBaseline) {
    String columns =
        """
        (
          "installed_rank" INT PRIMARY KEY,
          "version" VARCHAR(50),
          "description" VARCHAR(200) NOT NULL,
          "type" VARCHAR(20) NOT NULL,
          "script" VARCHAR(1000) NOT NULL,
          "checksum" INT,
          "installed_by" VARCHAR(100) NOT NULL,
          "installed_on" TIMESTAMP DEFAULT LOCALTIMESTAMP NOT NULL,
          "execution_time" INT NOT NULL,
          "success" BOOLEAN NOT NULL
        );
        """;
    return "CREATE TABLE "
        + table
        + columns
        + (isBaseline ? getBaselineStatement(table) + ";\n" : "");
  }
}
