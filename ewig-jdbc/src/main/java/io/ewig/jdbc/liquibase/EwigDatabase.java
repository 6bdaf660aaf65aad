package io.ewig.jdbc.liquibase;

import io.ewig.jdbc.url.Target;
import java.sql.SQLException;
import java.util.Locale;
import liquibase.CatalogAndSchema.CatalogAndSchemaCase;
import liquibase.database.AbstractJdbcDatabase;
import liquibase.database.DatabaseConnection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.structure.DatabaseObject;
import org.jspecify.annotations.Nullable;

/** Ewig as Liquibase sees it: close to the standard, with names in lower case. Start here. */
public final class EwigDatabase extends AbstractJdbcDatabase {

  private static final String NAME = "Ewig";

  public EwigDatabase() {
    unquotedObjectsAreUppercased = false;
    sequenceNextValueFunction = "NEXT VALUE FOR %s";
    setCurrentDateTimeFunction("CURRENT_TIMESTAMP");
  }

  @Override
  public int getPriority() {
    return PRIORITY_DEFAULT;
  }

  @Override
  public String getShortName() {
    return "ewig";
  }

  @Override
  protected String getDefaultDatabaseProductName() {
    return NAME;
  }

  @Override
  public boolean isCorrectDatabaseImplementation(DatabaseConnection connection)
      throws DatabaseException {
    return NAME.equals(connection.getDatabaseProductName());
  }

  @Override
  public @Nullable String getDefaultDriver(String url) {
    return Target.isOurs(url) ? Target.DRIVER : null;
  }

  @Override
  public @Nullable Integer getDefaultPort() {
    return null;
  }

  @Override
  public boolean supportsInitiallyDeferrableColumns() {
    return false;
  }

  @Override
  public boolean supportsTablespaces() {
    return false;
  }

  @Override
  public boolean supportsDropTableCascadeConstraints() {
    return true;
  }

  /** A name has a schema at most. */
  @Override
  public boolean supportsCatalogInObjectName(Class<? extends DatabaseObject> type) {
    return false;
  }

  @Override
  public CatalogAndSchemaCase getSchemaAndCatalogCase() {
    return CatalogAndSchemaCase.LOWER_CASE;
  }

  /** As it is stored: Liquibase asks for its own tables by exactly these names. */
  @Override
  public String getDatabaseChangeLogTableName() {
    return super.getDatabaseChangeLogTableName().toLowerCase(Locale.ROOT);
  }

  @Override
  public String getDatabaseChangeLogLockTableName() {
    return super.getDatabaseChangeLogLockTableName().toLowerCase(Locale.ROOT);
  }

  @Override
  protected @Nullable String getConnectionSchemaName() {
    if (!(getConnection() instanceof JdbcConnection connection)) {
      return null;
    }
    try {
      return connection.getUnderlyingConnection().getSchema();
    } catch (SQLException e) {
      throw new UnexpectedLiquibaseException("the connection does not say its schema", e);
    }
  }
}
