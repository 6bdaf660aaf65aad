package io.ewig.jdbc.flyway;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;

/** A schema that Flyway makes, looks at, or cleans. */
final class MigratedSchema extends Schema<MigratedDatabase, MigratedTable> {

  private static final String OF_SCHEMAS =
      "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?";
  private static final String OF_TABLES =
      "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_type = ?";
  private static final String OF_SEQUENCES =
      "SELECT sequence_name FROM information_schema.sequences WHERE sequence_schema = ?";

  MigratedSchema(JdbcTemplate jdbc, MigratedDatabase database, String name) {
    super(jdbc, database, name);
  }

  @Override
  protected boolean doExists() throws SQLException {
    return !jdbcTemplate.queryForStringList(OF_SCHEMAS, name).isEmpty();
  }

  @Override
  protected boolean doEmpty() throws SQLException {
    return tables("BASE TABLE").isEmpty() && tables("VIEW").isEmpty() && sequences().isEmpty();
  }

  @Override
  protected void doCreate() throws SQLException {
    jdbcTemplate.execute("CREATE SCHEMA " + database.quote(name));
  }

  @Override
  protected void doDrop() throws SQLException {
    doClean();
    jdbcTemplate.execute("DROP SCHEMA " + database.quote(name));
  }

  /** Views before tables; what others are made of, or refer to, goes with these. */
  @Override
  protected void doClean() throws SQLException {
    for (String view : tables("VIEW")) {
      jdbcTemplate.execute("DROP VIEW IF EXISTS " + database.quote(name, view) + " CASCADE");
    }
    for (MigratedTable table : doAllTables()) {
      table.drop();
    }
    for (String sequence : sequences()) {
      jdbcTemplate.execute("DROP SEQUENCE " + database.quote(name, sequence));
    }
  }

  @Override
  protected MigratedTable[] doAllTables() throws SQLException {
    return tables("BASE TABLE").stream().map(this::getTable).toArray(MigratedTable[]::new);
  }

  @Override
  public MigratedTable getTable(String tableName) {
    return new MigratedTable(jdbcTemplate, database, this, tableName);
  }

  private List<String> tables(String type) throws SQLException {
    return jdbcTemplate.queryForStringList(OF_TABLES, name, type);
  }

  private List<String> sequences() throws SQLException {
    return jdbcTemplate.queryForStringList(OF_SEQUENCES, name);
  }
}
