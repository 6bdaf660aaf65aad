package io.ewig.sqltests.temporal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was recorded, in order: for a key and each of some days a value, or that there is none.
 * What was recorded last holds. A branch begins as what its origin was at a step.
 */
final class Recorded {

  /** Time goes from day 0 up to, not including, this; there is nothing outside. */
  static final int DAYS = 40;

  private record Fact(
      String branch, int step, int key, int from, int to, @Nullable Integer value) {}

  private record Origin(String branch, int step) {}

  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, Origin> origins = new HashMap<>();
  private int step;

  /** The step that the next facts belong to. */
  int step() {
    return step;
  }

  void endStep() {
    step++;
  }

  void branch(String name, String from, int atStep) {
    origins.put(name, new Origin(from, atStep));
  }

  void put(String branch, int key, int from, int to, @Nullable Integer value) {
    if (from < to) {
      facts.add(new Fact(branch, step, key, from, to, value));
    }
  }

  /** The value on a day, as recorded before a step. */
  @Nullable Integer value(String branch, int key, int day, int beforeStep) {
    for (int i = facts.size() - 1; i >= 0; i--) {
      Fact fact = facts.get(i);
      if (fact.branch.equals(branch)
          && fact.step < beforeStep
          && fact.key == key
          && fact.from <= day
          && day < fact.to) {
        return fact.value;
      }
    }
    Origin origin = origins.get(branch);
    return origin == null
        ? null
        : value(origin.branch, key, day, Math.min(beforeStep, origin.step));
  }

  /** The rows on a day: key to value. */
  Map<Integer, Integer> rows(String branch, int keys, int day, int beforeStep) {
    Map<Integer, Integer> rows = new TreeMap<>();
    for (int key = 0; key < keys; key++) {
      Integer value = value(branch, key, day, beforeStep);
      if (value != null) {
        rows.put(key, value);
      }
    }
    return rows;
  }

  /** What is true at each day of some: {@code key day value}. */
  List<String> days(String branch, int keys, int from, int to, int beforeStep) {
    List<String> days = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      for (int day = Math.max(0, from); day < Math.min(DAYS, to); day++) {
        Integer value = value(branch, key, day, beforeStep);
        if (value != null) {
          days.add(key + " " + day + " " + value);
        }
      }
    }
    return days;
  }
}
