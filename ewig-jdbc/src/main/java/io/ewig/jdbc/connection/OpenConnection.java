package io.ewig.jdbc.connection;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.error.Unwrapping;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.metadata.EwigDatabaseMetaData;
import io.ewig.jdbc.result.EwigResultSet;
import io.ewig.jdbc.statement.EwigCallableStatement;
import io.ewig.jdbc.statement.EwigPreparedStatement;
import io.ewig.jdbc.statement.EwigStatement;
import io.ewig.jdbc.statement.Keys;
import io.ewig.jdbc.statement.ResultKind;
import io.ewig.jdbc.statement.Settings;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a link.
 *
 * <p>Design note: long because {@code java.sql.Connection} is; each method says one thing to the
 * link, or makes one object.
 */
public final class OpenConnection implements EwigConnection, WhatIsMissing, MakesValues {

  private final GuardedLink link;
  private final Results results = new Results();
  private final ClientInfo clientInfo;
  private final boolean isUnderscoreLiteral;
  private final int fetchSize;
  private final long timeoutMillis;
  private int holdability = ResultSet.CLOSE_CURSORS_AT_COMMIT;
  private int networkTimeoutMillis;
  private int savepoints;
  private long transaction;
  private @Nullable SQLWarning warnings;
  private String zoneName = "UTC";
  private ZoneId zone = ZoneId.of(zoneName);
  private volatile boolean isClosed;

  public OpenConnection(Link link, Target target) {
    this.link = new GuardedLink(link);
    this.isUnderscoreLiteral = target.isOn(Property.LITERAL_UNDERSCORE);
    this.fetchSize = (int) Math.min(Integer.MAX_VALUE, target.count(Property.FETCH_SIZE));
    this.timeoutMillis = target.count(Property.QUERY_TIMEOUT_MILLIS);
    this.networkTimeoutMillis =
        (int) Math.min(Integer.MAX_VALUE, target.count(Property.SOCKET_TIMEOUT_MILLIS));
    this.warnings = link.takeWarnings();
    this.clientInfo = new ClientInfo(target.given(Property.APPLICATION_NAME));
  }

  // What statements need.

  @Override
  public Link link() throws SQLException {
    if (isClosed) {
      throw SqlState.CLOSED.error("the connection is closed; open another one");
    }
    return link;
  }

  @Override
  public Connection connection() {
    return this;
  }

  @Override
  public String catalog() {
    return link.catalog();
  }

  @Override
  public void opened(EwigResultSet result, ResultRows rows) {
    results.add(result, rows);
  }

  @Override
  public void closed(EwigResultSet result) {
    results.remove(result);
  }

  @Override
  public synchronized ZoneId zone() throws SQLException {
    String name = Objects.requireNonNullElse(link().get(Setting.TIME_ZONE), "UTC");
    if (!name.equals(zoneName)) {
      try {
        zone = ZoneId.of(name);
      } catch (DateTimeException e) {
        throw SqlState.INVALID_ARGUMENT.error("'" + name + "' is no time zone", e);
      }
      zoneName = name;
    }
    return zone;
  }

  // Statements.

  @Override
  public Statement createStatement() throws SQLException {
    link();
    return new EwigStatement(this, settings(ResultKind.PLAIN, holdability));
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return createStatement(type, concurrency, holdability);
  }

  @Override
  public Statement createStatement(int type, int concurrency, int hold) throws SQLException {
    link();
    Settings settings = settings(given(type, concurrency), checkedHoldability(hold));
    return new EwigStatement(this, settings);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return prepare(sql, Ask.Keys.NONE, ResultKind.PLAIN, holdability);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return prepareStatement(sql, type, concurrency, holdability);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int hold)
      throws SQLException {
    link();
    ResultKind given = given(type, concurrency);
    return prepare(sql, Ask.Keys.NONE, given, checkedHoldability(hold));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
    return prepare(sql, Keys.of(keys), ResultKind.PLAIN, holdability);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    return prepare(sql, Keys.of(columns), ResultKind.PLAIN, holdability);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
    return prepare(sql, Keys.of(columns), ResultKind.PLAIN, holdability);
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    return call(sql, ResultKind.PLAIN, holdability);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    return prepareCall(sql, type, concurrency, holdability);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int hold)
      throws SQLException {
    link();
    ResultKind given = given(type, concurrency);
    return call(sql, given, checkedHoldability(hold));
  }

