package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Line;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.difference.AllKeys;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.history.HistoryCursor;
import io.ewig.engine.internal.history.VersionCursor;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.tree.Cursor;
import io.ewig.engine.internal.tree.Tree;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is derived from the log against the log: the log, read again from its start, gives the
 * version index that is there, and that gives each checkpoint; one thread.
 *
 * <p>Of each of them the first difference is named.
 */
public final class StateVerifier {

  /** So often somebody hears how far it has come. */
  private static final long REPORTED_EVENTS = 10_000;

  private static final int SHOWN_BYTES = 40;

  private final Checkpoints checkpoints;
  private final State kept;
  private final State replayed;
  private final long size;

  /**
   * @param replayed of the same log, with nothing applied yet
   */
  public StateVerifier(Checkpoints checkpoints, State replayed) {
    this.checkpoints = checkpoints;
    this.kept = checkpoints.state();
    this.replayed = replayed;
    this.size = kept.log().head().size();
  }

  /** How many events of the log are read. */
  public long size() {
    return size;
  }

  /** What differs; nothing if all is well. */
  public List<Finding> verify(Progress progress) {
    kept.catchUp(size);
    for (long done = 0; done < size; done += REPORTED_EVENTS) {
      progress.at(done, size);
      replayed.catchUp(Math.min(size, done + REPORTED_EVENTS));
    }
    progress.at(size, size);
    List<Finding> findings = new ArrayList<>();
    String names = names();
    String versions = names == null ? versions() : null;
    add(findings, "names", names);
    add(findings, "runs", versions);
    for (Checkpoint checkpoint : checkpoints.all()) {
      if (checkpoint.size() <= size) { // a later one was taken meanwhile
        add(findings, place(checkpoint), difference(checkpoint));
      }
    }
    return findings;
  }

  private static String place(Checkpoint checkpoint) {
    return "checkpoint of " + checkpoint.line() + " at " + checkpoint.size();
  }

  private static void add(List<Finding> findings, String place, @Nullable String what) {
    if (what != null) {
      findings.add(new Finding(place, -1, what));
    }
  }

  private @Nullable String names() {
    List<BranchInfo> here = kept.refs().branches(size);
    List<BranchInfo> there = replayed.refs().branches(size);
    return here.equals(there) ? null : "branches " + here + ", and from the log " + there;
  }

  /** Every version of every key, those of indexes and of names included. */
  private @Nullable String versions() {
    Map<Integer, Long> limits = new HashMap<>();
    for (int line = 0; line < kept.refs().lines(); line++) {
      limits.put(line, Long.MAX_VALUE);
    }
    Lineage all = Lineage.of(limits);
    VersionCursor here = kept.versions().keys(null, null, all, size);
    VersionCursor there = replayed.versions().keys(null, null, all, size);
    boolean more = here.next();
    boolean moreThere = there.next();
    while (more && moreThere && Arrays.equals(here.key(), there.key())) {
      String difference = difference(here.key(), all);
      if (difference != null) {
        return difference;
      }
      more = here.next();
      moreThere = there.next();
    }
    if (!more && !moreThere) {
      return null;
    }
    boolean isExtra = !moreThere || (more && Arrays.compareUnsigned(here.key(), there.key()) < 0);
    return isExtra
        ? show(here.key()) + " is in the index, and does not come from the log"
        : show(there.key()) + " comes from the log, and is not in the index";
  }

  private @Nullable String difference(byte[] key, Lineage all) {
    HistoryCursor here = kept.versions().history(key, all, 0, size);
    HistoryCursor there = replayed.versions().history(key, all, 0, size);
    boolean more = here.next();
    while (more == there.next()) {
      if (!more) {
        return null;
      }
      if (!same(here.version(), there.version())) {
        return show(key) + " holds " + here.version() + ", and from the log " + there.version();
      }
      more = here.next();
    }
    return show(key) + " has " + (more ? "more" : "fewer") + " versions than come from the log";
  }

  private static boolean same(Version one, Version other) {
    return one.line() == other.line()
        && one.seq() == other.seq()
        && one.systemNanos() == other.systemNanos()
        && one.validFrom() == other.validFrom()
        && one.validTo() == other.validTo()
        && Arrays.equals(one.value(), other.value());
  }

  private @Nullable String difference(Checkpoint checkpoint) {
    Line line = replayed.refs().line(checkpoint.line()).orElse(null);
    if (line == null) {
      return "the log has no such line";
    }
    try {
      Tree tree = Tree.at(checkpoints.nodes(), checkpoint.root());
      tree.verify();
      return tree.count() == checkpoint.entries()
          ? difference(tree, replayed.source(line.lineage(), checkpoint.size()))
          : tree.count() + " entries, and not " + checkpoint.entries();
    } catch (CorruptionException | UserException damage) {
      return damage.getMessage();
    }
  }

  private @Nullable String difference(Tree tree, Source source) {
    AllKeys keys = new AllKeys(replayed.source(Sight.NOTHING.lineage(), 0), source);
    Cursor entries = tree.cursor(null, null);
    while (keys.next()) {
      byte[] value = Edits.value(source, keys.key());
      if (value == null) {
        continue;
      }
      if (!entries.next() || Arrays.compareUnsigned(entries.key(), keys.key()) > 0) {
        return show(keys.key()) + " comes from the log, and is not in it";
      }
      if (!Arrays.equals(entries.key(), keys.key())) {
        return show(entries.key()) + " is in it, and does not come from the log";
      }
      if (!Arrays.equals(entries.value(), value)) {
        return show(keys.key()) + " is not what comes from the log";
      }
    }
    return entries.next() ? show(entries.key()) + " does not come from the log" : null;
  }

  private static String show(byte[] key) {
    String space = "key";
    for (Space some : Space.values()) {
      space = some.has(key) ? some.name() : space;
    }
    int shown = Math.min(key.length, SHOWN_BYTES);
    return space + " " + HexFormat.of().formatHex(key, Math.min(1, shown), shown);
  }
}
