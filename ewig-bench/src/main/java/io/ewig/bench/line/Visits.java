package io.ewig.bench.line;

import io.ewig.engine.Batch;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import java.util.Random;

/**
 * Events as a game or a garden has them: of a thousand worlds, the n-th n times less often than the
 * first, of twelve types, with JSON payloads of some 120 bytes, half of which is numbers at random.
 */
final class Visits {

  private static final int WORLDS = 1_000;
  private static final int TYPES = 12;
  private static final int GUESTS = 10_000;
  private static final int PLACES = 200_000;
  private static final double PARTS = 100.0;
  private static final int AMOUNTS = 1_000;
  private static final int PER_STAY = 500;

  private final Random random = new Random(5);

  /** Appends so many, in commits of 1,000. */
  void fill(Ewig db, long events) {
    for (long seq = 0; seq < events; ) {
      Batch batch = db.batch();
      for (int i = 0; i < Workbench.BATCH_EVENTS && seq < events; i++) {
        batch.add(
            EventBuilder.in("garden://" + Skew.ZIPF.pick(WORLDS, random))
                .type("Visit" + random.nextInt(TYPES))
                .json(payload(seq++)));
      }
      batch.commit();
    }
  }

  private String payload(long seq) {
    return "{\"guest\":\"guest-"
        + random.nextInt(GUESTS)
        + "\",\"x\":"
        + random.nextInt(PLACES) / PARTS
        + ",\"y\":"
        + random.nextInt(PLACES) / PARTS
        + ",\"amount\":"
        + random.nextInt(AMOUNTS)
        + ",\"isMember\":"
        + random.nextBoolean()
        + ",\"stay\":\"stay-"
        + seq / PER_STAY
        + "\",\"note\":\"came by the gate\"}";
  }
}
