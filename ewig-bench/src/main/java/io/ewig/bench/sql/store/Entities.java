package io.ewig.bench.sql.store;

import io.ewig.bench.line.Skew;
import java.util.Random;

/**
 * What all contestants hold: {@value #COUNT} entities of {@value #WORLDS} worlds, few of which have
 * many, and a history of updates, most of which are of few entities; the same in each run.
 */
public final class Entities {

  public static final int COUNT = 10_000;
  public static final int WORLDS = 1_000;

  /** Updates that become history together; between them no moment is asked for. */
  public static final int PER_COMMIT = 1_000;

  /** The world that has the most. */
  public static final int LARGEST = 0;

  private static final int SEED = 127;
  private static final int NOTE_CHARS = 88;
  private static final String NOTE = "x".repeat(NOTE_CHARS - 10);
  private static final int[] WORLD_OF = worlds();

  private Entities() {}

  private static int[] worlds() {
    Random random = random();
    int[] worlds = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      worlds[i] = Skew.ZIPF.pick(WORLDS, random);
    }
    return worlds;
  }

  public static Random random() {
    return new Random(SEED);
  }

  public static int worldOf(int number) {
    return WORLD_OF[number];
  }

  /** How many a world has. */
  public static int countOf(int world) {
    int count = 0;
    for (int of : WORLD_OF) {
      count += of == world ? 1 : 0;
    }
    return count;
  }

  /** Which one is updated, or asked for. */
  public static int pick(Random random) {
    return Skew.ZIPF.pick(COUNT, random);
  }

  /** A text of {@value #NOTE_CHARS} characters that no other version has. */
  public static String note(long version) {
    return (version + 1_000_000_000L) + NOTE;
  }

  /** Takes the updates of a history one after the other. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param version 0 when the entity comes to be, then the number of the update
     */
    void accept(int number, long version) throws Exception;
  }

  /** All entities, and then so many updates. */
  public static void replay(long updates, Sink sink) throws Exception {
    for (int number = 0; number < COUNT; number++) {
      sink.accept(number, 0);
    }
    Random random = random();
    for (long version = 1; version <= updates; version++) {
      sink.accept(pick(random), version);
    }
  }

  /** The number of the last update before a random moment at which nothing was under way. */
  public static long moment(long updates, Random random) {
    return PER_COMMIT * (long) (random.nextDouble() * (updates / PER_COMMIT + 1));
  }
}
