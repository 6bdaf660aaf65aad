package io.ewig.engine.part;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.schema.Names;
import io.ewig.engine.world.WorldPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which events a replica wants to have whole.
 *
 * <pre>
 * text    = "" | pattern ( " " pattern )*       "": everything
 * pattern = "world " glob | "branch " glob      worlds first, each sorted; see {@link WorldPattern}
 * </pre>
 *
 * <ul>
 *   <li>tables are worlds ({@code table://app/plants}), by every name that they ever had;
 *   <li>an event is covered if its world is, on a branch that is; without a pattern for one of the
 *       two, all of these are;
 *   <li>what all replicas need is always covered, see {@link #isShared}.
 * </ul>
 *
 * @param worlds patterns for worlds; none: all
 * @param branches patterns for branches, by the names under which they were made; none: all
 */
public record Filter(List<WorldPattern> worlds, List<WorldPattern> branches) {

  /** Of each kind: every event that comes in is held against all of them. */
  public static final int PATTERNS_MAX = 64;

  /** A filter is said at every meeting, and kept in a file of one line. */
  public static final int CHARS_MAX = 8 << 10;

  /** Leaves nothing out. */
  public static final Filter EVERYTHING = new Filter(List.of(), List.of());

  private static final String WORLD = "world";
  private static final String BRANCH = "branch";

  /** The schema of a table that is named without one. */
  private static final String SCHEMA = "public";

  public Filter {
    worlds = sorted(worlds, "worlds");
    branches = sorted(branches, "branches");
    int chars = chars(worlds) + chars(branches);
    if (chars > CHARS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a filter takes at most " + CHARS_MAX + " characters, not " + chars + "; use stars");
    }
  }

  /** As many as they take in a text, or a few more. */
  private static int chars(List<WorldPattern> patterns) {
    return patterns.stream()
        .mapToInt(pattern -> pattern.glob().length() + BRANCH.length() + 2)
        .sum();
  }

  private static List<WorldPattern> sorted(List<WorldPattern> patterns, String what) {
    TreeSet<String> globs = new TreeSet<>();
    for (WorldPattern pattern : patterns) {
      if (pattern.glob().chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "the pattern '"
                + pattern
                + "' holds a blank or a control character, which no name of "
                + what
                + " does; write one pattern at a time");
      }
      globs.add(pattern.glob());
    }
    if (globs.size() > PATTERNS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a filter has at most "
              + PATTERNS_MAX
              + " patterns for "
              + what
              + ", not "
              + globs.size()
              + "; use stars");
    }
    return globs.stream().map(WorldPattern::new).toList();
  }

  /** The pattern for a table, {@code SCHEMA.NAME} or {@code NAME}; stars stand for any names. */
  public static WorldPattern table(String name) {
    int dot = name.indexOf('.');
    String schema = dot < 0 ? SCHEMA : name.substring(0, dot);
    String table = name.substring(dot + 1);
    if (schema.isEmpty() || table.isEmpty()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + name + "' names no table; write SCHEMA.TABLE, SCHEMA.* or TABLE");
    }
    return new WorldPattern(Names.world(schema, table).uri());
  }

  /** Reads what {@link #toString} has written. */
  public static Filter parse(String text) {
    List<WorldPattern> worlds = new ArrayList<>();
    List<WorldPattern> branches = new ArrayList<>();
    String[] words = text.isEmpty() ? new String[0] : text.split(" ", -1);
    if (text.length() > CHARS_MAX || words.length % 2 != 0) {
      throw malformed(text);
    }
    for (int i = 0; i < words.length; i += 2) {
      switch (words[i]) {
        case WORLD -> worlds.add(new WorldPattern(words[i + 1]));
        case BRANCH -> branches.add(new WorldPattern(words[i + 1]));
        default -> throw malformed(text);
      }
    }
    Filter filter = new Filter(worlds, branches);
    if (!filter.toString().equals(text)) {
      throw malformed(text);
    }
    return filter;
  }

  private static UserException malformed(String text) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "'"
            + text.substring(0, Math.min(80, text.length()))
            + "' is no filter: that is world and branch patterns, each behind its word, sorted, in"
            + " at most "
            + CHARS_MAX
            + " characters");
  }

  public boolean isEverything() {
    return worlds.isEmpty() && branches.isEmpty();
  }

  /** Whether the payload of an event belongs to the part. */
  public boolean covers(Branch line, World world, EventType type) {
    return isEverything() || isShared(world, type) || (covers(line) && covers(world));
  }

  /**
   * Whether it does so everywhere: without what a table or a branch is, nobody could tell what is
   * missing.
   */
  public static boolean isShared(World world, EventType type) {
    return world.isOurs() || type.equals(EventType.SCHEMA_CHANGED);
  }

  /** Whether the events of a world do, on branches that do. */
  public boolean covers(World world) {
    return worlds.isEmpty()
        || world.isOurs()
        || worlds.stream().anyMatch(pattern -> pattern.matches(world));
  }

  /** Whether a line does, by the name that it was made under. */
  public boolean covers(Branch line) {
    if (branches.isEmpty()) {
      return true;
    }
    int again = line.name().indexOf('~');
    String name = again < 0 ? line.name() : line.name().substring(0, again);
    return branches.stream().anyMatch(pattern -> pattern.matchesName(name));
  }

  /** A commit without the payloads that are none of this part. */
  public Commit of(Commit commit) {
    return isEverything()
        ? commit
        : commit.withhold(event -> !covers(commit.info().branch(), event.world(), event.type()));
  }

  /** Whether all that another one covers is covered for sure: whether it has all its patterns. */
  public boolean contains(Filter other) {
    return contains(worlds, other.worlds) && contains(branches, other.branches);
  }

  private static boolean contains(List<WorldPattern> wide, List<WorldPattern> narrow) {
    return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    worlds.forEach(pattern -> append(text, WORLD, pattern));
    branches.forEach(pattern -> append(text, BRANCH, pattern));
    return text.toString();
  }

  private static void append(StringBuilder text, String word, WorldPattern pattern) {
    text.append(text.isEmpty() ? "" : " ").append(word).append(' ').append(pattern.glob());
  }
}
