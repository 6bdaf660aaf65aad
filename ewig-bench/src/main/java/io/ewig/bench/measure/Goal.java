package io.ewig.bench.measure;

/** What a line is to reach. */
public record Goal(String text, double limit, boolean moreIsBetter) {

  private static final Goal NONE = new Goal("", Double.NaN, true);

  public static Goal atLeast(double limit, String text) {
    return new Goal(">= " + text, limit, true);
  }

  public static Goal atMost(double limit, String text) {
    return new Goal("<= " + text, limit, false);
  }

  /** Measured to be known, not to be judged. */
  public static Goal none() {
    return NONE;
  }

  /** The verdict on a value: yes, or no and by how much, or nothing. */
  public String judge(double value) {
    if (Double.isNaN(limit)) {
      return "";
    }
    if (moreIsBetter ? value >= limit : value <= limit) {
      return "yes";
    }
    return "no, " + Figure.number(value / limit) + "x of it";
  }
}
