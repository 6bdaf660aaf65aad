package io.ewig.engine.graph;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Draws commits, branches and tags: for a terminal, for Graphviz, for a browser, for a program.
 *
 * <ul>
 *   <li>the same commits and names give the same text, on every machine;
 *   <li>names and messages can't break out of it: they are escaped, and what does not print is
 *       blank;
 *   <li>what is left out is counted on the last line.
 * </ul>
 */
public final class BranchVisualizer {

  /** A screen or two. */
  public static final int COMMITS_DEFAULT = 100;

  /** Beyond, nobody looks. */
  public static final int COMMITS_MAX = 10_000;

  private final CommitGraph graph;
  private final SortedMap<String, EventId> branches;
  private final SortedMap<String, EventId> tags;
  private final Function<EventId, String> words;

  /**
   * Draws all that leads to the given heads.
   *
   * @param branches heads by name
   * @param tags commits by name
   * @param words of a commit, such as its message; the first line is shown
   */
  public BranchVisualizer(
      CommitGraph graph,
      SortedMap<String, EventId> branches,
      SortedMap<String, EventId> tags,
      Function<EventId, String> words) {
    this.graph = graph;
    this.branches = Collections.unmodifiableSortedMap(new TreeMap<>(branches));
    this.tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    this.words = words;
  }

  /** As {@code git log --graph} does. */
  public String ascii(int commitsMax) {
    return AsciiPicture.draw(picture(commitsMax));
  }

  /** For {@code dot -Tpng}. */
  public String dot(int commitsMax) {
    return DotPicture.draw(picture(commitsMax));
  }

  /** A file of its own, or a part of a page. */
  public String svg(int commitsMax) {
    return SvgPicture.draw(picture(commitsMax));
  }

  /** One document, for whoever draws it otherwise. */
  public String json(int commitsMax) {
    return JsonPicture.draw(picture(commitsMax));
  }

  private CommitPicture picture(int commitsMax) {
    if (commitsMax < 1 || commitsMax > COMMITS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a picture shows 1 to " + COMMITS_MAX + " commits, not " + commitsMax);
    }
    return CommitPicture.of(graph, branches, tags, words, commitsMax);
  }
}
