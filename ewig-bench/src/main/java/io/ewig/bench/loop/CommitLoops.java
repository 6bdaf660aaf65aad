package io.ewig.bench.loop;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.commit.CommitWriter;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The steps of a commit before it meets a file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CommitLoops {

  @Param({"1", "1000"})
  public int events = 1;

  private final Payload payload = Sample.payload();
  private final Heads heads = new Heads();
  private final CommitWriter writer = new CommitWriter(new Names(), FrameLock.CLEAR);
  private List<Commit.Fact> facts = List.of();
  private Commit commit = Commit.seal(Sample.INFO, Sample.PLACE, Sample.facts(1));

  @Setup
  public void prepare() {
    facts = Sample.facts(events);
    commit = Commit.seal(Sample.INFO, Sample.PLACE, facts);
  }

  /** The payload's commitment. */
  @Benchmark
  public Hash commitment() {
    return payload.commitment();
  }

  /** Ids and event hashes of a whole commit. */
  @Benchmark
  public Commit seal() {
    return Commit.seal(Sample.INFO, Sample.PLACE, facts);
  }

  /** The log chain's next link. */
  @Benchmark
  public Head chain() {
    return Head.EMPTY.after(commit);
  }

  /** The bytes of a whole commit. */
  @Benchmark
  public void encode(Blackhole sink) {
    writer.write(
        commit, heads, Hash.ZERO, 0, (frame, length, seq, starts, count) -> sink.consume(length));
  }
}
