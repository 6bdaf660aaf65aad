package io.ewig.server.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Labels of columns as members of an object, where each can be there once. */
public final class FieldNames {

  private FieldNames() {}

  /** Of labels that are the same, the second is called {@code label_2} and so on. */
  public static List<String> of(List<String> labels) {
    List<String> names = new ArrayList<>(labels.size());
    Set<String> taken = new HashSet<>();
    Map<String, Integer> counts = new HashMap<>();
    for (String label : labels) {
      String name = label;
      while (!taken.add(name)) {
        name = label + "_" + (counts.merge(label, 1, Integer::sum) + 1);
      }
      names.add(name);
    }
    return names;
  }
}
