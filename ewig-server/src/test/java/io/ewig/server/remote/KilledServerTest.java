package io.ewig.server.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Clients that write all the time, to a server that is killed again and again. */
@EnabledIfSystemProperty(named = "ewig.tier", matches = "long")
class KilledServerTest {

  private static final int CLIENTS = 64;
  private static final int KILLS = 8;

  /** Of the server between two kills; all clients have to write something in each. */
  private static final Duration LIFE = Duration.ofSeconds(14);

  @TempDir private Path folder;

  private volatile boolean isOver;

  /** What one client did: it writes 0, 1, 2 .. under its own number, and never one twice. */
  private final class Client {
    private final int number;
    private final String url;
    private final Set<Integer> acknowledged = new HashSet<>(); // guarded by this
    private int sent;
    private int losses;

    Client(int number, String url) {
      this.number = number;
      this.url = url;
    }

    synchronized int acknowledged() {
      return acknowledged.size();
    }

    Client work() throws SQLException, InterruptedException {
      try (Connection connection = DriverManager.getConnection(url);
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO seen (client, n) VALUES (?, ?)")) {
        insert.setInt(1, number);
        while (!isOver) {
          write(insert);
        }
      }
      return this;
    }

    private void write(PreparedStatement insert) throws SQLException, InterruptedException {
      int n = sent++;
      try {
        insert.setInt(2, n);
        insert.executeUpdate();
        synchronized (this) {
          acknowledged.add(n);
        }
      } catch (SQLException lost) {
        assertThat(lost.getSQLState()).startsWith("08");
        losses++;
        Thread.sleep(20); // nobody listens for a while
      }
    }
  }

  @Test
  void nothingThatWasAcknowledgedIsLostAndAllClientsGoOn(TestReporter reporter) throws Exception {
    Path data = folder.resolve("garden");
    ServerProcess server = ServerProcess.start(data, 0);
    String url = "jdbc:ewig://127.0.0.1:" + server.port();
    List<Client> clients = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      execute(url, "CREATE TABLE seen (client INT, n INT, PRIMARY KEY (client, n))");
      List<Future<Client>> ends = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Client client = new Client(i, url);
        clients.add(client);
        ends.add(threads.submit(client::work));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        awaitWrites(clients, ends);
        server.kill();
        server = ServerProcess.start(data, server.port());
      }
      awaitWrites(clients, ends);
      isOver = true;
      for (Future<Client> end : ends) {
        end.get();
      }
      check(url, clients, reporter);
    } finally {
      isOver = true;
      threads.shutdownNow();
      server.kill();
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Until the server has lived long enough, and every client has written something since. */
  private static void awaitWrites(List<Client> clients, List<Future<Client>> ends)
      throws InterruptedException {
    List<Integer> before = clients.stream().map(Client::acknowledged).toList();
    long start = System.nanoTime();
    boolean isEnough = false;
    while (!isEnough) {
      assertThat(ends).as("clients go on").noneMatch(Future::isDone);
      Thread.sleep(10);
      isEnough = System.nanoTime() - start >= LIFE.toNanos();
      for (int i = 0; i < clients.size(); i++) {
        isEnough &= clients.get(i).acknowledged() > before.get(i);
      }
    }
  }

  private static void check(String url, List<Client> clients, TestReporter reporter)
      throws SQLException {
    List<Set<Integer>> kept = new ArrayList<>();
    clients.forEach(client -> kept.add(new HashSet<>()));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT client, n FROM seen")) {
      while (rows.next()) {
        kept.get(rows.getInt(1)).add(rows.getInt(2));
      }
    }
    int acknowledged = 0;
    int unsure = 0;
    int losses = 0;
    for (Client client : clients) {
      Set<Integer> there = kept.get(client.number);
      assertThat(there).as("of client %d", client.number).containsAll(client.acknowledged);
      assertThat(there).allMatch(n -> n < client.sent);
      acknowledged += client.acknowledged();
      unsure += there.size() - client.acknowledged();
      losses += client.losses;
    }
    assertThat(losses).isPositive();
    assertThat(unsure).isLessThanOrEqualTo(losses);
    reporter.publishEntry(
        acknowledged + " acknowledged, " + losses + " lost calls, " + unsure + " of them done");
  }
}