  private CallableStatement call(String sql, ResultKind kind, int hold) throws SQLException {
    EwigCallableStatement.Text text = EwigCallableStatement.Text.of(requireText(sql));
    return new EwigCallableStatement(
        prepare(text.sql(), Ask.Keys.NONE, kind, hold), text.hasResult());
  }

  private static String requireText(String sql) throws SQLException {
    if (sql == null) {
      throw SqlState.INVALID_ARGUMENT.error("there is no statement: its text is null");
    }
    return sql;
  }

  private EwigPreparedStatement prepare(String sql, Ask.Keys keys, ResultKind kind, int hold)
      throws SQLException {
    Link open = link();
    return new EwigPreparedStatement(
        this, settings(kind, hold), open.prepare(requireText(sql)), keys);
  }

  private Settings settings(ResultKind kind, int hold) {
    return new Settings(kind, hold, fetchSize, timeoutMillis);
  }

  /** The kind of results that is given: who asks for more gets less, and is told. */
  private ResultKind given(int type, int concurrency) throws SQLException {
    if (type < ResultSet.TYPE_FORWARD_ONLY || type > ResultSet.TYPE_SCROLL_SENSITIVE) {
      throw SqlState.INVALID_ARGUMENT.error(type + " is no type of results");
    }
    if (concurrency != ResultSet.CONCUR_READ_ONLY && concurrency != ResultSet.CONCUR_UPDATABLE) {
      throw SqlState.INVALID_ARGUMENT.error(concurrency + " is no concurrency of results");
    }
    if (type == ResultSet.TYPE_SCROLL_SENSITIVE) {
      warn("results show what was there before; the statement gives TYPE_SCROLL_INSENSITIVE");
    }
    return new ResultKind(
        Math.min(type, ResultSet.TYPE_SCROLL_INSENSITIVE),
        concurrency == ResultSet.CONCUR_UPDATABLE);
  }

  private void warn(String text) {
    SQLWarning present = warnings;
    SQLWarning more = SqlState.WARNING.warning(text);
    if (present == null) {
      warnings = more;
    } else {
      present.setNextWarning(more);
    }
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    link();
    return sql;
  }

