package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a picture for a terminal, in the manner of {@code git log --graph}:
 *
 * <pre>
 * *   merges the two
 * |\
 * | * on a branch
 * * | on the other
 * |/
 * * where they part
 * </pre>
 *
 * <p>Lanes stand in the even columns; one that moves draws its slashes in the odd ones, one step a
 * row, and so passes behind those that stand.
 */
final class AsciiPicture {

  private final StringBuilder out = new StringBuilder();
  private final List<EventId> lanes = new ArrayList<>();

  /** Where the commit before was a first one: nothing may stand right below it. */
  private int ended = -1;

  private AsciiPicture() {}

  static String draw(CommitPicture picture) {
    AsciiPicture drawing = new AsciiPicture();
    for (CommitPicture.Row row : picture.rows()) {
      drawing.commit(row);
    }
    picture.leftOut().forEach(said -> drawing.out.append("... ").append(said).append('\n'));
    return drawing.out.toString();
  }

  private void commit(CommitPicture.Row row) {
    CommitNode node = row.commit();
    int at = lanes.indexOf(node.id());
    if (at < 0) {
      at = lanes.size();
      if (at == ended) {
        flush(standing(at), "");
      }
      lanes.add(node.id());
    }
    ended = node.parents().isEmpty() ? at : -1;
    char[] line = standing(lanes.size());
    line[2 * at] = '*';
    flush(line, label(row));
    if (node.parents().isEmpty()) {
      lanes.remove(at);
      closeUp(at);
      return;
    }
    lanes.set(at, node.parents().get(0));
    for (int i = node.parents().size() - 1; i > 0; i--) {
      open(at, node.parents().get(i));
    }
    closeUp(-1);
  }

  private static String label(CommitPicture.Row row) {
    List<String> names = new ArrayList<>(row.branches());
    row.tags().forEach(tag -> names.add("tag: " + tag));
    String said = names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    return row.commit().id() + said + (row.words().isEmpty() ? "" : " " + row.words());
  }

  private static char[] standing(int count) {
    char[] line = blank(count);
    for (int lane = 0; lane < count; lane++) {
      line[2 * lane] = '|';
    }
    return line;
  }

  private static char[] blank(int count) {
    char[] line = new char[2 * count + 1];
    Arrays.fill(line, ' ');
    return line;
  }

  /** A lane more, right of one; those behind it make room. */
  private void open(int at, EventId parent) {
    int count = lanes.size();
    char[] line = blank(count + 1);
    for (int lane = 0; lane < count; lane++) {
      if (lane <= at) {
        line[2 * lane] = '|';
      }
      if (lane >= at) {
        line[2 * lane + 1] = '\\';
      }
    }
    flush(line, "");
    lanes.add(at + 1, parent);
  }

  /**
   * Moves lanes to the left until none is empty and no two lead to the same commit.
   *
   * @param gap the lane that has ended just now, or -1
   */
  private void closeUp(int gap) {
    int[] from = new int[lanes.size()];
    int[] to = new int[lanes.size()];
    List<EventId> kept = new ArrayList<>();
    for (int i = 0; i < from.length; i++) {
      from[i] = gap >= 0 && i >= gap ? i + 1 : i;
      int same = kept.indexOf(lanes.get(i));
      to[i] = same >= 0 ? same : kept.size();
      if (same < 0) {
        kept.add(lanes.get(i));
      }
    }
    int width = from.length + 1;
    while (!Arrays.equals(from, to)) {
      char[] line = blank(width);
      for (int i = 0; i < from.length; i++) {
        if (from[i] == to[i]) {
          line[2 * from[i]] = '|';
        } else {
          line[2 * from[i]-- - 1] = '/';
        }
      }
      flush(line, "");
    }
    lanes.clear();
    lanes.addAll(kept);
  }

  private void flush(char[] line, String label) {
    String lanesText = new String(line).stripTrailing();
    out.append(lanesText);
    if (!label.isEmpty()) {
      out.append(' ').append(label);
    }
    out.append('\n');
  }
}
