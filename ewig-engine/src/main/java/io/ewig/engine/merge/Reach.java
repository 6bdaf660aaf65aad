package io.ewig.engine.merge;

import io.ewig.engine.branch.Fork;
import io.ewig.engine.branch.Line;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Lineage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All commits that lead to one, itself included.
 *
 * <ul>
 *   <li>each line is linear, so a seq for each line says it all: what lies below it;
 *   <li>that seq is the end of a commit on the line, so equal reaches are equal maps;
 *   <li>costs the lines and the merges that are reached, however many commits there are;
 *   <li>a line that is about one world has taken nothing else of what was merged into it, so that
 *       is reached by who asks about this world only.
 * </ul>
 *
 * @param limits the end of the last commit on each line that is reached
 * @param about the world that is asked about; null: what is reached whatever one asks about
 */
public record Reach(Map<Integer, Long> limits, @Nullable World about) {

  /** What is visible by inheritance is reached, and so is what was merged. */
  public static Reach of(State state, Lineage lineage, long beforeSeq, @Nullable World about) {
    Search search = new Search(state, about);
    search.raise(lineage, beforeSeq);
    search.run();
    return new Reach(search.limits, about);
  }

  public static Reach of(State state, Lineage lineage, long beforeSeq) {
    return of(state, lineage, beforeSeq, null);
  }

  public static Reach of(State state, Fork commit, @Nullable World about) {
    return of(state, commit.from().lineage(), commit.limit(), about);
  }

  /** The worlds that one may reach more of, asking about them. */
  public static Set<World> worlds(State state) {
    Set<World> worlds = new LinkedHashSet<>();
    for (int number = 0; number < state.refs().lines(); number++) {
      World only = line(state, number).only();
      if (only != null && !state.merges().into(number, 0, Long.MAX_VALUE).isEmpty()) {
        worlds.add(only);
      }
    }
    return worlds;
  }

  private record Raised(int line, long from, long to) {}

  private static final class Search {

    private final State state;
    private final @Nullable World about;
    private final Map<Integer, Long> limits = new HashMap<>();
    private final Deque<Raised> raised = new ArrayDeque<>();

    Search(State state, @Nullable World about) {
      this.state = state;
      this.about = about;
    }

    void raise(Lineage lineage, long beforeSeq) {
      for (int i = 0; i < lineage.size(); i++) {
        raise(lineage.line(i), Math.min(lineage.limitAt(i), beforeSeq));
      }
    }

    private void raise(int line, long limit) {
      long known = limits.getOrDefault(line, 0L);
      if (limit > known) {
        long end = lastEnd(line, limit);
        if (end > known) {
          limits.put(line, end);
          raised.add(new Raised(line, known, end));
        }
      }
    }

    /** The end of a line's last commit before a seq, or 0. */
    private long lastEnd(int line, long limit) {
      byte[] commits = Space.COMMITS.key(Space.ofLine(line));
      return 1 + state.versions().newestSeq(commits, Lineage.of(line), limit);
    }

    void run() {
      while (!raised.isEmpty()) {
        Raised next = raised.remove();
        World only = line(state, next.line).only();
        if (only == null || only.equals(about)) {
          for (List<Fork> merged : state.merges().into(next.line, next.from, next.to).values()) {
            merged.forEach(each -> raise(each.from().lineage(), each.limit()));
          }
        }
      }
    }
  }

  public boolean isEmpty() {
    return limits.isEmpty();
  }

  private long limit(int line) {
    return limits.getOrDefault(line, 0L);
  }

  /** Whether each commit of another reach is in this one. */
  public boolean contains(Reach other) {
    return other.limits.entrySet().stream()
        .allMatch(entry -> entry.getValue() <= limit(entry.getKey()));
  }

  boolean contains(Fork commit) {
    return commit.limit() <= limit(commit.from().number());
  }

  /** The commits that are in both. */
  public Reach common(Reach other) {
    Map<Integer, Long> common = new HashMap<>();
    limits.forEach(
        (line, limit) -> {
          long shared = Math.min(limit, other.limit(line));
          if (shared > 0) {
            common.put(line, shared);
          }
        });
    return new Reach(common, about);
  }

  Reach with(Reach other) {
    Map<Integer, Long> all = new HashMap<>(limits);
    other.limits.forEach((line, limit) -> all.merge(line, limit, Math::max));
    return new Reach(all, about);
  }

  /**
   * The commits that no other one in here follows, newest first: the merge bases, if this is what
   * two commits have in common.
   */
  public List<Fork> tips(State state) {
    List<Fork> newestFirst = new ArrayList<>();
    limits.forEach((number, limit) -> newestFirst.add(new Fork(line(state, number), limit)));
    newestFirst.sort(Comparator.comparingLong(Fork::limit).reversed());
    List<Fork> tips = new ArrayList<>();
    Reach below = new Reach(Map.of(), about);
    for (Fork commit : newestFirst) {
      if (!below.contains(commit)) { // a commit comes after all that it follows
        tips.add(commit);
        below = below.with(of(state, commit, about));
      }
    }
    return tips;
  }

  private static Line line(State state, int number) {
    return state.refs().line(number);
  }
}
