package io.ewig.sqltests.crash;

import io.ewig.engine.log.Randoms;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The process that {@link JdbcKillTest} kills: clerks with a connection each. */
final class Clerks {

  private static final int CLERKS = 3;

  private Clerks() {}

  /**
   * @param args the folder, a seed that no earlier round had
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int seed = Integer.parseInt(args[1]);
    try (Connection connection = Bank.open(folder)) {
      Bank.found(connection);
    }
    say("open");
    for (int i = 0; i < CLERKS; i++) {
      int clerk = i;
      new Thread(() -> work(folder, seed, clerk)).start();
    }
  }

  private static void work(Path folder, int seed, int clerk) {
    Randoms random = new Randoms(31L * seed + clerk);
    try (Connection connection = Bank.open(folder)) {
      connection.setAutoCommit(false);
      for (long id = ((long) seed << 32) + clerk; ; id += CLERKS) {
        if (Bank.move(connection, id, random)) {
          say("ack " + id);
        }
      }
    } catch (SQLException e) {
      say("failed: " + e);
      throw new IllegalStateException(e);
    }
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
