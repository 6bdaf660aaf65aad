package io.ewig.engine.internal.lineage;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.Fork;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Merge;
import io.ewig.engine.branch.Merges;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.EventLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What events say of branches, tags and merges. They are few: all are kept in memory, and read anew
 * when a database is opened. One thread adds, any asks.
 */
public final class Naming {

  private final EventLog log;
  private final Inception inception;
  private final Forks forks;
  private final Supplier<Acquaintance> who;
  private final BiConsumer<Event, String> skip;
  private final Refs refs = new Refs();
  private final Merges merges = new Merges();

  /**
   * @param inception where the log begins
   * @param who tells which origin had seen what
   * @param skip told of events that make no sense, and why
   */
  public Naming(
      EventLog log,
      Inception inception,
      Supplier<Acquaintance> who,
      BiConsumer<Event, String> skip) {
    this.log = log;
    this.inception = inception;
    this.forks = new Forks(log);
    this.who = who;
    this.skip = skip;
  }

  public Refs refs() {
    return refs;
  }

  public Merges merges() {
    return merges;
  }

  /** Sees every line whole. */
  public Lineage allLines() {
    Map<Integer, Long> whole = new HashMap<>();
    for (int line = 0; line < refs.lines(); line++) {
      whole.put(line, Long.MAX_VALUE);
    }
    return Lineage.of(whole);
  }

  /**
   * Goes through what the index has of names, in the order in which it came about.
   *
   * @param isBegun whether the index has anything
   */
  public void replayNames(Source names, boolean isBegun) {
    if (isBegun) {
      takeFolded(names);
    }
    TreeMap<Long, Runnable> steps = new TreeMap<>();
    Source.History events = names.history(Space.EVENTS.key(Space.idOf(RefChange.WORLD)));
    while (events.next()) {
      long seq = events.version().seq();
      steps.put(seq, () -> name(log.get(seq)));
    }
    byte[] start = Space.LINE.key();
    Source.Walk lines = names.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (lines.next()) {
      Branch name = lineIn(lines.key());
      Version made = lines.version();
      if (!isFolded(made)) {
        steps.put(made.seq(), () -> refs.addLine(name, made.seq(), made.systemNanos()));
      }
    }
    steps.values().forEach(Runnable::run);
  }

  /** Takes in what came of names with a checkpoint, before all others. */
  public void takeFolded(Source names) {
    Milestones milestones = inception.milestones().orElse(null);
    if (milestones == null) {
      return;
    }
    refs.addFolded(milestones);
    for (int i = 0; i < milestones.count(); i++) {
      takeFolded(milestones, i);
    }
    byte[] start = Space.LINE.key();
    Source.Walk lines = names.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (lines.next()) {
      if (isFolded(lines.version())) {
        refs.addFolded(lineIn(lines.key()));
      }
    }
  }

  /** Takes in what a milestone follows besides its line. */
  private void takeFolded(Milestones milestones, int number) {
    Milestones.Milestone milestone = milestones.all().get(number);
    List<Fork> merged = new ArrayList<>();
    for (Milestones.Merged each : milestone.merged()) {
      merged.add(new Fork(lineOf(milestones, each.line()), each.limit()));
    }
    if (!merged.isEmpty()) {
      merges.add(lineOf(milestones, milestone.line()).number(), number, merged);
    }
  }

  /** The line that a checkpoint counts so. */
  public Line lineOf(Milestones milestones, int number) {
    return refs.line(milestones.lines().get(number).name()).orElseThrow();
  }

  private static Branch lineIn(byte[] key) {
    return new Branch(Space.textIn(key));
  }

  /** One of a line that is made says nothing. */
  private static boolean isFolded(Version line) {
    byte[] said = line.value();
    return said != null && said.length > 0;
  }

  /** Likewise of merges, on whatever line. */
  public void replayMerges(Source everything) {
    Source.History events = everything.history(Space.EVENTS.key(Space.idOf(Merge.WORLD)));
    while (events.next()) {
      merge(log.get(events.version().seq()), events.version().line());
    }
  }

  /** A line that no change of a name has made starts from nothing. */
  public Line lineOf(Commit commit, Versions versions) {
    Branch name = commit.info().branch();
    Optional<Line> known = refs.line(commit, who.get());
    if (known.isPresent()) {
      return known.get();
    }
    long nanos = commit.systemNanos();
    byte[] key = Space.LINE.key(name.name().getBytes(StandardCharsets.UTF_8));
    versions.put(key, Refs.NAMES, commit.firstSeq(), nanos, nanos, Version.OPEN, new byte[0]);
    return refs.addLine(name, commit.firstSeq(), nanos);
  }

  /** Takes in a change of a name. */
  public void name(Event event) {
    try {
      byte[] payload = ((Payload.Inline) event.payload()).bytes();
      RefChange change = RefChange.parse(event.type(), payload);
      if (!refs.apply(event, change, this::startOf, who.get())) {
        skip.accept(event, change + " does not fit");
      }
    } catch (UserException | CorruptionException | ClassCastException e) {
      skip.accept(event, "it names nothing: " + e.getMessage());
    }
  }

  /** Takes in a merge. */
  public void merge(Event event, int line) {
    try {
      Merge merge = Merge.parse(((Payload.Inline) event.payload()).bytes());
      Refs.Start source = startOf(merge.source(), event.seq());
      if (source != null && source.limit() <= event.seq()) {
        merges.add(line, event.seq(), new Fork(source.from(), source.limit()));
      } else {
        skip.accept(event, merge + " is of what is not here");
      }
    } catch (UserException | CorruptionException | ClassCastException e) {
      skip.accept(event, "it merges nothing: " + e.getMessage());
    }
  }

  private Refs.@Nullable Start startOf(At at, long beforeSeq) {
    OptionalLong seq = log.find(at.hash());
    if (seq.isEmpty()) { // appended perhaps, but not yet durable
      log.awaitDurable(log.appended().size());
      seq = log.find(at.hash());
    }
    if (seq.isPresent()) {
      return startOf(at, seq.getAsLong(), beforeSeq);
    }
    Milestones.Place folded = inception.find(at.line(), at.hash(), at.held()).orElse(null);
    return folded == null
        ? null
        : startOf(at.withHeld(folded.held()), folded.milestone(), beforeSeq);
  }

  private Refs.@Nullable Start startOf(At at, long seq, long beforeSeq) {
    Commit commit = log.commitOf(seq);
    Line from = refs.line(commit, who.get()).orElse(null);
    return from == null ? null : forks.start(at, commit, from, beforeSeq);
  }

  /** What a new line shows although it did not start with it. */
  public List<Event> strangers(Line line, Map<Origin, Long> here, long beforeSeq) {
    return forks.strangers(line, refs, here, beforeSeq, who.get());
  }
}
