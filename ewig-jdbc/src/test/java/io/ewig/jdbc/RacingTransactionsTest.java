package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of transactions whose rows do not go together with those of others. */
public class RacingTransactionsTest {

  private static final int RACERS = 3;
  private static final int ROUNDS = 40;

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = AnyDatabase.connect();
    statement = connection.createStatement();
    statement.execute("create table bed (id integer primary key)");
    statement.execute(
        "create table plant (id integer generated always as identity primary key,"
            + " name varchar unique, seen integer, bed integer references bed on delete cascade)");
    statement.execute("insert into bed values (1), (2)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  /** What one of several does in a round; all of them begin it at once. */
  private interface Turn {
    void run(Statement own, int round) throws SQLException;
  }

  private static void race(Turn turn) throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        runs.add(racers.submit(() -> run(turn, start)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      racers.shutdownNow();
    }
  }

  private static Void run(Turn turn, CyclicBarrier start) throws Exception {
    try (Connection own = AnyDatabase.connect();
        Statement statement = own.createStatement()) {
      for (int round = 0; round < ROUNDS; round++) {
        start.await();
        turn.run(statement, round);
      }
    }
    return null;
  }

  private List<String> asked(String query) throws SQLException {
    return rows(statement.executeQuery(query));
  }

  @Test
  void onConflictKnowsNoDuplicates() throws Exception {
    race(
        (own, round) ->
            own.execute(
                "insert into plant (name, seen) values ('"
                    + round
                    + "', 1) on conflict (name) do update set seen = plant.seen + 1"));
    assertThat(asked("select count(*), sum(seen) from plant"))
        .containsExactly(ROUNDS + " " + ROUNDS * RACERS);
    race(
        (own, round) ->
            own.execute(
                "insert into plant (name, seen) values ('n"
                    + round
                    + "', 1) on conflict do nothing"));
    assertThat(asked("select count(*) from plant")).containsExactly("" + 2 * ROUNDS);
  }

  @Test
  void aBatchThatIsATransactionOfItsOwnIsDoneAgain() throws Exception {
    statement.execute("insert into plant (name, seen) values ('rose', 0), ('lily', 0)");
    race(
        (own, round) -> {
          try (PreparedStatement update =
              own.getConnection()
                  .prepareStatement("update plant set seen = seen + ? where name = ?")) {
            for (String name : List.of("rose", "lily")) {
              update.setInt(1, 1);
              update.setString(2, name);
              update.addBatch();
            }
            assertThat(update.executeBatch()).containsExactly(1, 1);
          }
        });
    String all = "" + ROUNDS * RACERS;
    assertThat(asked("select seen from plant")).containsExactly(all, all);
  }

  @Test
  void aUniqueValueThatIsTakenMeanwhileIsAConflict() throws SQLException {
    connection.setAutoCommit(false);
    statement.execute("insert into plant (name) values ('rose')");
    elsewhere("insert into plant (name) values ('rose')");
    fails("40001", connection::commit);
    fails("23505", () -> statement.execute("insert into plant (name) values ('rose')"));
  }

  @Test
  void aParentThatIsGoneMeanwhileIsAConflictAndSoIsAChildThatCame() throws SQLException {
    connection.setAutoCommit(false);
    statement.execute("insert into plant (name, bed) values ('rose', 1)");
    elsewhere("delete from bed where id = 1");
    fails("40001", connection::commit);
    statement.execute("delete from bed where id = 2");
    elsewhere("insert into plant (name, bed) values ('lily', 2)");
    fails("40001", connection::commit);
    statement.execute("delete from bed where id = 2");
    connection.commit();
    assertThat(asked("select name from plant")).isEmpty();
  }

  private static void elsewhere(String sql) throws SQLException {
    try (Connection other = AnyDatabase.connect();
        Statement change = other.createStatement()) {
      change.execute(sql);
    }
  }
}
