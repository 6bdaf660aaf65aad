package io.ewig.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that commit one after the other, each in a thread of its own. */
public final class Clients {

  private Clients() {}

  /** Lets clients commit for a while; commits per second of them all. */
  public static double perSecond(Contestant to, int clients, long millis, byte[] payload)
      throws Exception {
    if (clients == 1) {
      return oneClient(to, millis, payload);
    }
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        counts.add(
            threads.submit(
                () -> {
                  start.await();
                  return commitFor(to, millis, payload);
                }));
      }
      long from = System.nanoTime();
      start.countDown();
      long commits = 0;
      for (Future<Long> count : counts) {
        commits += count.get();
      }
      return 1e9 * commits / (System.nanoTime() - from);
    } finally {
      threads.shutdown();
    }
  }

  private static double oneClient(Contestant to, long millis, byte[] payload) throws Exception {
    long from = System.nanoTime();
    long commits = commitFor(to, millis, payload);
    return 1e9 * commits / (System.nanoTime() - from);
  }

  private static long commitFor(Contestant to, long millis, byte[] payload) throws Exception {
    long end = System.nanoTime() + millis * 1_000_000;
    long commits = 0;
    do {
      to.commit(payload);
      commits++;
    } while (System.nanoTime() < end);
    return commits;
  }
}
