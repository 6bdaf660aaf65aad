package io.ewig.bench.server;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients of a server that ask at the same time, each in a thread of its own. */
final class Crowd implements AutoCloseable {

  private final List<Client> clients;
  private final ExecutorService threads;

  Crowd(List<Client> clients) {
    this.clients = clients;
    this.threads = Executors.newFixedThreadPool(clients.size());
  }

  /** How much they did in a second, all together. */
  double perSecond(long millis) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Long>> counts = new ArrayList<>();
    for (Client client : clients) {
      counts.add(
          threads.submit(
              () -> {
                start.await();
                return askFor(client, millis);
              }));
    }
    long from = System.nanoTime();
    start.countDown();
    long asked = 0;
    for (Future<Long> count : counts) {
      asked += count.get();
    }
    return 1e9 * asked / (System.nanoTime() - from);
  }

  private static long askFor(Client client, long millis) throws SQLException {
    long end = System.nanoTime() + millis * 1_000_000;
    long count = 0;
    do {
      client.ask();
      count++;
    } while (System.nanoTime() < end);
    return count;
  }

  @Override
  public void close() throws SQLException {
    threads.shutdown();
    for (Client client : clients) {
      client.close();
    }
  }
}
