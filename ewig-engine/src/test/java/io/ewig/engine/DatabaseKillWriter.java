package io.ewig.engine;

import io.ewig.engine.internal.checkpoint.CheckpointPolicy;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process that {@link DatabaseKillTest} kills: two gardeners share a database. */
final class DatabaseKillWriter {

  private static final int GARDENERS = 2;

  /** Runs, packs and checkpoints all the time. */
  static final Workings SMALL =
      new Workings(
          Workings.DEFAULT.disk(),
          16 << 10,
          3,
          2 << 20,
          new CheckpointPolicy(60, 0, 1L << 60, 60, 1 << 20),
          500,
          Workings.DEFAULT.background());

  private DatabaseKillWriter() {}

  static Config config(LogKind kind, Durability durability) {
    return Config.defaults().withLog(kind).withDurability(durability).withSegmentBytes(1 << 20);
  }

  /**
   * @param args the folder, the kind of log, a seed, whether to be durable
   */
  public static void main(String[] args) throws InterruptedException {
    LogKind kind = LogKind.valueOf(args[1]);
    Durability durability = Boolean.parseBoolean(args[3]) ? Durability.DURABLE : Durability.NONE;
    long seed = Long.parseLong(args[2]);
    say("ready");
    Ewig db = Ewig.open(Path.of(args[0]), config(kind, durability), SMALL);
    Gardener.plan(db);
    say("open");
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < GARDENERS; i++) {
      String name = "g" + seed + "-" + i;
      Gardener gardener =
          new Gardener(db, new Randoms(31 * seed + i), name, DatabaseKillWriter::say);
      Thread thread = new Thread(() -> work(gardener), name);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void work(Gardener gardener) {
    while (true) {
      gardener.work();
    }
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
