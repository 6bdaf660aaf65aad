package io.ewig.engine.inception;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a folded history that something still leads to: where branches end, where they
 * were forked, what tags name, and what later merges may start from. All that lies between two of
 * them is folded into the later one.
 *
 * <ul>
 *   <li>the first event of a log that begins there stands for the first of them, and so on: so the
 *       number of a milestone is the seq of its event;
 *   <li>each is a commit of one line, and stands behind all that lead to it;
 *   <li>the first line is the one that branch main began with.
 * </ul>
 */
public record Milestones(
    List<Strand> lines, List<Milestone> all, List<NamedBranch> branches, List<NamedTag> tags) {

  /** Each is an event of the new log, and is held against all others when they are found. */
  public static final int COUNT_MAX = 4_096;

  /**
   * A line that is still seen.
   *
   * @param from the line that it was forked from, or -1
   * @param limit milestones of that below this number belong to both
   * @param only the one world that it is about, or null
   * @param held which events it started with
   */
  public record Strand(
      Branch name, int from, long limit, @Nullable World only, VersionVector held) {}

  /**
   * One of these commits.
   *
   * @param line that it is on
   * @param hashes of its first event; a history that was folded twice knows it by several
   * @param held what there was by then
   * @param last the greatest id of an event that lies before it or is its own
   * @param merged what it follows besides its line
   */
  public record Milestone(
      int line, List<Hash> hashes, VersionVector held, EventId last, List<Merged> merged) {

    public Milestone {
      hashes = List.copyOf(hashes);
      merged = List.copyOf(merged);
    }
  }

  /** What a line had up to a milestone. */
  public record Merged(int line, long limit) {}

  public record NamedBranch(String name, int line, long createdNanos) {}

  public record NamedTag(
      String name, int line, long limit, EventId commit, String message, long createdNanos) {}

  public Milestones {
    lines = List.copyOf(lines);
    all = List.copyOf(all);
    branches = List.copyOf(branches);
    tags = List.copyOf(tags);
  }

  /** Of a history in which there is branch main and nothing else. */
  static Milestones ofMain(Hash head, VersionVector version) {
    Strand main = new Strand(Branch.MAIN, -1, 0, null, VersionVector.EMPTY);
    return new Milestones(
        List.of(main),
        List.of(new Milestone(0, List.of(head), version, EventId.NONE, List.of())),
        List.of(new NamedBranch(Branch.MAIN.name(), 0, 0)),
        List.of());
  }

  /** Whether there is more than the end of branch main. */
  public boolean areMoreThanMain() {
    return all.size() > 1 || lines.size() > 1 || branches.size() > 1 || !tags.isEmpty();
  }

  public int count() {
    return all.size();
  }

  /** The number of the last one on a line, or -1. */
  public int lastOn(int line) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).line() == line) {
        return i;
      }
    }
    return -1;
  }

  /** The number of the first one on a line, or -1. */
  public int firstOn(int line) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).line() == line) {
        return i;
      }
    }
    return -1;
  }

  /**
   * A place that is named by what is folded.
   *
   * @param held what lay before it
   */
  public record Place(int milestone, VersionVector held) {}

  /**
   * Where that is which somebody names: the end of a line if he had all that is folded, since what
   * came last is for each replica to say; else a milestone of which he names the very commit, and
   * had what lay before it.
   *
   * @param on the line
   * @param commit the hash of its first event
   * @param held what was there then; empty if only one origin had written
   * @param version all that is folded
   */
  public Optional<Place> find(Branch on, Hash commit, VersionVector held, VersionVector version) {
    if (held.contains(version)) {
      for (int line = 0; line < lines.size(); line++) {
        int last = lastOn(line);
        if (lines.get(line).name().equals(on) && last >= 0) {
          return Optional.of(new Place(last, held.merge(version)));
        }
      }
      return Optional.empty();
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Milestone milestone = all.get(i);
      if (milestone.hashes().contains(commit) && isHeld(held, i)) {
        return Optional.of(new Place(i, held.isEmpty() ? milestone.held() : held));
      }
    }
    return Optional.empty();
  }

  private boolean isHeld(VersionVector held, int milestone) {
    return held.isEmpty()
        || held.equals(all.get(milestone).held())
        || lines.stream()
            .anyMatch(
                line ->
                    line.from() == all.get(milestone).line()
                        && line.limit() == milestone + 1
                        && line.held().equals(held));
  }
}
