package io.ewig.bench.loop;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.time.SystemNanos;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A commit as many applications make them. */
final class Sample {

  static final CommitInfo INFO = CommitInfo.on(Branch.MAIN, List.of());
  static final long NANOS = 1_700_000_000_000_000_000L;

  static final Commit.Place PLACE =
      new Commit.Place(0, NANOS, new Origin(1, 2), 1, NANOS / 1_000_000 << 16, Hash.ZERO);

  private static final int PAYLOAD_BYTES = 200;

  private Sample() {}

  static Payload payload() {
    Random random = new Random(1);
    byte[] bytes = new byte[PAYLOAD_BYTES];
    byte[] salt = new byte[Payload.SALT_BYTES];
    random.nextBytes(bytes);
    random.nextBytes(salt);
    return new Payload.Inline(salt, bytes);
  }

  static List<Commit.Fact> facts(int count) {
    Payload payload = payload();
    Commit.Fact fact =
        new Commit.Fact(
            World.of("a://garden"),
            EventType.STATE_CHANGED,
            ValidPeriod.from(SystemNanos.toInstant(NANOS)),
            payload,
            payload.commitment());
    return Collections.nCopies(count, fact);
  }
}
