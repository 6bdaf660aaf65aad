package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The commits that a picture shows, in rows from the newest on, and where each stands.
 *
 * <ul>
 *   <li>each commit has a lane, and each line to a parent runs down the parent's lane;
 *   <li>no two commits that are waited for share a lane;
 *   <li>what is left out is counted.
 * </ul>
 *
 * @param more commits that are not shown, at most {@link #COUNT_MAX}
 * @param moreNames branches and tags of commits that are not shown
 */
record CommitPicture(List<Row> rows, List<Line> lines, int lanes, long more, long moreNames) {

  /** A picture with more lines side by side is not one. */
  static final int LANES_MAX = 64;

  /** Whoever wants to know more exactly counts the log. */
  static final long COUNT_MAX = 10_000;

  /** Of a commit's own words, so many are shown. */
  private static final int WORDS_CHARS_MAX = 72;

  /** A commit with what is written beside it. */
  record Row(CommitNode commit, int lane, List<String> branches, List<String> tags, String words) {}

  /**
   * From a commit to one of its parents.
   *
   * @param toRow the parent's, or -1 if it is not shown
   */
  record Line(int fromRow, int fromLane, int toRow, int toLane) {}

  static CommitPicture of(
      CommitGraph graph,
      SortedMap<String, EventId> branches,
      SortedMap<String, EventId> tags,
      Function<EventId, String> words,
      int commitsMax) {
    List<EventId> heads = new ArrayList<>(branches.values());
    heads.addAll(tags.values());
    CommitLog log = new CommitLog(graph, heads);
    Lanes lanes = new Lanes();
    List<Row> rows = new ArrayList<>();
    Map<EventId, List<String>> branchesOf = namesOf(branches);
    Map<EventId, List<String>> tagsOf = namesOf(tags);
    long names = 0;
    while (rows.size() < commitsMax && lanes.count() <= LANES_MAX && log.hasNext()) {
      CommitNode node = log.next();
      Row row =
          new Row(
              node,
              lanes.take(node, rows.size()),
              branchesOf.getOrDefault(node.id(), List.of()),
              tagsOf.getOrDefault(node.id(), List.of()),
              oneLine(words.apply(node.id())));
      names += row.branches().size() + row.tags().size();
      rows.add(row);
    }
    long more = 0;
    while (more < COUNT_MAX && log.hasNext()) {
      log.next();
      more++;
    }
    return new CommitPicture(
        rows, lanes.lines(), lanes.widest(), more, branches.size() + tags.size() - names);
  }

  private static Map<EventId, List<String>> namesOf(SortedMap<String, EventId> heads) {
    Map<EventId, List<String>> names = new TreeMap<>();
    heads.forEach((name, id) -> names.computeIfAbsent(id, any -> new ArrayList<>()).add(name));
    return names;
  }

  /** The first line, without what would move a terminal's cursor or turn its direction. */
  private static String oneLine(String words) {
    String first = words.lines().findFirst().orElse("");
    StringBuilder shown = new StringBuilder();
    first
        .codePoints()
        .limit(WORDS_CHARS_MAX)
        .map(c -> isVisible(c) ? c : ' ')
        .forEach(shown::appendCodePoint);
    return first.codePointCount(0, first.length()) > WORDS_CHARS_MAX
        ? shown.append("...").toString()
        : shown.toString().strip();
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }

  /** The lines below the picture that say what is missing; none if nothing is. */
  List<String> leftOut() {
    List<String> said = new ArrayList<>();
    if (more > 0) {
      said.add((more == COUNT_MAX ? "at least " : "") + counted(more, "more commit"));
    }
    if (moreNames > 0) {
      said.add(counted(moreNames, "more name") + " on them");
    }
    return said;
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Gives out lanes from the left; one is free again when its commit has come. */
  private static final class Lanes {

    private final List<@Nullable EventId> awaited = new ArrayList<>();
    private final Map<EventId, List<Line>> open = new TreeMap<>();
    private final List<Line> drawn = new ArrayList<>();

    /** The lane of a commit that comes; its parents are awaited from now on. */
    int take(CommitNode node, int row) {
      int lane = laneOf(node.id());
      List<Line> arriving = open.remove(node.id());
      if (arriving != null) {
        arriving.forEach(line -> drawn.add(new Line(line.fromRow, line.fromLane, row, lane)));
      }
      awaited.set(lane, null);
      for (EventId parent : node.parents()) {
        Line line = new Line(row, lane, -1, laneOf(parent));
        open.computeIfAbsent(parent, any -> new ArrayList<>()).add(line);
      }
      return lane;
    }

    private int laneOf(EventId id) {
      int lane = awaited.indexOf(id);
      if (lane < 0) {
        lane = awaited.indexOf(null);
      }
      if (lane < 0) {
        lane = awaited.size();
        awaited.add(id);
      }
      awaited.set(lane, id);
      return lane;
    }

    int count() {
      return (int) awaited.stream().filter(id -> id != null).count();
    }

    int widest() {
      return awaited.size();
    }

    /** Those that arrived, then those whose parents are not shown. */
    List<Line> lines() {
      List<Line> lines = new ArrayList<>(drawn);
      open.values().forEach(lines::addAll);
      return lines;
    }
  }
}
