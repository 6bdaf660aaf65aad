package io.ewig.engine.session;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Fork;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.branch.RefLogEntry;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names of branches and tags: making, moving and dropping them; any thread.
 *
 * <p>None of this touches what was committed. A branch that was dropped or reset can be had back.
 */
public final class Branches {

  private final Database database;

  public Branches(Database database) {
    this.database = database;
  }

  private Refs refs() {
    return database.state().refs();
  }

  /** Starts a branch where another one is now. */
  public BranchInfo create(String name, String from) {
    return create(name, from, When.NOW, null);
  }

  /**
   * Starts a branch where another one was.
   *
   * @param only the one world that the branch is to be about, or null
   */
  public BranchInfo create(String name, String from, When when, @Nullable World only) {
    requireName(name);
    View start = database.view(from, when);
    Refs refs = refs();
    requireFree(refs, name);
    At at = at(start);
    return onFreshLine(name, line -> new RefChange.Created(name, line, at, only), () -> {});
  }

  private static void requireName(String name) {
    Branch wellFormed = new Branch(name);
    if (name.startsWith("ewig.") || name.contains("~")) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + wellFormed + "' is a name that Ewig itself uses; choose one without ewig. and ~");
    }
  }

  private static void requireFree(Refs refs, String name) {
    if (refs.branch(name, Long.MAX_VALUE).isPresent()) {
      throw new UserException(
          ErrorCode.DUPLICATE_BRANCH,
          "there is a branch '" + name + "' already; drop or rename it, or choose another name");
    }
  }

  /** The last commit that a view sees, or null if there is none. */
  @Nullable At at(View view) {
    view.requireOf(database.state());
    Lineage lineage = view.line().lineage();
    Source source = view.source();
    long newest = -1;
    int on = view.line().number();
    for (int i = 0; i < lineage.size(); i++) {
      long seq = source.newestSeq(Space.COMMITS.key(Space.ofLine(lineage.line(i))));
      if (seq > newest) {
        newest = seq;
        on = lineage.line(i);
      }
    }
    if (newest < 0) {
      return null;
    }
    Commit commit = database.log().commitOf(newest);
    return new At(refs().line(on).name(), commit.id(), commit.first().hash(), heldOn(on, view));
  }

  /**
   * What a view sees of a line that its own one comes from: of what is here, that which each line
   * between them started with.
   */
  private VersionVector heldOn(int on, View view) {
    VersionVector held = database.heldBefore(view.size());
    Line line = view.line();
    for (Fork fork = line.fork(); line.number() != on && fork != null; fork = line.fork()) {
      held = line.held().isEmpty() ? held : held.common(line.held());
      line = fork.from();
    }
    return held;
  }

  /** Tries again if somebody else took the line first. */
  private BranchInfo onFreshLine(String name, Function<Branch, RefChange> change, Runnable check) {
    while (true) {
      Branch line = refs().freshLine(name);
      try {
        return changed(name, change.apply(line), check);
      } catch (ConflictException e) {
        if (refs().line(line).isEmpty()) {
          throw e;
        }
      }
    }
  }

  private static void requireFresh(Refs refs, Branch line) {
    if (refs.line(line).isPresent()) {
      throw new ConflictException(
          ErrorCode.WRITE_CONFLICT, "line " + line.name() + " was taken meanwhile; begin again");
    }
  }

  /** The branch as the change has left it, whatever others do to it next. */
  private BranchInfo changed(String name, RefChange change, Runnable check) {
    long end = change(change, check);
    return refs().branch(name, end).orElseThrow();
  }

  /** Makes a change; gives the end of its commit. */
  private long change(RefChange change) {
    return change(change, () -> {});
  }

  /**
   * @param check looks once more, when nobody can come in between
   */
  private long change(RefChange change, Runnable check) {
    EventDraft draft = new EventDraft(RefChange.WORLD, change.type(), null, change.payload());
    CommitInfo info = CommitInfo.on(RefChange.LINE, List.of());
    Proposal proposal =
        new Proposal(info, List.of(draft), List.of(), List.of(), () -> pass(change, check));
    return database.committer().commit(proposal).endSeq();
  }

  /** Looks once more when nobody can come in between. */
  private @Nullable Commit pass(RefChange change, Runnable check) {
    requireFit(change);
    check.run();
    return null;
  }

  private void requireFit(RefChange change) {
    Refs refs = refs();
    if (change instanceof RefChange.Created created) {
      requireFree(refs, created.name());
      requireFresh(refs, created.line());
    } else if (change instanceof RefChange.Moved moved) {
      refs.branch(moved.name());
      requireFresh(refs, moved.line());
    } else if (change instanceof RefChange.Restored restored) {
      requireFree(refs, restored.name());
    } else if (change instanceof RefChange.Renamed renamed) {
      refs.branch(renamed.name());
      requireFree(refs, renamed.to());
    } else if (change instanceof RefChange.Tagged tagged) {
      requireNoTag(refs, tagged.name());
    } else if (change instanceof RefChange.Untagged untagged) {
      tag(untagged.name());
    } else {
      refs.branch(change.name());
    }
  }

  public List<BranchInfo> list() {
    return refs().branches(Long.MAX_VALUE);
  }

  /** As they were at a moment. */
  public List<BranchInfo> list(When when) {
    return refs().branches(database.sizeAt(when));
  }

  public BranchInfo get(String name) {
    return refs().branch(name);
  }

  public void rename(String name, String to) {
    requireName(to);
    requireNotMain(name, "renamed");
    refs().branch(name);
    change(new RefChange.Renamed(name, to));
  }

  private static void requireNotMain(String name, String what) {
    if (name.equals(Branch.MAIN.name())) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "branch main is where everything starts: it can't be " + what);
    }
  }

  /** Takes the name away; the commits stay, and {@link #restore} brings it back. */
  public void drop(String name) {
    requireNotMain(name, "dropped");
    refs().branch(name);
    change(new RefChange.Dropped(name));
  }

  /** Brings back a branch that was dropped, as it was then. */
  public BranchInfo restore(String name) {
    Refs refs = refs();
    requireFree(refs, name);
    if (!refs.isKnown(name)) {
      throw new UserException(
          ErrorCode.UNKNOWN_BRANCH, "there never was a branch '" + name + "' to bring back");
    }
    return changed(name, new RefChange.Restored(name), () -> {});
  }

  /** Moves a branch to where a branch was; what was committed since stays in the log. */
  public BranchInfo reset(String name, String to, When when) {
    return move(name, database.view(to, when), "reset", () -> {});
  }

  /**
   * @param check asked when nobody can come in between
   */
  BranchInfo move(String name, View to, String why, Runnable check) {
    Refs refs = refs();
    refs.branch(name);
    At at = at(to);
    if (at == null) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "there is no commit to move branch '" + name + "' to");
    }
    return onFreshLine(name, line -> new RefChange.Moved(name, line, at, why), check);
  }

  /** Names the last commit of a branch at a moment. */
  public Tag tag(String name, String branch, When when, String message) {
    requireName(name);
    requireNoTag(refs(), name);
    At at = at(database.view(branch, when));
    if (at == null) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "branch '" + branch + "' has no commit to tag");
    }
    long end = change(new RefChange.Tagged(name, at, message));
    return refs().tag(name, end).orElseThrow();
  }

  private static void requireNoTag(Refs refs, String name) {
    if (refs.tag(name, Long.MAX_VALUE).isPresent()) {
      throw new UserException(
          ErrorCode.DUPLICATE_OBJECT,
          "there is a tag '" + name + "' already; drop it, or choose another name");
    }
  }

  public Tag tag(String name) {
    return refs()
        .tag(name, Long.MAX_VALUE)
        .orElseThrow(
            () -> new UserException(ErrorCode.UNKNOWN_OBJECT, "there is no tag '" + name + "'"));
  }

  public List<Tag> tags() {
    return refs().tags(Long.MAX_VALUE);
  }

  /** As they were at a moment. */
  public List<Tag> tags(When when) {
    return refs().tags(database.sizeAt(when));
  }

  public void dropTag(String name) {
    tag(name);
    change(new RefChange.Untagged(name));
  }

  /** All that happened to a name, newest first. */
  public List<RefLogEntry> reflog(String name) {
    return refs().reflog(name);
  }

  /** All that happened to all names, newest first. */
  public List<RefLogEntry> reflog() {
    return refs().reflog();
  }

  /** All lines of commits that there are, whatever names point at them. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int number = 0; number < refs().lines(); number++) {
      lines.add(refs().line(number));
    }
    return lines;
  }

  /** What the line of a commit held after it, as true at the instant that another view is for. */
  public View view(Commit commit, View other) {
    other.requireOf(database.state());
    return other.on(refs().line(commit.info().branch()).orElseThrow(), commit.endSeq());
  }

  /** The commits that a view sees, newest first. */
  public CommitWalk commits(View view) {
    view.requireOf(database.state());
    return new CommitWalk(database.log(), view);
  }

  /** The commits of a branch up to a moment, newest first. */
  public List<Commit> log(String name, When when, int limit) {
    if (limit < 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "a log has 0 commits or more, not " + limit);
    }
    View view = database.view(name, when);
    List<Commit> found = new ArrayList<>();
    CommitWalk walk = new CommitWalk(database.log(), view);
    while (found.size() < limit && walk.next()) {
      found.add(walk.commit());
    }
    return found;
  }
}
