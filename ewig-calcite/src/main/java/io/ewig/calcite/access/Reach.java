package io.ewig.calcite.access;

import java.time.Duration;

/** How far back a grant lets one read. */
public record Reach(Duration past) {

  /** The present only. */
  public static final Reach LIVE = new Reach(Duration.ZERO);

  /** All that was ever recorded. */
  public static final Reach HISTORICAL = new Reach(Duration.ofSeconds(Long.MAX_VALUE));

  public Reach {
    if (past.isNegative()) {
      throw new IllegalArgumentException("nobody reads what is to come: " + past);
    }
  }

  public static Reach recent(Duration past) {
    return new Reach(past);
  }

  /**
   * @param age zero for the present
   */
  public boolean covers(Duration age) {
    return age.compareTo(past) <= 0;
  }

  public boolean isLive() {
    return past.isZero();
  }

  /** As GRANT has it. */
  @Override
  public String toString() {
    if (isLive()) {
      return "LIVE";
    }
    return equals(HISTORICAL) ? "HISTORICAL" : "RECENT '" + past.toSeconds() + " seconds'";
  }
}
