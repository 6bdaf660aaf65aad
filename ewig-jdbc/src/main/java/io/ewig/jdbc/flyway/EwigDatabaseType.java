package io.ewig.jdbc.flyway;

import io.ewig.jdbc.url.Target;
import java.sql.Connection;
import java.sql.Types;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.BaseDatabaseType;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.parser.ParsingContext;

/** Tells Flyway that URLs of ours, and connections of ours, are Ewig's. Start here. */
public final class EwigDatabaseType extends BaseDatabaseType {

  @Override
  public String getName() {
    return "Ewig";
  }

  @Override
  public int getNullType() {
    return Types.VARCHAR;
  }

  @Override
  public boolean supportsReadOnlyTransactions() {
    return true;
  }

  @Override
  public boolean handlesJDBCUrl(String url) {
    return Target.isOurs(url);
  }

  @Override
  public String getDriverClass(String url, ClassLoader classLoader) {
    return Target.DRIVER;
  }

  /** The product comes with its version: "Ewig 1.0". */
  @Override
  public boolean handlesDatabaseProductNameAndVersion(
      String product, String version, Connection connection) {
    return product.startsWith(getName() + " ");
  }

  @Override
  public MigratedDatabase createDatabase(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor statements) {
    return new MigratedDatabase(configuration, connections, statements);
  }

  @Override
  public MigrationParser createParser(
      Configuration configuration, ResourceProvider resources, ParsingContext context) {
    return new MigrationParser(configuration, context);
  }
}
