package io.ewig.jdbc.liquibase;

import java.util.regex.Pattern;
import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.core.TimestampType;
import liquibase.servicelocator.PrioritizedService;

/** A timestamp has the zone that a changelog gives it: without, it would be a wall clock. */
@DataTypeInfo(
    name = "timestamp",
    aliases = {
      "java.sql.Types.TIMESTAMP",
      "java.sql.Types.TIMESTAMP_WITH_TIMEZONE",
      "java.sql.Timestamp",
      "timestamptz"
    },
    minParameters = 0,
    maxParameters = 1,
    priority = PrioritizedService.PRIORITY_DATABASE)
public final class Timestamps extends TimestampType {

  private static final Pattern ZONED =
      Pattern.compile(
          "with( local)? time ?zone|timestamptz|with_timezone", Pattern.CASE_INSENSITIVE);

  @Override
  public DatabaseDataType toDatabaseDataType(Database database) {
    DatabaseDataType type = new DatabaseDataType("TIMESTAMP", getParameters());
    if (ZONED.matcher(getRawDefinition()).find()) {
      type.addAdditionalInformation("WITH TIME ZONE");
    }
    return type;
  }

  @Override
  public boolean supports(Database database) {
    return database instanceof EwigDatabase;
  }
}
