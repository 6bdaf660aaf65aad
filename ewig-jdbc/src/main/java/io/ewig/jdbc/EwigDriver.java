package io.ewig.jdbc;

import io.ewig.jdbc.connection.OpenConnection;
import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.LinkProvider;
import io.ewig.jdbc.link.Product;
import io.ewig.jdbc.url.Address;
import io.ewig.jdbc.url.Target;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The driver of {@code jdbc:ewig:} URLs. */
public final class EwigDriver implements Driver {

  static {
    try {
      DriverManager.registerDriver(new EwigDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return Target.isOurs(url);
  }

  /** Null for another driver's URL, as JDBC has it. */
  @Override
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    return url != null && Target.isOurs(url) ? open(Target.parse(url, info)) : null;
  }

  static Connection open(Target target) throws SQLException {
    return new OpenConnection(provider(target.address()).open(target), target);
  }

  private static LinkProvider provider(Address address) throws SQLException {
    var loader = EwigDriver.class.getClassLoader();
    for (LinkProvider provider : ServiceLoader.load(LinkProvider.class, loader)) {
      if (provider.serves(address)) {
        return provider;
      }
    }
    throw SqlState.CANNOT_CONNECT.error(
        "nothing here opens "
            + address
            + (address instanceof Address.Remote
                ? ""
                : ": this jar is for databases behind a server; put the jar of the embedded driver"
                    + " on the class path"));
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    return Target.describe(url, info);
  }

  @Override
  public int getMajorVersion() {
    return Product.THIS.major();
  }

  @Override
  public int getMinorVersion() {
    return Product.THIS.minor();
  }

  /** That would take all of SQL-92, to the letter. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(
        "the driver does not use java.util.logging", SqlState.UNSUPPORTED.code());
  }
}
