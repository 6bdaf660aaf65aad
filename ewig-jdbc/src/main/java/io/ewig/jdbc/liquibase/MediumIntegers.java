package io.ewig.jdbc.liquibase;

import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.core.MediumIntType;
import liquibase.servicelocator.PrioritizedService;

/** MySQL's integers of three bytes: the next larger ones. */
@DataTypeInfo(
    name = "mediumint",
    minParameters = 0,
    maxParameters = 1,
    priority = PrioritizedService.PRIORITY_DATABASE)
public final class MediumIntegers extends MediumIntType {

  @Override
  public DatabaseDataType toDatabaseDataType(Database database) {
    return new DatabaseDataType("INTEGER");
  }

  @Override
  public boolean supports(Database database) {
    return database instanceof EwigDatabase;
  }
}
