package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Commit;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a test has given to a log and what the log has acknowledged, to hold a recovered log
 * against.
 *
 * <p>A recovered log is right if it is an exact prefix of what was given, ends where a commit ends,
 * and holds all that was acknowledged.
 */
final class Ledger {

  private static final int COMMITS_MAX = 100_000;

  private final List<Hash> given = new ArrayList<>();
  private final TreeSet<Long> ends = new TreeSet<>(List.of(0L));
  private long acknowledged;

  long acknowledged() {
    return acknowledged;
  }

  long given() {
    return given.size();
  }

  /** Appends a commit and takes it down, before the log may fail over it. */
  void append(Journal log, Commit commit) {
    assertThat(commit.firstSeq()).isEqualTo(given.size());
    commit.events().forEach(event -> given.add(event.hash()));
    ends.add(commit.endSeq());
    log.append(commit);
  }

  /** Waits for all that was appended and takes it down as acknowledged. */
  void await(Journal log) {
    log.awaitDurable(log.appended().size());
    acknowledged = Math.max(acknowledged, log.appended().size());
  }

  /** Some commits one after the other, all of them acknowledged at the end. */
  void write(Journal log, Commits source, int commits) {
    for (int i = 0; i < commits; i++) {
      append(log, source.any(log));
    }
    await(log);
  }

  /** Writes until something fails; each commit is acknowledged before the next one. */
  void writeOn(Journal log, Commits source) {
    for (int i = 0; i < COMMITS_MAX; i++) {
      append(log, source.of(log, 8));
      await(log);
    }
  }

  /** Holds a log against this ledger. */
  void check(Journal log) {
    assertThat(log.damage()).as("damage").isEmpty();
    long size = log.head().size();
    assertThat(size).as("recovered events").isBetween(acknowledged, (long) given.size());
    assertThat(ends).as("where a commit ends").contains(size);
    List<Hash> found = new ArrayList<>();
    try (EventCursor cursor = log.scan(Scan.all())) {
      while (cursor.next()) {
        found.add(cursor.event().hash());
      }
    }
    assertThat(found.equals(given.subList(0, (int) size))).as("an exact prefix").isTrue();
  }

  /** Holds a log against this ledger and recomputes all that is in its files. */
  void checkWhole(Journal log) {
    check(log);
    assertThat(log.verify(Progress.SILENT).findings()).as("what verify found").isEmpty();
  }

  /** A ledger that goes its own way from here. */
  Ledger copy() {
    Ledger copy = new Ledger();
    copy.given.addAll(given);
    copy.ends.addAll(ends);
    copy.acknowledged = acknowledged;
    return copy;
  }

  /** A ledger of what a log holds now, all of it acknowledged because the log has shown it. */
  Ledger adopt(Journal log) {
    check(log);
    Ledger copy = new Ledger();
    int size = (int) log.head().size();
    copy.given.addAll(given.subList(0, size));
    copy.ends.addAll(ends.headSet((long) size, true));
    copy.acknowledged = size;
    return copy;
  }
}
