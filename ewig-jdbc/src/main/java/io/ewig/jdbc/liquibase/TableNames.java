package io.ewig.jdbc.liquibase;

import liquibase.database.Database;
import liquibase.sql.Sql;
import liquibase.sql.UnparsedSql;
import liquibase.sqlgenerator.SqlGeneratorChain;
import liquibase.sqlgenerator.core.RenameTableGenerator;
import liquibase.statement.core.RenameTableStatement;
import liquibase.structure.core.Table;

/** A table is renamed by ALTER TABLE. */
public final class TableNames extends RenameTableGenerator {

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE;
  }

  @Override
  public boolean supports(RenameTableStatement statement, Database database) {
    return database instanceof EwigDatabase;
  }

  @Override
  @SuppressWarnings("rawtypes") // the class above this one is written that way
  public Sql[] generateSql(
      RenameTableStatement statement, Database database, SqlGeneratorChain chain) {
    String table =
        database.escapeTableName(
            statement.getCatalogName(), statement.getSchemaName(), statement.getOldTableName());
    String name = database.escapeObjectName(statement.getNewTableName(), Table.class);
    return new Sql[] {
      new UnparsedSql(
          "ALTER TABLE " + table + " RENAME TO " + name,
          getAffectedOldTable(statement),
          getAffectedNewTable(statement))
    };
  }
}
