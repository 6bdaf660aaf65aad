package io.ewig.bench.sql.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A prepared query whose question marks have names; one thread. */
public final class Question implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile(":(world|id|moment|until)");

  private final PreparedStatement statement;
  private final List<String> names;
  private final Moments moments;

  private Question(PreparedStatement statement, List<String> names, Moments moments) {
    this.statement = statement;
    this.names = names;
    this.moments = moments;
  }

  /** How a database is told a moment: the state after so many updates. */
  @FunctionalInterface
  public interface Moments {

    /** Where moments are numbers of updates. */
    Moments NUMBERS = PreparedStatement::setLong;

    void set(PreparedStatement statement, int place, long update) throws SQLException;
  }

  public static Question of(Connection connection, String text, Moments moments)
      throws SQLException {
    List<String> names = NAME.matcher(text).results().map(MatchResult::group).toList();
    PreparedStatement statement = connection.prepareStatement(NAME.matcher(text).replaceAll("?"));
    return new Question(statement, names, moments);
  }

  private ResultSet ask(int world, int id, long moment, long until) throws SQLException {
    for (int i = 0; i < names.size(); i++) {
      switch (names.get(i)) {
        case ":world" -> statement.setInt(i + 1, world);
        case ":id" -> statement.setInt(i + 1, id);
        case ":moment" -> moments.set(statement, i + 1, moment);
        default -> moments.set(statement, i + 1, until);
      }
    }
    return statement.executeQuery();
  }

  /** The number in the first column of the only row; reads the text in the second one as well. */
  public long number(int world, int id, long moment) throws SQLException {
    try (ResultSet found = ask(world, id, moment, moment)) {
      if (!found.next() || found.getString(2).isEmpty()) {
        return -1;
      }
      return found.getLong(1);
    }
  }

  /** The sum of the numbers of all rows; reads the texts as well. */
  public long sum(int world, long moment, long until) throws SQLException {
    long sum = 0;
    try (ResultSet found = ask(world, 0, moment, until)) {
      while (found.next()) {
        sum += found.getString(2).isEmpty() ? 0 : found.getLong(1);
      }
    }
    return sum;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
