package io.ewig.engine.branch;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * All names of branches and tags, now and at any earlier moment: what the events of {@link
 * RefChange} add up to.
 *
 * <ul>
 *   <li>a change that does not fit what is there changes nothing, here as on every other node;
 *   <li>one thread applies, any thread asks.
 * </ul>
 */
public final class Refs {

  /** The line that every database starts with, and the one of names. */
  public static final int MAIN = 0;

  public static final int NAMES = 1;

  private final Map<Branch, Line> lines = new ConcurrentHashMap<>();
  private final Map<Integer, Line> byNumber = new ConcurrentHashMap<>();
  private final Map<String, Past<BranchInfo>> branches = new ConcurrentHashMap<>();
  private final Map<String, Past<Tag>> tags = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<RefLogEntry> log = new ConcurrentLinkedDeque<>();

  /** Where all that {@link At} names lies before, and how far that reaches with each origin. */
  public record Start(long limit, VersionVector held) {}

  /** Finds the start of a line. */
  @FunctionalInterface
  public interface Starts {

    /**
     * @param beforeSeq where the event is that names it
     * @return null if its commit is not here
     */
    @Nullable Start find(At at, long beforeSeq);
  }

  public Refs() {
    Line main = add(Line.root(MAIN, Branch.MAIN));
    add(Line.root(NAMES, RefChange.LINE));
    past(branches, Branch.MAIN.name())
        .add(-1, new BranchInfo(Branch.MAIN.name(), main, -1, SystemNanos.toInstant(0)));
  }

  private Line add(Line line) {
    byNumber.put(line.number(), line);
    lines.put(line.name(), line);
    return line;
  }

  private static <T> Past<T> past(Map<String, Past<T>> all, String name) {
    return all.computeIfAbsent(name, any -> new Past<>());
  }

  /** Takes in a change; whether it fitted. */
  public boolean apply(long seq, long nanos, RefChange change, Starts starts) {
    boolean fits = changes(seq, nanos, change, starts);
    if (fits) {
      log.addFirst(new RefLogEntry(seq, SystemNanos.toInstant(nanos), change));
    }
    return fits;
  }

  private boolean changes(long seq, long nanos, RefChange change, Starts starts) {
    if (change instanceof RefChange.Created created) {
      return create(seq, nanos, created, starts);
    } else if (change instanceof RefChange.Moved moved) {
      return move(seq, moved, starts);
    } else if (change instanceof RefChange.Renamed renamed) {
      return rename(seq, renamed);
    } else if (change instanceof RefChange.Dropped dropped) {
      return drop(seq, dropped.name());
    } else if (change instanceof RefChange.Restored restored) {
      return restore(seq, restored.name());
    } else if (change instanceof RefChange.Tagged tagged) {
      return tag(seq, nanos, tagged, starts);
    }
    return untag(seq, change.name());
  }

  private boolean create(long seq, long nanos, RefChange.Created change, Starts starts) {
    if (exists(change.name()) || lines.containsKey(change.line())) {
      return false;
    }
    At at = change.at();
    Line line =
        at == null
            ? Line.root(byNumber.size(), change.line())
            : forked(at, change.line(), change.only(), seq, starts);
    if (line == null) {
      return false;
    }
    put(seq, new BranchInfo(change.name(), add(line), seq, SystemNanos.toInstant(nanos)));
    return true;
  }

  private @Nullable Line forked(
      At at, Branch name, @Nullable World only, long seq, Starts starts) {
    Line from = lines.get(at.line());
    Start start = from == null ? null : starts.find(at, seq);
    if (from == null || start == null) {
      return null;
    }
    return Line.forked(byNumber.size(), name, new Fork(from, start.limit), only, start.held);
  }

  private boolean move(long seq, RefChange.Moved change, Starts starts) {
    BranchInfo branch = branch(change.name(), Long.MAX_VALUE).orElse(null);
    if (branch == null || lines.containsKey(change.line())) {
      return false;
    }
    World only = branch.line().only();
    Line line = forked(change.at(), change.line(), only, seq, starts);
    if (line == null) {
      return false;
    }
    put(seq, new BranchInfo(branch.name(), add(line), seq, branch.created()));
    return true;
  }

  private boolean rename(long seq, RefChange.Renamed change) {
    BranchInfo branch = branch(change.name(), Long.MAX_VALUE).orElse(null);
    if (branch == null || exists(change.to())) {
      return false;
    }
    past(branches, change.name()).add(seq, null);
    put(seq, new BranchInfo(change.to(), branch.line(), seq, branch.created()));
    return true;
  }

