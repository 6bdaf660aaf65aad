package io.ewig.engine.json;

import java.util.Arrays;
import java.util.Comparator;

/** Sorts the members of an object by key: most have a handful, and those sort in place. */
final class MemberSort {

  /** Up to here insertion beats allocating. */
  private static final int INSERTION_MAX = 24;

  private record Member(String key, Json value) {}

  private MemberSort() {}

  static void sort(String[] keys, Json[] values) {
    if (keys.length <= INSERTION_MAX) {
      insertionSort(keys, values);
      return;
    }
    Member[] members = new Member[keys.length];
    for (int i = 0; i < keys.length; i++) {
      members[i] = new Member(keys[i], values[i]);
    }
    Arrays.sort(members, Comparator.comparing(Member::key, CodePoints.ORDER));
    for (int i = 0; i < keys.length; i++) {
      keys[i] = members[i].key();
      values[i] = members[i].value();
    }
  }

  private static void insertionSort(String[] keys, Json[] values) {
    for (int i = 1; i < keys.length; i++) {
      String key = keys[i];
      Json value = values[i];
      int at = i;
      while (at > 0 && CodePoints.compare(keys[at - 1], key) > 0) {
        keys[at] = keys[at - 1];
        values[at] = values[at - 1];
        at--;
      }
      keys[at] = key;
      values[at] = value;
    }
  }
}
