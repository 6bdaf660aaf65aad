package io.ewig.engine.replica;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Fork;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.internal.milestone.StateContent.Part;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.merge.Reach;
import io.ewig.engine.session.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the commits below a seq that something still leads to, when all between them is folded; one
 * thread.
 *
 * <ul>
 *   <li>the ends of branches, and of what is merged behind the seq; what tags name; where the lines
 *       of these were forked;
 *   <li>what two of these last had in common, and two of those, and so on: so a later merge finds
 *       the bases that it would have found among all commits; also in worlds of their own;
 *   <li>what of its line and others each of them leads to is said in terms of the rest, rounded
 *       down: between two milestones there is nothing that anybody could start from.
 * </ul>
 */
final class MilestoneSearch {

  private final Database database;
  private final State state;
  private final Refs refs;
  private final long size;
  private final TreeMap<Long, Fork> found = new TreeMap<>(); // by end
  private final Map<Long, Map<@Nullable World, Reach>> reaches = new HashMap<>(); // likewise
  private final Set<World> worlds; // in which two may have more in common
  private final List<Line> lines = new ArrayList<>(); // in the order of the milestones'

  /**
   * @param size what has a smaller seq is folded
   */
  MilestoneSearch(Database database, long size) {
    this.database = database;
    this.state = database.state();
    this.refs = state.refs();
    this.size = size;
    this.worlds = Reach.worlds(state);
  }

  /** What comes of it: the milestones, and which part of the log each of them stands for. */
  record Found(Milestones milestones, List<Part> parts) {}

  Found find() {
    begin();
    requireFew();
    close();
    lines.sort(Comparator.comparingInt(Line::number));
    MilestoneAccount account = new MilestoneAccount(database, size, found, lines, silent());
    return new Found(account.milestones(), account.parts());
  }

  private void begin() {
    see(refs.line(Refs.MAIN), size);
    for (BranchInfo branch : refs.branches(size)) {
      see(branch.line(), size);
    }
    for (Tag tag : refs.tags(size)) {
      see(tag.line(), tag.limit());
    }
    for (int line = 0; line < refs.lines(); line++) {
      for (List<Fork> merged : state.merges().into(line, size, Long.MAX_VALUE).values()) {
        merged.stream().filter(each -> each.limit() <= size).forEach(this::see);
      }
    }
  }

  private void see(Fork commit) {
    see(commit.from(), commit.limit());
  }

  /** Takes in what a line shows below a seq: of each line that it comes from the last commit. */
  private void see(Line line, long beforeSeq) {
    if (!lines.contains(line)) {
      Fork fork = line.fork();
      if (fork != null) {
        see(fork.from(), fork.limit());
      }
      lines.add(line);
    }
    Lineage lineage = line.lineage();
    for (int i = 0; i < lineage.size(); i++) {
      Line on = refs.line(lineage.line(i));
      long end = lastEnd(on, Math.min(lineage.limitAt(i), beforeSeq));
      if (end > 0 && found.put(end, new Fork(on, end)) == null && !lines.contains(on)) {
        see(on, end);
      }
    }
  }

  /** The end of a line's last commit before a seq, or 0. */
  private long lastEnd(Line line, long beforeSeq) {
    byte[] commits = Space.COMMITS.key(Space.ofLine(line.number()));
    return 1 + state.versions().newestSeq(commits, Lineage.of(line.number()), beforeSeq);
  }

  /** Takes in what two of them last had in common, until there is nothing new. */
  private void close() {
    TreeSet<Long> done = new TreeSet<>();
    while (done.size() < found.size()) {
      TreeSet<Long> fresh = new TreeSet<>(found.keySet());
      fresh.removeAll(done);
      List<Long> all = List.copyOf(found.keySet());
      for (long one : fresh) {
        seeLinesOfOneWorld(one);
        for (long other : all) {
          see(one, other);
        }
        requireFew();
      }
      done.addAll(fresh);
    }
  }

  /** What these lead to, others lead to by them only, and only in that world. */
  private void seeLinesOfOneWorld(long end) {
    for (World about : worlds) {
      reach(end, about)
          .limits()
          .forEach(
              (number, limit) -> {
                Line line = refs.line(number);
                if (about.equals(line.only())) {
                  see(line, limit);
                }
              });
    }
  }

  /** Takes in what two of them last had in common, in whatever world. */
  private void see(long one, long other) {
    see(one, other, null);
    worlds.forEach(about -> see(one, other, about));
  }

  private void see(long one, long other, @Nullable World about) {
    reach(one, about).common(reach(other, about)).tips(state).forEach(this::see);
  }

  private Reach reach(long end, @Nullable World about) {
    Fork commit = Objects.requireNonNull(found.get(end), "ends are among them");
    Map<@Nullable World, Reach> known = reaches.computeIfAbsent(end, any -> new HashMap<>());
    return known.computeIfAbsent(about, any -> Reach.of(state, commit, about));
  }

  private void requireFew() {
    if (found.size() > Milestones.COUNT_MAX) {
      throw new UserException(
          ErrorCode.STILL_NEEDED,
          "more than "
              + Milestones.COUNT_MAX
              + " commits are ends of branches, have tags, or are what merges may start from; drop"
              + " branches and tags that nobody needs");
    }
  }

  /** The lines that hold something for which they have no commit. */
  private List<Line> silent() {
    List<Line> silent = new ArrayList<>();
    for (Line line : lines) {
      boolean hasCommits = found.values().stream().anyMatch(end -> end.from().equals(line));
      if (!hasCommits && line.fork() != null && isRecorded(line)) {
        silent.add(line);
      }
    }
    return silent;
  }

  /** Whether a line began other than its lineage shows. */
  private boolean isRecorded(Line line) {
    for (Space space : new Space[] {Space.TABLE, Space.ROW, Space.OBJECT}) {
      byte[] start = space.key();
      if (state.versions().recorded(start, Space.after(start), line.number(), 0, size).next()) {
        return true;
      }
    }
    return false;
  }
}
