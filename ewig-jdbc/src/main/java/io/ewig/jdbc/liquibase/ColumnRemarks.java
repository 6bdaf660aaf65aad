package io.ewig.jdbc.liquibase;

import liquibase.database.Database;
import liquibase.sqlgenerator.core.SetColumnRemarksGenerator;
import liquibase.statement.core.SetColumnRemarksStatement;

/** Columns have comments, in the standard words. */
public final class ColumnRemarks extends SetColumnRemarksGenerator {

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE;
  }

  @Override
  public boolean supports(SetColumnRemarksStatement statement, Database database) {
    return database instanceof EwigDatabase;
  }
}
