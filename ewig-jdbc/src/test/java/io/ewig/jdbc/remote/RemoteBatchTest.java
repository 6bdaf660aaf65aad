package io.ewig.jdbc.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.statement.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is too much for a request goes in several. */
class RemoteBatchTest {

  private static List<Integer> sizes(int rows, Object value) throws SQLException {
    List<@Nullable Object[]> all = Collections.nCopies(rows, new @Nullable Object[] {value});
    List<Integer> sizes = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:ewig:mem:")) {
      new RemoteBatch(connection.unwrap(Session.class).link(), all)
          .run(
              part -> {
                sizes.add(part.size());
                return new long[part.size()];
              });
    }
    return sizes;
  }

  @Test
  void oneOfFewAndSmallRowsIsOneRequest() throws SQLException {
    assertThat(sizes(10_000, 1)).containsExactly(10_000);
    assertThat(sizes(10_001, 1)).containsExactly(10_000, 1);
  }

  @Test
  void theElementsOfAnArrayWeighLikeValues() throws SQLException {
    List<Double> vector = Collections.nCopies(1_536, 0.1234567);
    assertThat(sizes(400, vector)).hasSizeGreaterThan(2);
    assertThat(sizes(400, new Object[] {vector, "text"})).hasSizeGreaterThan(2);
  }
}
