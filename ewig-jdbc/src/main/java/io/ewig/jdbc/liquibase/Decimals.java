package io.ewig.jdbc.liquibase;

import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.core.NumberType;
import liquibase.servicelocator.PrioritizedService;

/** What Oracle calls a number. */
@DataTypeInfo(
    name = "number",
    aliases = "numberType",
    minParameters = 0,
    maxParameters = 2,
    priority = PrioritizedService.PRIORITY_DATABASE)
public final class Decimals extends NumberType {

  @Override
  public DatabaseDataType toDatabaseDataType(Database database) {
    return new DatabaseDataType("DECIMAL", getParameters());
  }

  @Override
  public boolean supports(Database database) {
    return database instanceof EwigDatabase;
  }
}
