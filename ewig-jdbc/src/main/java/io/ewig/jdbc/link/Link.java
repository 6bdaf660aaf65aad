package io.ewig.jdbc.link;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One session with a database; one thread at a time, but for {@link Stop} and {@link #abort}. */
public interface Link extends AutoCloseable {

  /** Understands a statement without running it. */
  Compiled prepare(String sql) throws SQLException;

  /**
   * The same for a statement that is run at once, and can be stopped from now on.
   *
   * @param timeoutMillis 0 for none but the session's
   */
  default Compiled prepare(String sql, long timeoutMillis, Stop stop) throws SQLException {
    return prepare(sql);
  }

  /**
   * Runs a statement. Without a transaction under way it is one of its own, if it commits by
   * itself.
   */
  Answer execute(Compiled statement, @Nullable Object[] parameters, Ask ask, Stop stop)
      throws SQLException;

  /**
   * Runs a statement once for each row of parameters, as one transaction if it commits by itself.
   *
   * @throws java.sql.BatchUpdateException with the counts of those before the one that failed
   */
  long[] executeBatch(Compiled statement, List<@Nullable Object[]> rows, Ask ask, Stop stop)
      throws SQLException;

  /** Whether each statement is a transaction of its own; switching it on commits. */
  void setAutoCommit(boolean on) throws SQLException;

  boolean isAutoCommit();

  /**
   * Whether statements are part of a transaction that somebody has to end: always, if they do not
   * commit by themselves; else after a BEGIN.
   */
  default boolean isInTransaction() {
    return !isAutoCommit();
  }

  void commit() throws SQLException;

  /** What was under way is over, even where that fails. */
  void rollback() throws SQLException;

  /**
   * Whether what is committed from now on need not be durable before it is answered. Whoever says
   * so lets nobody know of an answer before he has awaited what {@link #unsettled} gives.
   */
  default void settleLater(boolean on) {}

  /** What to wait for until all that was committed is durable; null if there is nothing. */
  default @Nullable Settlement unsettled() {
    return null;
  }

  /** Marks a point of the transaction under way. */
  Mark mark(String name) throws SQLException;

  void rollbackTo(Mark mark) throws SQLException;

  void release(Mark mark) throws SQLException;

  /** A setting of the session, such as schema, branch, asOf; null if it has no value. */
  @Nullable String get(Setting setting) throws SQLException;

  void set(Setting setting, @Nullable String value) throws SQLException;

  /** The name of the database: never null, never empty. */
  String catalog();

  /** As it was given to connect, without secrets. */
  String url();

  String user();

  /** The database's, which behind a wire may differ from the driver's. */
  default Product product() {
    return Product.THIS;
  }

  /** Whether a word can be a name in quotes only. */
  default boolean isReserved(String word) throws SQLException {
    return false;
  }

  /** How long a call may go without an answer; what has no wire need not care. */
  default void setNetworkTimeout(int timeoutMillis) throws SQLException {}

  /** What there was to say since it was asked last. */
  @Nullable SQLWarning takeWarnings();

  /** A real round trip. */
  boolean isAlive(int timeoutSeconds);

  /** What stands behind the link, such as the engine. */
  <T> Optional<T> unwrap(Class<T> type);

  /**
   * Frees whoever waits for an answer over a wire, who gets an error then; any thread, at once. The
   * session is good for nothing but {@link #close} from now on.
   */
  default void abort() {}

  /** Rolls back what is under way; more than once does no harm. */
  @Override
  void close() throws SQLException;
}
