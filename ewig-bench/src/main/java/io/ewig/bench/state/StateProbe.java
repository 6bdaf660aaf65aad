package io.ewig.bench.state;

import io.ewig.bench.measure.FreshJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * Opens two gardens in a JVM that has done nothing else: a new one, which loads all classes, and
 * then the one in question, which is read and updated.
 */
public final class StateProbe {

  static final int HEAP_MEBIBYTES = 512;

  /**
   * @param millis until a row of the one in question was read
   * @param heapMebibytes in use after a garbage collection
   */
  record Result(double millis, double heapMebibytes) {}

  private StateProbe() {}

  /** Runs in the other JVM: new folder, folder, number of versions, number of calls. */
  public static void main(String[] words) {
    try (Garden empty = Garden.open(Path.of(words[0]), Garden.PLANTS)) {
      empty.update(Garden.MAIN, 0, 0);
      read(empty, 0);
    }
    long versions = Long.parseLong(words[2]);
    long from = System.nanoTime();
    try (Garden garden = Gardens.open(Path.of(words[1]), versions)) {
      read(garden, 0);
      long nanos = System.nanoTime() - from;
      Random random = Gardens.random();
      int calls = Integer.parseInt(words[3]);
      for (int i = 0; i < calls; i++) {
        read(garden, random.nextInt(garden.rows()));
      }
      for (int i = 0; i < calls / 10; i++) {
        garden.update(Garden.MAIN, random.nextInt(garden.rows()), i);
      }
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long heap = runtime.totalMemory() - runtime.freeMemory();
      System.out.println(nanos + " " + heap);
    }
  }

  private static void read(Garden garden, int number) {
    Object[] key = Garden.key(number).toArray();
    if (garden.now().get(garden.plants(), key) == null) {
      throw new IllegalStateException("row " + number + " is missing");
    }
  }

  /** Does that in a new JVM with little memory. */
  static Result run(Path empty, Path folder, long versions, int calls)
      throws IOException, InterruptedException {
    long[] numbers =
        FreshJvm.run(
            StateProbe.class,
            HEAP_MEBIBYTES,
            empty.toString(),
            folder.toString(),
            Long.toString(versions),
            Integer.toString(calls));
    return new Result(numbers[0] / 1e6, numbers[1] / (double) (1 << 20));
  }
}
