package io.ewig.jdbc.flyway;

import java.sql.SQLException;
import org.flywaydb.core.internal.database.base.Connection;

/** A connection while Flyway has it. */
final class MigrationConnection extends Connection<MigratedDatabase> {

  MigrationConnection(MigratedDatabase database, java.sql.Connection connection) {
    super(database, connection);
  }

  @Override
  protected String getCurrentSchemaNameOrSearchPath() throws SQLException {
    return getJdbcConnection().getSchema();
  }

  @Override
  protected void doChangeCurrentSchemaOrSearchPathTo(String schema) throws SQLException {
    getJdbcConnection().setSchema(schema);
  }

  @Override
  public MigratedSchema getSchema(String name) {
    return new MigratedSchema(getJdbcTemplate(), database, name);
  }
}
