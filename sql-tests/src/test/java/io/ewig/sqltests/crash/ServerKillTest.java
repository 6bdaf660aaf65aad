package io.ewig.sqltests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.internal.journal.Child;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Randoms;
import io.ewig.server.EwigCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed under its clients and started again, again and again; they keep their
 * connections. Nothing that a client was told is lost, and all of them go on.
 */
class ServerKillTest {

  private static final int CLERKS = 8;

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isOver = new AtomicBoolean();

  @Test
  void clientsGoOnAndNothingAcknowledgedIsLost() throws Exception {
    int rounds = Crashes.rounds(2, 60);
    int port = freePort();
    ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
    try (Connection connection = Bank.open(folder)) {
      Bank.found(connection);
    }
    List<Future<Integer>> working = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      Randoms random = new Randoms(Crashes.firstSeed() + round);
      try (Child server =
          new Child(EwigCommand.class, "server", "--data", folder, "--port", port)) {
        assertThat(server.hear()).isEqualTo("listening on 127.0.0.1:" + port);
        for (int i = working.size(); i < CLERKS; i++) {
          int clerk = i;
          working.add(clerks.submit(() -> work(port, clerk)));
        }
        int enough = acknowledged.size() + 20 + random.below(100);
        while (acknowledged.size() < enough) {
          requireAlive(working);
          Thread.sleep(5);
        }
        if (round == rounds) {
          isOver.set(true);
          for (Future<Integer> one : working) {
            assertThat(one.get()).as("moves of a clerk").isPositive();
          }
        }
        server.kill();
        assertThat(server.exit()).isEqualTo(137);
      }
    }
    clerks.shutdown();
    try (Connection connection = Bank.open(folder)) {
      Audit.check(connection, acknowledged, new Randoms(Crashes.firstSeed()));
    }
  }

  private static void requireAlive(List<Future<Integer>> working) throws Exception {
    for (Future<Integer> one : working) {
      if (one.isDone()) {
        one.get(); // says why
      }
    }
  }

  private int work(int port, int clerk) throws SQLException, InterruptedException {
    Randoms random = new Randoms(31L * Crashes.firstSeed() + clerk);
    int moves = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:ewig://127.0.0.1:" + port)) {
      connection.setAutoCommit(false);
      for (long id = clerk; !isOver.get(); id += CLERKS) {
        try {
          if (Bank.move(connection, id, random)) {
            acknowledged.add(id);
            moves++;
          }
        } catch (SQLException e) {
          if (!e.getSQLState().startsWith("08")) {
            throw e;
          }
          Thread.sleep(10); // the server is down; a move that may have happened has its id
        }
      }
    }
    return moves;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
