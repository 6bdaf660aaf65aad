package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.rows;
import static io.ewig.jdbc.Fakes.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A great many statements about rows by their keys. */
class ManyStatementsTest {

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ewig:mem:");
    statement = connection.createStatement();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  /** More statements than a transaction has room for savepoints. */
  @Test
  void aTransactionHasAnyNumberOfStatements() throws SQLException {
    statement.execute("create table number (n integer primary key)");
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement("insert into number values (?)")) {
      for (int i = 0; i < 70_000; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    assertThat(rows(statement.executeQuery("select count(*) from number")))
        .containsExactly("70000");
  }

  /** What SQL says of random changes is what a map says. */
  @Test
  void randomChangesComeOutAsInAMap() throws SQLException {
    statement.execute("create table counter (k bigint primary key, n bigint not null)");
    var random = new Random(4711);
    var model = new TreeMap<Long, Long>();
    try (PreparedStatement insert =
            connection.prepareStatement("insert into counter values (?, ?)");
        PreparedStatement change =
            connection.prepareStatement("update counter set n = mod(n, 1000) + ? where k = ?");
        PreparedStatement move =
            connection.prepareStatement("update counter set k = ? where k = ?");
        PreparedStatement delete = connection.prepareStatement("delete from counter where k = ?");
        PreparedStatement get = connection.prepareStatement("select n from counter where k = ?")) {
      for (int i = 0; i < 3_000; i++) {
        if (i % 50 == 0) {
          connection.setAutoCommit(random.nextBoolean());
        }
        long key = random.nextInt(60);
        long other = random.nextInt(60);
        switch (random.nextInt(5)) {
          case 0 ->
              assertThat(inserts(insert, key, i))
                  .isEqualTo(model.putIfAbsent(key, (long) i) == null);
          case 1 -> {
            set(change, i, key);
            assertThat(change.executeUpdate()).isEqualTo(model.containsKey(key) ? 1 : 0);
            long more = i;
            model.computeIfPresent(key, (k, n) -> n % 1_000 + more);
          }
          case 2 -> {
            set(delete, key);
            assertThat(delete.executeUpdate()).isEqualTo(model.remove(key) == null ? 0 : 1);
          }
          case 3 -> {
            if (model.containsKey(key) && !model.containsKey(other)) {
              set(move, other, key);
              assertThat(move.executeUpdate()).isEqualTo(1);
              model.put(other, model.remove(key));
            }
          }
          default -> {
            set(get, key);
            try (ResultSet found = get.executeQuery()) {
              assertThat(found.next()).isEqualTo(model.containsKey(key));
            }
          }
        }
      }
    }
    connection.setAutoCommit(true);
    assertThat(rows(statement.executeQuery("select k, n from counter order by k")))
        .containsExactlyElementsOf(
            model.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  private static boolean inserts(PreparedStatement insert, long key, long n) throws SQLException {
    set(insert, key, n);
    try {
      return insert.executeUpdate() == 1;
    } catch (SQLException taken) {
      assertThat(taken.getSQLState()).isEqualTo("23505");
      return false;
    }
  }
}
