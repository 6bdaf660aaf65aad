package io.ewig.engine.replica;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Fork;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.event.EventId;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.inception.Milestones.Merged;
import io.ewig.engine.inception.Milestones.Milestone;
import io.ewig.engine.inception.Milestones.NamedBranch;
import io.ewig.engine.inception.Milestones.NamedTag;
import io.ewig.engine.inception.Milestones.Strand;
import io.ewig.engine.internal.milestone.StateContent.Part;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.engine.merge.Reach;
import io.ewig.engine.session.Database;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * What is said of milestones that were found, in terms of each other; one thread.
 *
 * @see MilestoneSearch
 */
final class MilestoneAccount {

  private final Database database;
  private final State state;
  private final Refs refs;
  private final long size;
  private final NavigableMap<Long, Fork> found; // by end
  private final List<Line> lines;
  private final List<Line> silent;

  /**
   * @param lines a line after what it was forked from, main first
   * @param silent those that hold something for which they have no commit
   */
  MilestoneAccount(
      Database database,
      long size,
      NavigableMap<Long, Fork> found,
      List<Line> lines,
      List<Line> silent) {
    this.database = database;
    this.state = database.state();
    this.refs = state.refs();
    this.size = size;
    this.found = found;
    this.lines = lines;
    this.silent = silent;
  }

  private List<Fork> ends() {
    return List.copyOf(found.values());
  }

  private int numberOf(Line line) {
    return lines.indexOf(line);
  }

  /** How many milestones lie below a seq. */
  private long milestonesBefore(long seq) {
    return found.headMap(seq, true).size();
  }

  Milestones milestones() {
    List<Milestone> milestones = new ArrayList<>();
    Map<Long, EventId> last = lastIds();
    ends()
        .forEach(
            end -> milestones.add(milestone(end, last.getOrDefault(end.limit(), EventId.NONE))));
    Hash head = milestones.isEmpty() ? Hash.ZERO : lastOfMain(milestones);
    int more = Math.max(silent.size(), milestones.isEmpty() ? 1 : 0);
    for (int i = 0; i < more; i++) {
      EventId id =
          found.isEmpty() ? EventId.NONE : last.getOrDefault(found.lastKey(), EventId.NONE);
      milestones.add(new Milestone(0, List.of(head), database.heldBefore(size), id, List.of()));
    }
    return new Milestones(strands(), milestones, branches(), tags());
  }

  /** The greatest id of all events before each end; nobody asks where there is one end only. */
  private Map<Long, EventId> lastIds() {
    Map<Long, EventId> ids = new HashMap<>();
    if (found.size() < 2) {
      return ids;
    }
    long folded = state.inception().size();
    List<Milestone> before = state.inception().milestones().map(Milestones::all).orElse(List.of());
    EventId last = before.isEmpty() ? EventId.NONE : before.get(before.size() - 1).last();
    found.headMap(folded, true).keySet().forEach(end -> ids.put(end, lastOf(before, end)));
    try (EventCursor events = state.log().scan(Scan.all().from(folded).before(size))) {
      for (long end : found.tailMap(folded, false).keySet()) {
        boolean isMore = true;
        while (isMore && events.next()) {
          EventId id = events.event().id();
          last = id.compareTo(last) > 0 ? id : last;
          isMore = events.seq() + 1 < end;
        }
        ids.put(end, last);
      }
    }
    return ids;
  }

  private static EventId lastOf(List<Milestone> before, long end) {
    return before.get((int) end - 1).last();
  }

  private static Hash lastOfMain(List<Milestone> milestones) {
    Hash head = Hash.ZERO;
    for (Milestone each : milestones) {
      head = each.line() == 0 ? each.hashes().get(0) : head;
    }
    return head;
  }

  private List<Strand> strands() {
    List<Strand> strands = new ArrayList<>();
    for (Line line : lines) {
      Fork fork = line.fork();
      int from = fork == null ? -1 : numberOf(fork.from());
      long limit = fork == null ? 0 : milestonesBefore(fork.limit());
      strands.add(new Strand(line.name(), from, limit, line.only(), line.held()));
    }
    return strands;
  }

  private Milestone milestone(Fork end, EventId last) {
    long first = state.log().commitOf(end.limit() - 1).firstSeq();
    List<Hash> hashes = new ArrayList<>();
    hashes.add(state.log().get(first).hash());
    if (state.isFolded(first)) {
      state
          .inception()
          .milestones()
          .ifPresent(before -> hashes.addAll(before.all().get((int) first).hashes()));
    }
    List<Merged> merged = new ArrayList<>();
    Reach.of(state, end, end.from().only())
        .limits()
        .forEach(
            (number, limit) -> {
              int line = numberOf(refs.line(number));
              long below = line < 0 ? 0 : lastMilestone(refs.line(number), limit);
              if (below > 0 && number != end.from().number()) {
                merged.add(new Merged(line, below));
              }
            });
    merged.sort(Comparator.comparingInt(Merged::line));
    return new Milestone(
        numberOf(end.from()), hashes, database.heldBefore(end.limit()), last, merged);
  }

  /** How far the milestones go of what lies on a line below a seq, or 0. */
  private long lastMilestone(Line line, long limit) {
    for (Fork end : found.headMap(limit, true).descendingMap().values()) {
      if (end.from().equals(line)) {
        return milestonesBefore(end.limit());
      }
    }
    return 0;
  }

  private List<NamedBranch> branches() {
    List<NamedBranch> branches = new ArrayList<>();
    for (BranchInfo branch : refs.branches(size)) {
      long created = SystemNanos.of(branch.created());
      branches.add(new NamedBranch(branch.name(), numberOf(branch.line()), created));
    }
    return branches;
  }

  private List<NamedTag> tags() {
    List<NamedTag> tags = new ArrayList<>();
    for (Tag tag : refs.tags(size)) {
      tags.add(
          new NamedTag(
              tag.name(),
              numberOf(tag.line()),
              milestonesBefore(tag.limit()),
              tag.commit(),
              tag.message(),
              SystemNanos.of(tag.created())));
    }
    return tags;
  }

  /** Which part of the log each of them stands for. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    Map<Line, Long> sofar = new HashMap<>();
    int number = 0;
    for (Fork end : ends()) {
      Line line = end.from();
      long from = sofar.getOrDefault(line, 0L);
      parts.add(new Part(number++, numberOf(line), line, from, end.limit()));
      sofar.put(line, end.limit());
    }
    for (Line line : silent) {
      parts.add(new Part(number++, numberOf(line), line, 0, size));
    }
    if (number == 0) {
      parts.add(new Part(0, 0, refs.line(Refs.MAIN), 0, size));
    }
    return parts;
  }
}
