package io.ewig.bench.line;

/**
 * How thorough a run is.
 *
 * @param events in the large database
 * @param eventsFew in the small one, which the large one is compared with
 * @param eventsBefore in a database before durable commits are measured
 * @param eventsPerRound appended, scanned or asked for in a round
 * @param rounds that count
 * @param roundMillis how long a round of durable commits is
 */
public record Setting(
    long events,
    long eventsFew,
    int eventsBefore,
    int eventsPerRound,
    int rounds,
    int roundMillis) {

  private static final long FEW = 1_000_000;

  public static Setting full() {
    return new Setting(20 * FEW, FEW, 100_000, 100_000, 21, 200);
  }

  public static Setting quick() {
    return new Setting(FEW, FEW / 10, 100_000, 100_000, 5, 200);
  }

  public Setting withEvents(long count) {
    return new Setting(
        count,
        Math.min(FEW, Math.max(1, count / 10)),
        eventsBefore,
        eventsPerRound,
        rounds,
        roundMillis);
  }
}
