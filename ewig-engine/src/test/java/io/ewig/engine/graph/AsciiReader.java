package io.ewig.engine.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a picture back as a person would: from each star along the strokes down to other stars.
 *
 * <p>Several commits can come down one lane once it was joined from the side. A lane that moves to
 * the left goes on until there is no slash before it.
 */
final class AsciiReader {

  private static final int ID_CHARS = 26;

  private final Map<String, List<String>> parents = new TreeMap<>();
  private Map<Integer, TreeSet<String>> standing = new TreeMap<>();
  private Map<Integer, TreeSet<String>> moving = new TreeMap<>();

  private AsciiReader() {}

  /** The ids of each commit's parents, sorted. */
  static Map<String, List<String>> parents(String picture) {
    AsciiReader reader = new AsciiReader();
    picture.lines().forEach(reader::read);
    reader.parents.values().forEach(list -> list.sort(null));
    return reader.parents;
  }

  private void read(String line) {
    String strokes = line.replaceAll("[0-9A-Z].*", "");
    Map<Integer, TreeSet<String>> stand = new TreeMap<>();
    Map<Integer, TreeSet<String>> move = new TreeMap<>();
    moving.forEach(
        (lane, who) -> {
          boolean goesOn = lane > 0 && lane <= strokes.length() && strokes.charAt(lane - 1) == '/';
          join(goesOn ? move : stand, goesOn ? lane - 2 : lane, who);
        });
    for (int at = 0; at < strokes.length(); at++) {
      switch (strokes.charAt(at)) {
        case '|', '*' -> join(stand, at, standing.get(at));
        case '\\' -> join(stand, at + 1, standing.get(at - 1));
        case '/' -> {
          if (!moving.containsKey(at + 1)) {
            join(move, at - 1, standing.get(at + 1));
          }
        }
        default -> {}
      }
    }
    int star = strokes.indexOf('*');
    if (star >= 0) {
      String id = line.substring(strokes.length(), strokes.length() + ID_CHARS);
      stand.getOrDefault(star, new TreeSet<>()).forEach(child -> parents.get(child).add(id));
      parents.put(id, new ArrayList<>());
      stand.put(star, new TreeSet<>(List.of(id)));
    }
    standing = stand;
    moving = move;
  }

  private static void join(Map<Integer, TreeSet<String>> lanes, int at, TreeSet<String> who) {
    if (who != null) {
      lanes.computeIfAbsent(at, any -> new TreeSet<>()).addAll(who);
    }
  }
}
