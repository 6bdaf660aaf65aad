package io.ewig.engine.log;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.time.SystemNanos;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes commits that go on from where a log stands, for tests: everything from one seed. */
public final class Commits {

  private static final long START_NANOS = 1_700_000_000_000_000_000L;

  private final Randoms random;
  private Origin origin = new Origin(7, 7);
  private int payloadBytes = 120;
  private long lateMillis;

  public Commits(long seed) {
    this.random = new Randoms(seed);
  }

  public Commits payloadBytes(int bytes) {
    payloadBytes = bytes;
    return this;
  }

  public Commits by(Origin other) {
    origin = other;
    return this;
  }

  /** Of somebody who wrote long before they came here. */
  public Commits late(Duration by) {
    lateMillis = by.toMillis();
    return this;
  }

  /** A commit of that many events of a single world, on main. */
  public Commit of(EventLog log, int count) {
    return make(log, Branch.MAIN, CommitInfo.on(Branch.MAIN, List.of()), count, 1);
  }

  /** A commit of anything a commit may be. */
  public Commit any(EventLog log) {
    Branch branch = new Branch(random.of("main", "main", "main", "dev", "an/other"));
    CommitInfo info = CommitInfo.on(branch, List.of());
    if (random.oneIn(4)) {
      TreeMap<String, String> metadata = new TreeMap<>();
      metadata.put("ticket", "#" + random.below(100));
      info = new CommitInfo(branch, List.of(), "ada", "why ünd how", metadata);
    }
    int count = random.oneIn(10) ? 1 + random.below(200) : 1 + random.below(4);
    return make(log, branch, info, count, 5);
  }

  private Commit make(EventLog log, Branch branch, CommitInfo info, int count, int worlds) {
    Heads heads = log.heads();
    long nanos = Math.max(heads.lastNanos(), START_NANOS) + 1 + random.below(1_000_000);
    Heads.BranchHead parent = heads.branch(branch);
    Heads.ChainHead chain = heads.chain(origin, branch);
    List<Commit.Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(fact(nanos, worlds));
    }
    List<EventId> parents = parent == null ? List.of() : List.of(parent.commit());
    return Commit.seal(
        info.withParents(parents),
        new Commit.Place(
            log.appended().size(),
            nanos,
            origin,
            heads.originSeq(origin) + 1,
            Math.max(heads.lastHlc() + 1, nanos / 1_000_000 << 16) - (lateMillis << 16),
            chain == null ? Hash.ZERO : chain.hash()),
        facts);
  }

  private Commit.Fact fact(long nanos, int worlds) {
    Instant now = SystemNanos.toInstant(nanos);
    ValidPeriod valid = ValidPeriod.from(now);
    EventType type = EventType.STATE_CHANGED;
    int size = payloadBytes;
    if (worlds > 1) {
      valid =
          random.of(
              valid,
              ValidPeriod.from(now.minusSeconds(random.below(1000))),
              new ValidPeriod(now, now.plusSeconds(1 + random.below(1000))),
              new ValidPeriod(ValidPeriod.OPEN_START, ValidPeriod.OPEN_END));
      type = EventType.of(random.of("StateChanged", "PlayerAction", "Blinked", "a.b:c"));
      size = random.of(0, 1, random.below(300), random.oneIn(20) ? 9000 : payloadBytes);
    }
    byte[] bytes = random.bytes(size);
    byte[] text = "{\"id\":\"rose\"}".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(text, 0, bytes, 0, Math.min(text.length, size));
    Payload payload = new Payload.Inline(random.bytes(Payload.SALT_BYTES), bytes);
    World world = World.of("a://garden" + (worlds > 1 ? random.below(worlds) : ""));
    return new Commit.Fact(world, type, valid, payload, payload.commitment());
  }
}