  private boolean drop(long seq, String name) {
    if (!exists(name)) {
      return false;
    }
    past(branches, name).add(seq, null);
    return true;
  }

  private boolean restore(long seq, String name) {
    Past<BranchInfo> past = branches.get(name);
    if (past == null || exists(name) || past.values().isEmpty()) {
      return false;
    }
    BranchInfo last = past.values().get(0);
    put(seq, new BranchInfo(name, last.line(), seq, last.created()));
    return true;
  }

  private boolean tag(long seq, long nanos, RefChange.Tagged change, Starts starts) {
    Line from = lines.get(change.at().line());
    Start at = from == null ? null : starts.find(change.at(), seq);
    if (from == null || at == null || tag(change.name(), Long.MAX_VALUE).isPresent()) {
      return false;
    }
    past(tags, change.name())
        .add(
            seq,
            new Tag(
                change.name(),
                from,
                at.limit,
                change.at().commit(),
                change.message(),
                SystemNanos.toInstant(nanos)));
    return true;
  }

  private boolean untag(long seq, String name) {
    if (tag(name, Long.MAX_VALUE).isEmpty()) {
      return false;
    }
    past(tags, name).add(seq, null);
    return true;
  }

  private void put(long seq, BranchInfo branch) {
    past(branches, branch.name()).add(seq, branch);
  }

  private boolean exists(String name) {
    return branch(name, Long.MAX_VALUE).isPresent();
  }

  /** The branch of that name before the event at a seq. */
  public Optional<BranchInfo> branch(String name, long beforeSeq) {
    Past<BranchInfo> past = branches.get(name);
    return past == null ? Optional.empty() : Optional.ofNullable(past.before(beforeSeq));
  }

  /** The branch of that name now. */
  public BranchInfo branch(String name) {
    return branch(name, Long.MAX_VALUE)
        .orElseThrow(
            () ->
                new UserException(
                    ErrorCode.UNKNOWN_BRANCH,
                    "there is no branch '" + name + "'; create it, or list those there are"));
  }

  /** Whether there is or ever was a branch of that name. */
  public boolean isKnown(String name) {
    Past<BranchInfo> past = branches.get(name);
    return past != null && !past.values().isEmpty();
  }

  /** All branches before the event at a seq, by name. */
  public List<BranchInfo> branches(long beforeSeq) {
    List<BranchInfo> found = new ArrayList<>();
    for (Past<BranchInfo> past : branches.values()) {
      BranchInfo branch = past.before(beforeSeq);
      if (branch != null) {
        found.add(branch);
      }
    }
    found.sort(Comparator.comparing(BranchInfo::name));
    return found;
  }

  public Optional<Tag> tag(String name, long beforeSeq) {
    Past<Tag> past = tags.get(name);
    return past == null ? Optional.empty() : Optional.ofNullable(past.before(beforeSeq));
  }

  public List<Tag> tags(long beforeSeq) {
    List<Tag> found = new ArrayList<>();
    for (Past<Tag> past : tags.values()) {
      Tag tag = past.before(beforeSeq);
      if (tag != null) {
        found.add(tag);
      }
    }
    found.sort(Comparator.comparing(Tag::name));
    return found;
  }

  /** Adds a line that starts from nothing, with a branch of that name if there is none. */
  public Line addLine(Branch name, long seq, long nanos) {
    Line line = add(Line.root(byNumber.size(), name));
    if (!exists(name.name())) {
      put(seq, new BranchInfo(name.name(), line, seq, SystemNanos.toInstant(nanos)));
    }
    return line;
  }

  public Optional<Line> line(Branch name) {
    return Optional.ofNullable(lines.get(name));
  }

  public Line line(int number) {
    return Objects.requireNonNull(byNumber.get(number), "a line has each number below the count");
  }

  public int lines() {
    return byNumber.size();
  }

  /** A line name that nobody has used: the branch's own, or that with a number. */
  public Branch freshLine(String branch) {
    Branch wanted = new Branch(branch);
    for (int number = lines(); lines.containsKey(wanted); number++) {
      wanted = new Branch(branch + "~" + number);
    }
    return wanted;
  }

  /** All that happened to a branch or tag of that name, newest first. */
  public List<RefLogEntry> reflog(String name) {
    return log.stream().filter(entry -> concerns(entry.change(), name)).toList();
  }

  /** All that happened to all of them, newest first. */
  public List<RefLogEntry> reflog() {
    return List.copyOf(log);
  }

  private static boolean concerns(RefChange change, String name) {
    return change.name().equals(name)
        || (change instanceof RefChange.Renamed renamed && renamed.to().equals(name));
  }
}
