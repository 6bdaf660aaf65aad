package io.ewig.jdbc.liquibase;

import liquibase.database.Database;
import liquibase.sqlgenerator.core.SetTableRemarksGenerator;
import liquibase.statement.core.SetTableRemarksStatement;

/** Tables have comments, in the standard words. */
public final class TableRemarks extends SetTableRemarksGenerator {

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE;
  }

  @Override
  public boolean supports(SetTableRemarksStatement statement, Database database) {
    return database instanceof EwigDatabase;
  }
}
