package io.ewig.jdbc.connection;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Mark;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/** A point in a transaction, by name or by number. */
final class EwigSavepoint implements Savepoint {

  private final Mark mark;
  private final int number;
  private final Optional<String> name;
  private final long transaction;

  EwigSavepoint(Mark mark, int number, Optional<String> name, long transaction) {
    this.mark = mark;
    this.number = number;
    this.name = name;
    this.transaction = transaction;
  }

  Mark mark() {
    return mark;
  }

  /** Which of the connection's transactions it was made in. */
  long transaction() {
    return transaction;
  }

  @Override
  public int getSavepointId() throws SQLException {
    if (name.isPresent()) {
      throw SqlState.UNKNOWN_SAVEPOINT.error(
          "the savepoint has a name, '" + name.get() + "', and no number");
    }
    return number;
  }

  @Override
  public String getSavepointName() throws SQLException {
    if (name.isEmpty()) {
      throw SqlState.UNKNOWN_SAVEPOINT.error(
          "the savepoint has a number, " + number + ", and no name");
    }
    return name.get();
  }

  @Override
  public String toString() {
    return name.orElse("savepoint " + number);
  }
}
