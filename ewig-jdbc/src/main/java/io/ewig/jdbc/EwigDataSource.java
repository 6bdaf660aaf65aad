package io.ewig.jdbc;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.error.Unwrapping;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives connections to one database: a bean with a setter for each key, see {@link Property}.
 *
 * <p>It pools nothing; put a pool in front of it if connections come and go.
 */
public final class EwigDataSource implements DataSource, Unwrapping {

  private static final long MILLIS_PER_SECOND = 1_000;

  private final Map<Property, String> properties = new EnumMap<>(Property.class);
  private String url = "jdbc:ewig:mem:";
  private @Nullable PrintWriter logWriter;

  @Override
  public Connection getConnection() throws SQLException {
    return EwigDriver.open(target(properties));
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    Map<Property, String> all = new EnumMap<>(properties);
    put(all, Property.USER, user);
    put(all, Property.PASSWORD, password);
    return EwigDriver.open(target(all));
  }

  private Target target(Map<Property, String> all) throws SQLException {
    if (!Target.isOurs(url)) {
      throw SqlState.CANNOT_CONNECT.error("'" + url + "' does not start with " + Target.PREFIX);
    }
    var info = new Properties();
    all.forEach((property, value) -> info.setProperty(property.key(), value));
    return Target.parse(url, info);
  }

  private static void put(Map<Property, String> all, Property property, @Nullable String value) {
    if (value == null) {
      all.remove(property);
    } else {
      all.put(property, value);
    }
  }

  public String getUrl() {
    return url;
  }

  public void setUrl(String url) {
    this.url = url;
  }

  /** Any key, by its name in a URL. */
  public void setProperty(String key, @Nullable String value) throws SQLException {
    Property property =
        Property.ofKey(key)
            .orElseThrow(
                () ->
                    SqlState.CANNOT_CONNECT.error(
                        "'" + key + "' is not a key; known keys: " + Property.keys()));
    put(properties, property, value);
  }

  public @Nullable String getUser() {
    return properties.get(Property.USER);
  }

  public void setUser(@Nullable String value) {
    put(properties, Property.USER, value);
  }

  public @Nullable String getPassword() {
    return properties.get(Property.PASSWORD);
  }

  public void setPassword(@Nullable String value) {
    put(properties, Property.PASSWORD, value);
  }

  public @Nullable String getBranch() {
    return properties.get(Property.BRANCH);
  }

  public void setBranch(@Nullable String value) {
    put(properties, Property.BRANCH, value);
  }

  public @Nullable String getSchema() {
    return properties.get(Property.SCHEMA);
  }

  public void setSchema(@Nullable String value) {
    put(properties, Property.SCHEMA, value);
  }

  public @Nullable String getAsOf() {
    return properties.get(Property.AS_OF);
  }

  public void setAsOf(@Nullable String value) {
    put(properties, Property.AS_OF, value);
  }

  public @Nullable String getValidAt() {
    return properties.get(Property.VALID_AT);
  }

  public void setValidAt(@Nullable String value) {
    put(properties, Property.VALID_AT, value);
  }

  public @Nullable String getTimeZone() {
    return properties.get(Property.TIME_ZONE);
  }

  public void setTimeZone(@Nullable String value) {
    put(properties, Property.TIME_ZONE, value);
  }

  public @Nullable String getDurability() {
    return properties.get(Property.DURABILITY);
  }

  public void setDurability(@Nullable String value) {
    put(properties, Property.DURABILITY, value);
  }

  public @Nullable String getApplicationName() {
    return properties.get(Property.APPLICATION_NAME);
  }

  public void setApplicationName(@Nullable String value) {
    put(properties, Property.APPLICATION_NAME, value);
  }

  public boolean isReadOnly() {
    return Boolean.parseBoolean(value(Property.READ_ONLY));
  }

  public void setReadOnly(boolean value) {
    properties.put(Property.READ_ONLY, Boolean.toString(value));
  }

  public boolean isCreateIfMissing() {
    return Boolean.parseBoolean(value(Property.CREATE_IF_MISSING));
  }

