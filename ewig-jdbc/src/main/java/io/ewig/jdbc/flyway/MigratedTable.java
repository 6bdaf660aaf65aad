package io.ewig.jdbc.flyway;

import java.sql.SQLException;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;

/** A table that Flyway drops, or its own. */
final class MigratedTable extends Table<MigratedDatabase, MigratedSchema> {

  MigratedTable(JdbcTemplate jdbc, MigratedDatabase database, MigratedSchema schema, String name) {
    super(jdbc, database, schema, name);
  }

  @Override
  protected boolean doExists() throws SQLException {
    return exists(null, getSchema(), getName());
  }

  @Override
  protected void doDrop() throws SQLException {
    jdbcTemplate.execute("DROP TABLE " + database.quote(schema.getName(), name) + " CASCADE");
  }

  /**
   * Nothing waits here for a lock: of two migrations at once both begin, and the one that commits
   * second is refused, because the other has written the same row of the history.
   */
  @Override
  protected void doLock() {}
}
