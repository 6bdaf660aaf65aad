package io.ewig.bench.report;

import io.ewig.bench.line.Skew;
import java.time.Instant;
import java.util.Random;

/**
 * What is reported on: events of {@value #WORLDS} worlds, few of which have many, of {@value
 * #TYPES} types, over {@value #DAYS} days; the same in each run.
 */
final class Happenings {

  static final int WORLDS = 1_000;
  static final int TYPES = 12;
  static final int DAYS = 30;

  /** Places that worlds are compared with, most of which have none. */
  static final int PLACES = 10_000;

  /** Events that are recorded together, at one time. */
  static final int PER_COMMIT = 100;

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final long SPAN_NANOS = DAYS * 86_400_000_000_000L;
  private static final int SEED = 311;
  private static final int PLAYERS = 5_000;
  private static final int PRICES = 100_000;
  private static final int AMOUNTS = 1_000;

  private Happenings() {}

  /**
   * One event.
   *
   * @param micros since 1970, when it was recorded
   */
  record Happening(long seq, long micros, String world, String type, String payload) {}

  /** Takes events one after the other. */
  @FunctionalInterface
  interface Sink {
    void accept(Happening happening) throws Exception;
  }

  static Random random() {
    return new Random(SEED);
  }

  static String world(int number) {
    return "garden://place-" + number;
  }

  static String region(int place) {
    return "region-" + place % 7;
  }

  /** When a commit of so many in all is recorded, in microseconds since 1970. */
  static long micros(long commit, long commits) {
    long nanos = (long) (SPAN_NANOS * ((double) commit / commits));
    return START.getEpochSecond() * 1_000_000 + nanos / 1_000;
  }

  static void replay(long events, Sink sink) throws Exception {
    Random random = random();
    long commits = Math.max(1, events / PER_COMMIT);
    for (long seq = 0; seq < events; seq++) {
      int world = Skew.ZIPF.pick(WORLDS, random);
      String type = "garden.kind-" + Skew.ZIPF.pick(TYPES, random);
      long micros = micros(seq / PER_COMMIT, commits);
      sink.accept(new Happening(seq, micros, world(world), type, payload(seq, random)));
    }
  }

  private static String payload(long seq, Random random) {
    int price = random.nextInt(PRICES);
    return "{\"order\":"
        + seq
        + ",\"amount\":"
        + random.nextInt(AMOUNTS)
        + ",\"price\":"
        + price / 100
        + "."
        + price / 10 % 10
        + (1 + price % 9)
        + ",\"player\":\"player-"
        + random.nextInt(PLAYERS)
        + "\",\"tool\":\"watering can\",\"where\":{\"row\":"
        + random.nextInt(100)
        + ",\"bed\":"
        + random.nextInt(100)
        + "},\"done\":"
        + random.nextBoolean()
        + "}";
  }
}
