package io.ewig.jdbc.connection;

import io.ewig.jdbc.error.Failures;
import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Mark;
import io.ewig.jdbc.link.PassedOnRows;
import io.ewig.jdbc.link.Product;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.link.Settlement;
import io.ewig.jdbc.link.Stop;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A link that any thread may use: one at a time gets in, and what is under way can be stopped from
 * outside. What nobody foresaw leaves it as a {@code SQLException}: frameworks cannot handle
 * anything else.
 */
final class GuardedLink implements Link {

  private interface Call<T> {
    @Nullable T run() throws SQLException;
  }

  private interface Step {
    void run() throws SQLException;
  }

  /** What is stopped comes back soon, or waits for somebody who has fallen silent. */
  private static final int STOP_MILLIS = 5_000;

  private final Link link;
  private final ReentrantLock lock = new ReentrantLock();
  private final Present<Stop> running = new Present<>();

  GuardedLink(Link link) {
    this.link = link;
  }

  private <T> @Nullable T guarded(Call<T> call) throws SQLException {
    lock.lock();
    try {
      return call.run();
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw unforeseen(e);
    } finally {
      lock.unlock();
    }
  }

  private static SQLException unforeseen(Throwable problem) {
    return problem instanceof OutOfMemoryError
        ? SqlState.OUT_OF_MEMORY.error(
            "the JVM ran out of memory; give it more, or ask for less at a time", problem)
        : Failures.unforeseen(problem);
  }

  private void guardedly(Step step) throws SQLException {
    guarded(
        () -> {
          step.run();
          return null;
        });
  }

  private <T> T given(Call<T> call) throws SQLException {
    return Objects.requireNonNull(guarded(call));
  }

  /** Stops whatever runs; any thread, without waiting for its end. */
  private void stopAll() {
    running.list().forEach(Stop::call);
  }

  /** Frees whoever waits for an answer, and stops whatever runs; any thread, without waiting. */
  @Override
  public void abort() {
    link.abort();
    stopAll();
  }

  /** Stops whatever runs, and frees whoever does not come back then; any thread. */
  void end() {
    stopAll();
    if (!isFreeSoon()) {
      link.abort();
    }
  }

  private boolean isFreeSoon() {
    try {
      boolean isFree = lock.tryLock() || lock.tryLock(STOP_MILLIS, TimeUnit.MILLISECONDS);
      if (isFree) {
        lock.unlock();
      }
      return isFree;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false; // who is in a hurry does not wait
    }
  }

  @Override
  public Compiled prepare(String sql) throws SQLException {
    return prepare(sql, 0, new Stop()); // so that a close or an abort need not wait for it
  }

  @Override
  public Compiled prepare(String sql, long timeoutMillis, Stop stop) throws SQLException {
    running.add(stop);
    try {
      return given(() -> link.prepare(sql, timeoutMillis, stop));
    } finally {
      running.remove(stop);
    }
  }

  @Override
  public Answer execute(Compiled statement, @Nullable Object[] parameters, Ask ask, Stop stop)
      throws SQLException {
    running.add(stop);
    boolean goesOn = false;
    lock.lock();
    try {
      Answer answer = link.execute(statement, parameters, ask, stop);
      if (answer instanceof Answer.Rows rows) {
        goesOn = true;
        return new Answer.Rows(new GuardedRows(rows.rows(), stop));
      }
      return answer;
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw unforeseen(e);
    } finally {
      lock.unlock();
      if (!goesOn) {
        running.remove(stop);
      }
    }
  }

  @Override
  public long[] executeBatch(Compiled statement, List<@Nullable Object[]> rows, Ask ask, Stop stop)
      throws SQLException {
    running.add(stop);
    try {
      return given(() -> link.executeBatch(statement, rows, ask, stop));
    } finally {
      running.remove(stop);
    }
  }

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    guardedly(() -> link.setAutoCommit(on));
  }

  @Override
  public boolean isAutoCommit() {
    return link.isAutoCommit();
  }

  @Override
  public boolean isInTransaction() {
    return link.isInTransaction();
  }

  @Override
  public void commit() throws SQLException {
    guardedly(() -> link.commit());
  }

  @Override
  public void rollback() throws SQLException {
    guardedly(() -> link.rollback());
  }

  @Override
  public void settleLater(boolean on) {
    link.settleLater(on);
  }

  @Override
  public @Nullable Settlement unsettled() {
    return link.unsettled();
  }

  @Override
  public Mark mark(String name) throws SQLException {
    return given(() -> link.mark(name));
  }

  @Override
  public void rollbackTo(Mark mark) throws SQLException {
    guardedly(() -> link.rollbackTo(mark));
  }

  @Override
  public void release(Mark mark) throws SQLException {
    guardedly(() -> link.release(mark));
  }

  @Override
  public @Nullable String get(Setting setting) throws SQLException {
    return guarded(() -> link.get(setting));
  }

  @Override
  public void set(Setting setting, @Nullable String value) throws SQLException {
    guardedly(() -> link.set(setting, value));
  }

  @Override
  public String catalog() {
    return link.catalog();
  }

  @Override
  public String url() {
    return link.url();
  }

  @Override
  public String user() {
    return link.user();
  }

  @Override
  public Product product() {
    return link.product();
  }

  @Override
  public boolean isReserved(String word) throws SQLException {
    return given(() -> link.isReserved(word));
  }

  @Override
  public void setNetworkTimeout(int timeoutMillis) throws SQLException {
    guardedly(() -> link.setNetworkTimeout(timeoutMillis));
  }

  @Override
  public @Nullable SQLWarning takeWarnings() {
    lock.lock();
    try {
      return link.takeWarnings();
    } finally {
      lock.unlock();
    }
  }

  /** What is busy for longer than that has not shown that it is alive. */
  @Override
  public boolean isAlive(int timeoutSeconds) {
    try {
      if (timeoutSeconds == 0) {
        lock.lock();
      } else if (!lock.tryLock(timeoutSeconds, TimeUnit.SECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      return link.isAlive(timeoutSeconds);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return link.unwrap(type);
  }

  @Override
  public void close() throws SQLException {
    end();
    guardedly(() -> link.close());
  }

  /**
   * Rows of an execution that goes on until they are closed. What is read of the row at hand is in
   * memory, so it takes no lock.
   */
  private final class GuardedRows extends PassedOnRows {

    private final Stop stop;

    GuardedRows(ResultRows rows, Stop stop) {
      super(rows);
      this.stop = stop;
    }

    @Override
    public boolean next() throws SQLException {
      lock.lock();
      try {
        return rows.next();
      } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
        throw unforeseen(e);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      running.remove(stop);
      lock.lock();
      try {
        rows.close();
      } finally {
        lock.unlock();
      }
    }
  }
}