  // Transactions.

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    Link open = link();
    if (on != open.isAutoCommit()) {
      endTransaction();
      open.setAutoCommit(on);
    }
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    return link().isAutoCommit();
  }

  /**
   * Does nothing if the connection commits by itself and no BEGIN was said, as tools call it all
   * the same.
   */
  @Override
  public void commit() throws SQLException {
    Link open = link();
    if (open.isInTransaction()) {
      endTransaction();
      open.commit();
    }
  }

  @Override
  public void rollback() throws SQLException {
    Link open = link();
    if (open.isInTransaction()) {
      endTransaction();
      open.rollback();
    }
  }

  private void endTransaction() throws SQLException {
    results.endTransaction();
    transaction++;
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return savepoint(Optional.empty());
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    return savepoint(Optional.ofNullable(name));
  }

  private Savepoint savepoint(Optional<String> name) throws SQLException {
    Link open = link();
    if (!open.isInTransaction()) {
      throw SqlState.WRONG_TRANSACTION_STATE.error(
          "there is no transaction to set a savepoint in; call setAutoCommit(false) first");
    }
    int number = ++savepoints;
    return new EwigSavepoint(
        open.mark(name.orElse("savepoint " + number)), number, name, transaction);
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    link().rollbackTo(own(savepoint).mark());
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    link().release(own(savepoint).mark());
  }

  private EwigSavepoint own(Savepoint savepoint) throws SQLException {
    if (savepoint instanceof EwigSavepoint own && own.transaction() == transaction) {
      return own;
    }
    throw SqlState.UNKNOWN_SAVEPOINT.error(
        savepoint + " is none of this transaction: savepoints end with theirs");
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    link();
    if (level == TRANSACTION_SERIALIZABLE) {
      throw SqlState.UNSUPPORTED.error(
          "transactions are not serializable, but see a snapshot; ask for"
              + " TRANSACTION_REPEATABLE_READ");
    }
    if (!EwigDatabaseMetaData.ISOLATION_LEVELS.contains(level)) {
      throw SqlState.INVALID_ARGUMENT.error(level + " is no level of isolation to set");
    }
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    link();
    return TRANSACTION_REPEATABLE_READ;
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    link().set(Setting.READ_ONLY, Boolean.toString(readOnly));
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    boolean looksBack = link().get(Setting.AS_OF) != null; // nobody can change the past
    return looksBack || Boolean.parseBoolean(link().get(Setting.READ_ONLY));
  }

  @Override
  public void setHoldability(int hold) throws SQLException {
    link();
    holdability = checkedHoldability(hold);
  }

  @Override
  public int getHoldability() throws SQLException {
    link();
    return holdability;
  }

  private static int checkedHoldability(int hold) throws SQLException {
    if (hold != ResultSet.HOLD_CURSORS_OVER_COMMIT && hold != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw SqlState.INVALID_ARGUMENT.error(hold + " is no holdability of results");
    }
    return hold;
  }

  // Where names are looked up, and who looks.

  @Override
  public String getCatalog() throws SQLException {
    return link().catalog();
  }

  /** There is one, so only another one is refused. */
  @Override
  public void setCatalog(String catalog) throws SQLException {
    String present = link().catalog();
    if (catalog != null && !catalog.isEmpty() && !catalog.equals(present)) {
      throw SqlState.UNKNOWN_CATALOG.error(
          "there is no catalog '" + catalog + "': the connection's only one is '" + present + "'");
    }
  }

  @Override
  public @Nullable String getSchema() throws SQLException {
    return link().get(Setting.SCHEMA);
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    link().set(Setting.SCHEMA, schema);
  }

  @Override
  public @Nullable String getSetting(Setting setting) throws SQLException {
    return link().get(setting);
  }

  @Override
  public void setSetting(Setting setting, @Nullable String value) throws SQLException {
    link().set(setting, value);
  }

  @Override
  public String getBranch() throws SQLException {
    return Objects.requireNonNullElse(link().get(Setting.BRANCH), "main");
  }

  @Override
  public void setBranch(String branch) throws SQLException {
    link().set(Setting.BRANCH, branch);
  }

  @Override
  public void setClientInfo(@Nullable String name, @Nullable String value)
      throws SQLClientInfoException {
    if (name != null && clientInfo.isKnown(name)) {
      clientInfo.set(name, value, this);
    } else {
      warn("'" + name + "' is no client info; known are " + clientInfo.names());
    }
  }

  @Override
  public void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
    if (properties == null) {
      throw new SQLClientInfoException(
          "the client info is null; give empty Properties to take away what was said",
          SqlState.INVALID_ARGUMENT.code(),
          Map.of());
    }
    for (String name : clientInfo.names()) {
      clientInfo.set(name, properties.getProperty(name), this);
    }
    for (String name : properties.stringPropertyNames()) {
      if (!clientInfo.isKnown(name)) {
        setClientInfo(name, null);
      }
    }
  }

  @Override
  public @Nullable String getClientInfo(@Nullable String name) throws SQLException {
    link();
    return clientInfo.get(name).orElse(null);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    link();
    return clientInfo.asProperties();
  }

  // Life.

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    link();
    return new EwigDatabaseMetaData(this, isUnderscoreLiteral);
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    link();
    return warnings;
  }

  @Override
  public void clearWarnings() throws SQLException {
    link();
    warnings = null;
  }

  @Override
  public boolean isValid(int timeoutSeconds) throws SQLException {
    if (timeoutSeconds < 0) {
      throw SqlState.INVALID_ARGUMENT.error(
          "a timeout is 0 or more, but not " + timeoutSeconds + " seconds");
    }
    return !isClosed && link.isAlive(timeoutSeconds);
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    link();
    return networkTimeoutMillis;
  }

  @Override
  public void setNetworkTimeout(@Nullable Executor executor, int millis) throws SQLException {
    if (millis < 0) {
      throw SqlState.INVALID_ARGUMENT.error("a timeout is 0 or more, but not " + millis + " ms");
    }
    link().setNetworkTimeout(millis);
    networkTimeoutMillis = millis;
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlState.INVALID_ARGUMENT.error("abort needs an executor to clean up with");
    }
    if (!isClosed) {
      isClosed = true;
      link.abort();
      executor.execute(this::closeAborted);
    }
  }

  /** Nobody is there to hear of an error any more. */
  private void closeAborted() {
    try {
      results.closeAll();
      link.close();
    } catch (SQLException e) {
      warn("aborted: " + e.getMessage());
    }
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed) {
      isClosed = true;
      link.end();
      try {
        results.closeAll();
      } finally {
        link.close();
      }
    }
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    Unwrapping.requireType(type);
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    Optional<T> behind = link().unwrap(type);
    if (behind.isPresent()) {
      return behind.get();
    }
    throw SqlState.INVALID_ARGUMENT.error(
        "the connection is no " + type.getName() + " and has none behind it");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    Unwrapping.requireType(type);
    return type.isInstance(this) || link().unwrap(type).isPresent();
  }
}
