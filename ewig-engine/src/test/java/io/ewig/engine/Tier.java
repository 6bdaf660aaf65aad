package io.ewig.engine;

/**
 * How thorough campaigns are: {@code -Dewig.tier=long} for hours, {@code brief} for a second pass
 * over the same code, as on another JDK; else what each build has time for.
 */
public final class Tier {

  /** What is left of a count in a second pass. */
  private static final int BRIEF_PART = 4;

  private static final String TIER = System.getProperty("ewig.tier", "fast");

  private Tier() {}

  public static boolean isLong() {
    return TIER.equals("long");
  }

  /** How many rounds, seeds or inputs. */
  public static int count(int fast, int slow) {
    if (isLong()) {
      return slow;
    }
    return TIER.equals("brief") ? Math.max(1, fast / BRIEF_PART) : fast;
  }

  /** Of how many things in a row one is tried. */
  public static int oneIn(int fast) {
    if (isLong()) {
      return 1;
    }
    return TIER.equals("brief") ? BRIEF_PART * fast : fast;
  }
}
