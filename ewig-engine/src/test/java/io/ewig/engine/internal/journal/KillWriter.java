package io.ewig.engine.internal.journal;

import io.ewig.engine.event.Commit;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process that {@link KillTest} kills: four threads write and say what was acknowledged. */
final class KillWriter {

  private static final int THREADS = 4;

  private final Journal log;
  private final Commits source;
  private final Randoms random;

  private KillWriter(Journal log, long seed) {
    this.log = log;
    this.source = new Commits(seed).payloadBytes(6000);
    this.random = new Randoms(seed);
  }

  /**
   * @param args the folder, the kind of files, a seed, whether to be durable
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Kind kind = Kind.valueOf(args[1]);
    Durability durability = Boolean.parseBoolean(args[3]) ? Durability.DURABLE : Durability.NONE;
    warmUp(kind);
    say("ready");
    Effort effort = new Effort();
    Journal log = Journal.open(Crashes.busyOptions(Path.of(args[0]), kind, durability));
    say("open " + effort.wallMillis() + " " + effort.cpuMillis());
    KillWriter writer = new KillWriter(log, Long.parseLong(args[2]));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(writer::write, "writer-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Loads the classes, which in a fresh JVM takes ten times as long as to open a log. */
  private static void warmUp(Kind kind) throws IOException {
    Path scratch = Crashes.fastFolder();
    Crashes.open(scratch, kind).close();
    Crashes.open(scratch, kind).close();
    Crashes.delete(scratch);
  }

  private void write() {
    while (true) {
      Commit commit = append();
      log.awaitDurable(commit.endSeq());
      say("ack " + (commit.endSeq() - 1) + " " + commit.last().hash());
    }
  }

  private synchronized Commit append() {
    Commit commit = random.oneIn(3) ? source.any(log) : source.of(log, 1 + random.below(3));
    log.append(commit);
    return commit;
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
