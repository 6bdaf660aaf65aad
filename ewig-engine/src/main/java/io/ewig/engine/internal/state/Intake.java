package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Merge;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.late.Folded;
import io.ewig.engine.internal.lineage.Knowledge;
import io.ewig.engine.internal.lineage.Naming;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.EventSink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Scan;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.world.Reducers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes commits of the log into one index, in order, and into what is known of names.
 *
 * <ul>
 *   <li>one thread at a time takes in; any number reads the index and the names meanwhile;
 *   <li>a commit that failed halfway is not tried again: what is on disk has nothing of it;
 *   <li>where the log itself changes, another one begins with an empty index.
 * </ul>
 */
final class Intake {

  private final EventLog log;
  private final Inception inception;
  private final LongPredicate mayErase;
  private final Versions versions;
  private final Naming names;
  private final Effects effects;
  private final Tables tables = new Tables();
  private final PayloadBytes payloadBytes;
  private Head applied;
  private @Nullable Commit applying;
  private @Nullable Founding founding; // while a checkpoint is taken in
  private volatile @Nullable RuntimeException failure;

  /**
   * What there is to take in, and what it is taken in with.
   *
   * @param mayErase whether the commit at a seq may erase something: not, where somebody else
   *     writes the log and is ahead
   * @param payloadBytes counts
   */
  record Setting(
      EventLog log,
      ContentStore store,
      Reducers reducers,
      Inception inception,
      Catalogs catalogs,
      LongPredicate mayErase,
      PayloadBytes payloadBytes) {}

  /**
   * @param versions the index where it was left; must belong to the log
   */
  Intake(Setting setting, Versions versions) {
    this.log = setting.log;
    this.inception = setting.inception;
    this.mayErase = setting.mayErase;
    this.payloadBytes = setting.payloadBytes;
    this.versions = versions;
    this.applied = log.headAt(versions.applied().endSeq());
    this.effects =
        new Effects(setting.store, setting.reducers, setting.catalogs, knowledge(), this::eventAt);
    this.names =
        new Naming(
            log,
            inception,
            () -> effects.whoSaw(versions),
            (event, why) -> effects.skip(event, why));
    names.replayNames(source(State.EVERYWHERE, applied.size()), applied.size() > 0);
    names.replayMerges(source(names.allLines(), applied.size()));
  }

  /** What is known of origins where the index ends. */
  private Knowledge knowledge() {
    Map<Origin, Long> taken = new HashMap<>(inception.version().seqs());
    if (applied.size() == 0) {
      return new Knowledge(taken, inception.lastHlc());
    }
    taken.putAll(log.heads().originSeqs());
    long lastHlc = taken.size() > 1 ? log.heads().lastHlc() : 0; // one's own time always rises
    try (EventCursor behind = log.scan(Scan.all().from(applied.size()).newestFirst())) {
      while (taken.size() > 1 && behind.next()) {
        taken.put(behind.event().origin(), behind.event().originSeq() - 1);
      }
    }
    return new Knowledge(taken, lastHlc);
  }

  /** An event that is being taken in, or was. */
  Event eventAt(long seq) {
    if (inception.isFolded(seq)) {
      return Folded.EVENT;
    }
    Commit now = applying;
    if (now != null && seq >= now.firstSeq()) {
      return now.events().get((int) (seq - now.firstSeq()));
    }
    if (seq >= log.head().size()) { // appended, but not yet for everybody to see
      log.awaitDurable(log.appended().size());
    }
    return log.get(seq);
  }

  Versions versions() {
    return versions;
  }

  Naming names() {
    return names;
  }

  /** How many of the events that were taken in made no sense. */
  long senseless() {
    return effects.senseless();
  }

  /** How far it has got. */
  long size() {
    return applied.size();
  }

  /** Refuses to go on, or to be read, after a commit that failed. */
  void requireSound() {
    RuntimeException known = failure;
    if (known != null) {
      throw known;
    }
  }

  private Source source(Lineage lineage, long beforeSeq) {
    return new IndexSource(versions, lineage, beforeSeq);
  }

  /** Has nothing be read here any more, nor taken in. */
  void giveUp(EwigException why) {
    failure = why;
  }

  /** Why that is so, if it is. */
  Optional<EwigException> refusal() {
    return failure instanceof EwigException known ? Optional.of(known) : Optional.empty();
  }

  /** Takes in the next commit, if there is room for what follows from it. */
  void takeFrom(Arrivals arrivals) {
    requireSound();
    versions.makeRoom();
    Commit next = arrivals.take(applied.size());
    try {
      apply(next);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    } catch (Error e) { // such as that memory is full, which it need not be next time
      failure = leftHalfway(next, e);
      throw e;
    }
  }

  private static ResourceException leftHalfway(Commit commit, Error e) {
    return new ResourceException(
        e instanceof InternalError ? ErrorCode.IO_FAILED : ErrorCode.LIMIT_REACHED,
        "what commit "
            + commit.id()
            + " changes could not be taken into the index of versions: "
            + e
            + "; nothing is lost: open the database again, with a larger heap (-Xmx) if that was"
            + " full, or a larger stack (-Xss)",
        e);
  }

  private void apply(Commit commit) {
    if (!mayErase.test(commit.firstSeq()) && Erasure.isIn(commit)) {
      throw State.erasedMeanwhile();
    }
    applying = commit;
    Source shared = source(State.EVERYWHERE, Versions.UNPUBLISHED);
    if (inception.isFolded(commit.firstSeq())) {
      found(commit, shared);
    }
    Effects.Sinks sinks = (event, on) -> new EventSink(versions, event, on);
    effects.meet(commit, shared, sinks);
    Line line = names.lineOf(commit, versions);
    Source before = source(line.lineage(), Versions.UNPUBLISHED);
    effects.of(commit, new Effects.On(line, before, new LinePast(versions, line)), shared, sinks);
    payloadBytes.add(line.number(), takeNames(commit, line));
    applied = applied.after(commit);
    versions.advance(applied.size(), applied.chain());
  }

  /**
   * Takes in what a commit says of branches, tags and merges.
   *
   * @return how many bytes of payload it has
   */
  private long takeNames(Commit commit, Line line) {
    long bytes = 0;
    for (Event event : commit.events()) {
      bytes += event.payload().size();
      if (event.world().equals(RefChange.WORLD)) {
        takeName(event, commit);
      } else if (event.world().equals(Merge.WORLD)) {
        names.merge(event, line.number());
      }
    }
    return bytes;
  }

  private void takeName(Event event, Commit commit) {
    Refs refs = names.refs();
    int lines = refs.lines();
    names.name(event);
    if (refs.lines() > lines) {
      Line fresh = refs.line(lines);
      EventSink sink = new EventSink(versions, commit.last(), fresh.number());
      effects.begin(fresh, event, names, versions, sink);
    }
  }

  /** Takes in what came with the checkpoint by the milestone that a commit stands for. */
  private void found(Commit commit, Source shared) {
    Milestones milestones = inception.milestones().orElseThrow();
    Founding now = founding;
    if (now == null) {
      now = new Founding(inception, versions, tables);
      founding = now;
    }
    int milestone = (int) commit.firstSeq();
    if (milestone == 0) {
      now.putEverywhere(commit.systemNanos());
      names.takeFolded(shared);
    }
    now.put(
        milestone,
        commit.systemNanos(),
        number -> {
          Line line = names.lineOf(milestones, number);
          return new Founding.Site(line, source(line.lineage(), Versions.UNPUBLISHED));
        });
    if (milestone + 1 == milestones.count()) {
      founding = null;
    }
  }
}
