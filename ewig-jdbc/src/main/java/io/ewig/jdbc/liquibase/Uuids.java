package io.ewig.jdbc.liquibase;

import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.core.UUIDType;
import liquibase.servicelocator.PrioritizedService;

/** A UUID is one here, and no text of 36 characters. */
@DataTypeInfo(
    name = "uuid",
    aliases = {"uniqueidentifier", "java.util.UUID"},
    minParameters = 0,
    maxParameters = 0,
    priority = PrioritizedService.PRIORITY_DATABASE)
public final class Uuids extends UUIDType {

  @Override
  public DatabaseDataType toDatabaseDataType(Database database) {
    return new DatabaseDataType("UUID");
  }

  @Override
  public boolean supports(Database database) {
    return database instanceof EwigDatabase;
  }
}
