package io.ewig.calcite.session;

import io.ewig.engine.Ewig;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.session.Savepoint;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.session.number.NumberWatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a session, or the lack of one; one thread.
 *
 * <ul>
 *   <li>while it commits by itself, each statement is a transaction of its own; if somebody else
 *       was faster, it is run again, since nobody has seen anything of it;
 *   <li>in a transaction a statement happens as a whole or not at all, and the transaction goes on;
 *   <li>after a conflict at the commit the transaction is over, and nothing of it has happened.
 * </ul>
 */
public final class Work implements AutoCloseable {

  /** Even among many who change the same row, somebody wins each round. */
  private static final int ATTEMPTS_MAX = 100;

  private final Ewig engine;
  private final Settings settings;
  private NumberWatch watch = NumberWatch.NONE;
  private boolean isAutoCommit = true;
  private boolean isReadOnly;
  private @Nullable Transaction transaction;
  private @Nullable Transaction once;
  private String onceKey = "";
  private final Map<String, Savepoint> savepoints = new LinkedHashMap<>();
  private boolean settlesLater;
  private long unsettled; // the log's size behind what was committed and may not be durable yet

  public Work(Ewig engine, Settings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  public boolean isAutoCommit() {
    return isAutoCommit;
  }

  /** Switching it on commits what is under way. */
  public void setAutoCommit(boolean on) {
    if (on && transaction != null) {
      commit();
    }
    isAutoCommit = on;
  }

  /** Whether a transaction is under way. */
  public boolean isOpen() {
    return transaction != null;
  }

  /** Begins a transaction, which lasts until it is committed or rolled back. */
  public void begin(boolean readOnly) {
    if (transaction != null) {
      throw new UserException(
          ErrorCode.TRANSACTION_UNDER_WAY,
          "a transaction is under way already; commit it or roll it back first");
    }
    transaction = begun();
    isReadOnly = readOnly;
  }

  private Transaction begun() {
    settle();
    Transaction begun = engine.begin(settings.branch());
    begun.watchNumbers(watch);
    return begun;
  }

  /** Lets somebody know of each number that is drawn. */
  void watchNumbers(NumberWatch numbers) {
    watch = numbers;
  }

  /** Whether the transaction under way refuses changes. */
  public void setReadOnly(boolean on) {
    transaction();
    isReadOnly = on;
  }

  private @Nullable Transaction current() {
    if (transaction == null && !isAutoCommit) {
      begin(settings.isReadOnly());
    }
    return transaction;
  }

  /** What the session's branch holds now, and what the transaction has changed. */
  public View view() {
    Transaction current = once != null ? once : current();
    settle();
    return current == null ? engine.view(settings.branch(), When.NOW) : current.view();
  }

  /** Lets a statement change something. */
  public <T> T change(Function<Transaction, T> statement) {
    settings.requireWritable();
    Transaction current = current();
    if (current == null) {
      return changeAtOnce(statement);
    }
    requireWritable();
    return current.statement(() -> statement.apply(current));
  }

  private void requireWritable() {
    if (isReadOnly) {
      throw new UserException(
          ErrorCode.READ_ONLY,
          "the transaction is read-only; begin another one to change anything");
    }
  }

  /** Draws a number for good: no rollback gives it back. */
  long next(Sequence sequence) {
    return atOnce(transaction -> transaction.next(sequence));
  }

  /** Has a sequence go on with a number, for good. */
  void set(Sequence sequence, long number, boolean isGiven) {
    atOnce(
        transaction -> {
          transaction.set(sequence, number, isGiven);
          return number;
        });
  }

  /** What no rollback takes back needs no transaction of its own. */
  private <T> T atOnce(Function<Transaction, T> action) {
    settings.requireWritable();
    if (once != null) {
      return action.apply(once);
    }
    Transaction current = current();
    if (current != null) {
      requireWritable();
      return action.apply(current);
    }
    try (Transaction brief = begun()) {
      return action.apply(brief);
    }
  }

  /**
   * Has statements that commit by themselves do so under an idempotency key: what was committed
   * under it before is not done again. {@code ""} for none.
   */
  public void onceUnder(String key) {
    onceKey = key;
  }

  private <T> T changeAtOnce(Function<Transaction, T> statement) {
    for (int attempt = 1; ; attempt++) {
      try (Transaction begun = begun()) {
        once = begun;
        T result = statement.apply(begun);
        begun.words().author(settings.user());
        if (!onceKey.isEmpty()) {
          begun.words().once(onceKey);
        }
        end(begun);
        return result;
      } catch (ConflictException e) {
        boolean isWorthAnother = e.code() == ErrorCode.WRITE_CONFLICT && attempt < ATTEMPTS_MAX;
        if (!isWorthAnother) {
          throw e;
        }
        awaitOthers();
      } finally {
        once = null;
      }
    }
  }

  /** Until it is on disk, nobody sees what was faster, and would lose against it again. */
  private void awaitOthers() {
    EventLog log = engine.log();
    log.awaitDurable(log.appended().size());
  }

  /** Makes what was changed history; nothing happens without a transaction. */
  public void commit() {
    commit("");
  }

  public void commit(String message) {
    Transaction ending = transaction;
    savepoints.clear();
    if (ending != null) {
      transaction = null;
      try (ending) {
        ending.words().author(settings.user()).message(message);
        end(ending);
      } catch (ConflictException e) {
        awaitOthers(); // so that what begins again now sees what was faster
        throw e;
      }
    }
  }

  // ---- durability

  /**
   * Whether what is committed from now on need not be durable before it is answered. Whoever says
   * so lets nobody know of an answer before he has waited for what {@link #unsettled} says.
   */
  public void settleLater(boolean on) {
    settlesLater = on;
  }

  /** How many events the log must have on disk for all that was committed here to be durable. */
  public long unsettled() {
    return unsettled;
  }

  private void end(Transaction ending) {
    if (settlesLater) {
      ending.commitUnsettled().ifPresent(commit -> unsettled = commit.endSeq());
    } else {
      ending.commit();
    }
  }

  /** Only what is durable can be read, also by who has written it. */
  private void settle() {
    if (unsettled > 0) {
      engine.log().awaitDurable(unsettled);
      unsettled = 0;
    }
  }

  public void rollback() {
    Transaction ending = transaction;
    transaction = null;
    savepoints.clear();
    if (ending != null) {
      ending.close();
    }
  }

  /** The transaction under way, to mark points in it. */
  public Transaction transaction() {
    Transaction current = current();
    if (current == null) {
      throw new UserException(
          ErrorCode.TRANSACTION_OVER,
          "no transaction is under way; switch automatic commits off, or say BEGIN");
    }
    return current;
  }

  // ---- savepoints by name

  /** Marks the point where the transaction is now; a name that was used before moves there. */
  public void savepoint(String name) {
    Transaction current = transaction();
    Savepoint before = savepoints.remove(name);
    if (before != null) {
      current.forget(before);
    }
    savepoints.put(name, current.savepoint(name));
  }

  /** Takes back what was done since; the savepoint stays, those after it are gone. */
  public void rollbackTo(String name) {
    Savepoint point = find(name);
    transaction().rollbackTo(point);
    forgetAfter(name);
    savepoints.put(name, point);
  }

  /** Forgets a savepoint and those after it. */
  public void release(String name) {
    transaction().release(find(name));
    forgetAfter(name);
  }

  private Savepoint find(String name) {
    transaction();
    Savepoint point = savepoints.get(name);
    if (point == null) {
      throw new UserException(
          ErrorCode.UNKNOWN_SAVEPOINT,
          "there is no savepoint "
              + name
              + " in this transaction; there are "
              + savepoints.keySet());
    }
    return point;
  }

  private void forgetAfter(String name) {
    List<String> names = new ArrayList<>(savepoints.keySet());
    names.subList(names.indexOf(name), names.size()).forEach(savepoints::remove);
  }

  @Override
  public void close() {
    rollback();
  }
}
