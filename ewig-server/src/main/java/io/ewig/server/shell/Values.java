package io.ewig.server.shell;

import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Texts for the question marks of statements: each takes the next one, through all statements. */
final class Values {

  private final Deque<@Nullable String> left = new ArrayDeque<>();
  private final int given;

  Values(Collection<String> values) {
    left.addAll(values);
    given = values.size();
  }

  boolean isEmpty() {
    return given == 0;
  }

  void bind(PreparedStatement statement) throws SQLException {
    ParameterMetaData wanted = statement.getParameterMetaData();
    for (int number = 1; number <= wanted.getParameterCount(); number++) {
      String value = left.poll();
      if (value == null) {
        throw new SQLException(
            "there are more question marks than values; give one more --param than the "
                + given
                + " there are",
            "07001");
      }
      statement.setObject(number, value, wanted.getParameterType(number));
    }
  }

  /** Values that nobody has asked for are a mistake as well. */
  void requireAllUsed() throws SQLException {
    if (!left.isEmpty()) {
      throw new SQLException(
          "there are more values than question marks: nothing takes '" + left.peek() + "'",
          "07001");
    }
  }
}
