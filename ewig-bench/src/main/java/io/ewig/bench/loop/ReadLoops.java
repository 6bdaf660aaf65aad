package io.ewig.bench.loop;

import io.ewig.bench.measure.Folders;
import io.ewig.bench.peer.EwigStore;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.Event;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a database of 200,000 events. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@NullUnmarked // JMH fills the fields
public class ReadLoops {

  private static final int EVENTS = 200_000;
  private static final int PAYLOAD_BYTES = 120;

  @Param({"1", "1000"})
  public int perCommit;

  private final Random random = new Random(3);
  private Path folder;
  private Ewig db;

  @Setup(Level.Trial)
  public void open() throws IOException {
    folder = Files.createTempDirectory("ewig-loop");
    Config config = Config.defaults().withLog(LogKind.PLAIN).withDurability(Durability.NONE);
    db = Ewig.open(folder, config);
    byte[] payload = new byte[PAYLOAD_BYTES];
    for (int i = 0; i < EVENTS; i += perCommit) {
      EwigStore.commit(db, payload, perCommit);
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    db.close();
    Folders.delete(folder);
  }

  /** One event at random. */
  @Benchmark
  public Event get() {
    return db.get(random.nextInt(EVENTS));
  }

  /** Three fields of each event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long scan() {
    long sum = 0;
    try (EventCursor cursor = db.iterate(Scan.all())) {
      while (cursor.next()) {
        sum += cursor.seq() + cursor.systemNanos() + cursor.payloadSize();
      }
    }
    return sum;
  }
}
