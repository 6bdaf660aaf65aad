package io.ewig.engine.branch;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.internal.converge.Canonical;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  private final Lines lines = new Lines();
  private final List<Names.Step> steps = new ArrayList<>(); // in canonical order
  private final List<BranchInfo> implied = new ArrayList<>(); // no change of a name made these
  private final List<Tag> impliedTags = new ArrayList<>(); // likewise
  private Names names = new Names();
  private final Map<String, Past<BranchInfo>> branches = new ConcurrentHashMap<>();
  private final Map<String, Past<Tag>> tags = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<RefLogEntry> log = new ConcurrentLinkedDeque<>();

  /** Where all that {@link At} names lies before on a line, and how far that reaches. */
  public record Start(Line from, long limit, VersionVector held) {}

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
    Line main = lines.add(Branch.MAIN, null, Line.root(MAIN, Branch.MAIN)).line();
    lines.add(RefChange.LINE, null, Line.root(NAMES, RefChange.LINE));
    imply(new BranchInfo(Branch.MAIN.name(), main, -1, SystemNanos.toInstant(0)));
  }

  private void imply(BranchInfo branch) {
    implied.add(branch);
    names.add(branch);
    past(branches, branch.name()).add(branch.seq(), branch);
  }

  private static <T> Past<T> past(Map<String, Past<T>> all, String name) {
    return all.computeIfAbsent(name, any -> new Past<>());
  }

  /**
   * Takes in a change, as it counts among all others, whenever it came; whether it fitted.
   *
   * @return false if it changes nothing
   */
  public boolean apply(Event event, RefChange change, Starts starts, Acquaintance who) {
    Names.Step step = new Names.Step(event, change, made(event, change, starts, who), null);
    if (change instanceof RefChange.Tagged tagged) {
      step = new Names.Step(event, change, null, tag(event, tagged, starts));
    }
    int at = steps.size();
    while (at > 0 && Canonical.isBefore(event, steps.get(at - 1).event())) {
      at--;
    }
    steps.add(at, step);
    boolean fits = true;
    if (at == steps.size() - 1 && !isShared(change)) {
      fits = names.take(step, who);
      note(event.seq(), Names.touchedBy(step));
    } else {
      names = new Names();
      implied.forEach(names::add);
      impliedTags.forEach(names::add);
      steps.forEach(each -> names.take(each, who));
      note(event.seq(), allNames());
    }
    if (fits) {
      log.addFirst(new RefLogEntry(event.seq(), event.systemTime(), change));
    }
    return fits;
  }

  private boolean isShared(RefChange change) {
    return (change instanceof RefChange.Created created && lines.isShared(created.line()))
        || (change instanceof RefChange.Moved moved && lines.isShared(moved.line()));
  }

  private @Nullable Made made(Event event, RefChange change, Starts starts, Acquaintance who) {
    if (change instanceof RefChange.Created created) {
      if (lines.isTaken(created.line(), event, who)) {
        return null;
      }
      At at = created.at();
      Line line =
          at == null
              ? Line.root(lines.count(), created.line())
              : forked(at, created.line(), created.only(), event, starts);
      return line == null ? null : lines.add(created.line(), event, line);
    } else if (change instanceof RefChange.Moved moved
        && !lines.isTaken(moved.line(), event, who)) {
      World only = branch(moved.name(), Long.MAX_VALUE).map(b -> b.line().only()).orElse(null);
      Line line = forked(moved.at(), moved.line(), only, event, starts);
      return line == null ? null : lines.add(moved.line(), event, line);
    }
    return null;
  }

  private @Nullable Line forked(
      At at, Branch name, @Nullable World only, Event event, Starts starts) {
    Start start = starts.find(at, event.seq());
    return start == null
        ? null
        : Line.forked(lines.count(), name, new Fork(start.from, start.limit), only, start.held);
  }

  private static @Nullable Tag tag(Event event, RefChange.Tagged change, Starts starts) {
    Start at = starts.find(change.at(), event.seq());
    return at == null
        ? null
        : new Tag(
            change.name(),
            at.from,
            at.limit,
            change.at().commit(),
            change.message(),
            event.systemTime());
  }

  private Set<String> allNames() {
    Set<String> all = new TreeSet<>(branches.keySet());
    all.addAll(tags.keySet());
    all.addAll(names.branches().keySet());
    all.addAll(names.tags().keySet());
    return all;
  }

  /** Notes what names have become, and have not been so far. */
  private void note(long seq, Set<String> changed) {
    for (String name : changed) {
      BranchInfo branch = names.branches().get(name);
      if (!Objects.equals(branch, branch(name, Long.MAX_VALUE).orElse(null))) {
        past(branches, name).add(seq, branch);
      }
      Tag tag = names.tags().get(name);
      if (!Objects.equals(tag, tag(name, Long.MAX_VALUE).orElse(null))) {
        past(tags, name).add(seq, tag);
      }
    }
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

  /** What a branch is called by now that was called so when an event came. */
  public String renamedSince(String name, long seq) {
    Deque<RefChange> since = new ArrayDeque<>();
    for (RefLogEntry entry : log) {
      if (entry.seq() < seq) {
        break;
      }
      since.addFirst(entry.change());
    }
    String now = name;
    for (RefChange change : since) {
      if (change instanceof RefChange.Renamed renamed && renamed.name().equals(now)) {
        now = renamed.to();
      }
    }
    return now;
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
    Line line = lines.add(name, null, Line.root(lines.count(), name)).line();
    if (!exists(name.name())) {
      imply(new BranchInfo(name.name(), line, seq, SystemNanos.toInstant(nanos)));
    }
    return line;
  }

  /** Takes in what was folded of branches and tags; before all that came later. */
  public void addFolded(Milestones milestones) {
    List<Line> folded = new ArrayList<>();
    for (Milestones.Strand strand : milestones.lines()) {
      folded.add(folded.isEmpty() ? line(MAIN) : folded(strand, folded));
    }
    for (Milestones.NamedBranch branch : milestones.branches()) {
      Line line = folded.get(branch.line());
      Instant created = SystemNanos.toInstant(branch.createdNanos());
      if (!exists(branch.name()) || line.number() != MAIN) {
        imply(new BranchInfo(branch.name(), line, -1, created));
      }
    }
    for (Milestones.NamedTag tag : milestones.tags()) {
      Line line = folded.get(tag.line());
      Instant created = SystemNanos.toInstant(tag.createdNanos());
      Tag known = new Tag(tag.name(), line, tag.limit(), tag.commit(), tag.message(), created);
      impliedTags.add(known);
      names.add(known);
      past(tags, known.name()).add(-1, known);
    }
  }

  private Line folded(Milestones.Strand strand, List<Line> before) {
    int number = lines.count();
    Line line =
        strand.from() < 0
            ? Line.root(number, strand.name())
            : Line.forked(
                number,
                strand.name(),
                new Fork(before.get(strand.from()), strand.limit()),
                strand.only(),
                strand.held());
    return lines.add(strand.name(), null, line).line();
  }

  /** Takes the name of a line that is folded: no other one gets it. */
  public void addFolded(Branch name) {
    if (!lines.has(name)) {
      lines.add(name, null, Line.root(lines.count(), name));
    }
  }

  /** The names of the lines that changes of names made, or tried to make, before a seq. */
  public Set<Branch> linesMade(long beforeSeq) {
    Set<Branch> made = new TreeSet<>(Comparator.comparing(Branch::name));
    for (RefLogEntry entry : log) {
      if (entry.seq() < beforeSeq && entry.change() instanceof RefChange.Created created) {
        made.add(created.line());
      } else if (entry.seq() < beforeSeq && entry.change() instanceof RefChange.Moved moved) {
        made.add(moved.line());
      }
    }
    return made;
  }

  public Optional<Line> line(Branch name) {
    return lines.of(name);
  }

  /** The line that a commit is on. */
  public Optional<Line> line(Commit commit, Acquaintance who) {
    return lines.of(commit.info().branch(), commit.first(), who);
  }

  /** Whether commits of other lines carry a line's name, or carried it. */
  public boolean isShared(Line line) {
    return lines.isShared(line.name());
  }

  public Line line(int number) {
    return lines.of(number);
  }

  /** What a line shows before a seq: itself, or until it is made the line that it comes from. */
  public Line shownBefore(Line line, long beforeSeq) {
    Line at = line;
    Fork fork = at.fork();
    while (fork != null && lines.madeAt(at) >= beforeSeq) {
      at = fork.from();
      fork = at.fork();
    }
    return at;
  }

  public int lines() {
    return lines.count();
  }

  /** A line name that nobody has used: the branch's own, or that with a number. */
  public Branch freshLine(String branch) {
    Branch wanted = new Branch(branch);
    for (int number = lines(); lines.has(wanted); number++) {
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
