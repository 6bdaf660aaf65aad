package io.ewig.engine.crypt;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.Locale;

/**
 * The cost of deriving a key from a passphrase, in the words of Argon2; all zero: nothing is
 * derived.
 *
 * <p>The values come from a file as well as from a provider: the limits keep a forged file from
 * asking for all memory or for hours.
 */
public record KdfParameters(int memoryKib, int iterations, int parallelism) {

  /** For providers that hold a key and derive none. */
  public static final KdfParameters NONE = new KdfParameters(0, 0, 0);

  /** 1 GiB: fifty times the advised cost. */
  public static final int MEMORY_KIB_MAX = 1 << 20;

  public static final int ITERATIONS_MAX = 64;

  public static final int PARALLELISM_MAX = 16;

  /** Argon2 needs eight blocks of 1 KiB a lane. */
  private static final int MEMORY_KIB_PER_LANE_MIN = 8;

  public KdfParameters {
    boolean none = memoryKib == 0 && iterations == 0 && parallelism == 0;
    boolean sound =
        between(1, iterations, ITERATIONS_MAX)
            && between(1, parallelism, PARALLELISM_MAX)
            && between(MEMORY_KIB_PER_LANE_MIN * parallelism, memoryKib, MEMORY_KIB_MAX);
    if (!none && !sound) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          String.format(
              Locale.ROOT,
              "memoryKib=%d iterations=%d parallelism=%d: not a cost of Argon2 within %d, %d and %d",
              memoryKib,
              iterations,
              parallelism,
              MEMORY_KIB_MAX,
              ITERATIONS_MAX,
              PARALLELISM_MAX));
    }
  }

  private static boolean between(int least, int value, int most) {
    return least <= value && value <= most;
  }
}