  public void setCreateIfMissing(boolean value) {
    properties.put(Property.CREATE_IF_MISSING, Boolean.toString(value));
  }

  public boolean isSign() {
    return Boolean.parseBoolean(value(Property.SIGN));
  }

  public void setSign(boolean value) {
    properties.put(Property.SIGN, Boolean.toString(value));
  }

  public boolean isLiteralUnderscore() {
    return Boolean.parseBoolean(value(Property.LITERAL_UNDERSCORE));
  }

  public void setLiteralUnderscore(boolean value) {
    properties.put(Property.LITERAL_UNDERSCORE, Boolean.toString(value));
  }

  public boolean isTls() {
    return Boolean.parseBoolean(value(Property.TLS));
  }

  public void setTls(boolean value) {
    properties.put(Property.TLS, Boolean.toString(value));
  }

  public @Nullable String getTlsCa() {
    return properties.get(Property.TLS_CA);
  }

  public void setTlsCa(@Nullable String value) {
    put(properties, Property.TLS_CA, value);
  }

  public @Nullable String getTlsKeyStore() {
    return properties.get(Property.TLS_KEY_STORE);
  }

  public void setTlsKeyStore(@Nullable String value) {
    put(properties, Property.TLS_KEY_STORE, value);
  }

  public @Nullable String getTlsKeyStorePassword() {
    return properties.get(Property.TLS_KEY_STORE_PASSWORD);
  }

  public void setTlsKeyStorePassword(@Nullable String value) {
    put(properties, Property.TLS_KEY_STORE_PASSWORD, value);
  }

  public long getQueryTimeoutMillis() {
    return Long.parseLong(value(Property.QUERY_TIMEOUT_MILLIS));
  }

  public void setQueryTimeoutMillis(long value) {
    properties.put(Property.QUERY_TIMEOUT_MILLIS, Long.toString(value));
  }

  public long getFetchSize() {
    return Long.parseLong(value(Property.FETCH_SIZE));
  }

  public void setFetchSize(long value) {
    properties.put(Property.FETCH_SIZE, Long.toString(value));
  }

  public long getMemoryMaxBytes() {
    return Long.parseLong(value(Property.MEMORY_MAX_BYTES));
  }

  public void setMemoryMaxBytes(long value) {
    properties.put(Property.MEMORY_MAX_BYTES, Long.toString(value));
  }

  public long getConnectTimeoutMillis() {
    return Long.parseLong(value(Property.CONNECT_TIMEOUT_MILLIS));
  }

  public void setConnectTimeoutMillis(long value) {
    properties.put(Property.CONNECT_TIMEOUT_MILLIS, Long.toString(value));
  }

  public long getLoginTimeoutMillis() {
    return Long.parseLong(value(Property.LOGIN_TIMEOUT_MILLIS));
  }

  public void setLoginTimeoutMillis(long value) {
    properties.put(Property.LOGIN_TIMEOUT_MILLIS, Long.toString(value));
  }

  public long getSocketTimeoutMillis() {
    return Long.parseLong(value(Property.SOCKET_TIMEOUT_MILLIS));
  }

  public void setSocketTimeoutMillis(long value) {
    properties.put(Property.SOCKET_TIMEOUT_MILLIS, Long.toString(value));
  }

  private String value(Property property) {
    return properties.getOrDefault(property, property.usual().orElse(""));
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept, but nothing is written to it: the driver has no log of its own. */
  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    logWriter = writer;
  }

  /** In seconds, as JDBC has it; else as {@link #getLoginTimeoutMillis}. */
  @Override
  public int getLoginTimeout() {
    return (int) Math.min(Integer.MAX_VALUE, getLoginTimeoutMillis() / MILLIS_PER_SECOND);
  }

  /** 0 for what is usual, as JDBC has it. */
  @Override
  public void setLoginTimeout(int seconds) {
    if (seconds > 0) {
      setLoginTimeoutMillis(seconds * MILLIS_PER_SECOND);
    } else {
      properties.remove(Property.LOGIN_TIMEOUT_MILLIS);
    }
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(
        "the driver does not use java.util.logging", SqlState.UNSUPPORTED.code());
  }
}
