package io.ewig.sync.session;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import java.util.TreeMap;

/** What can be done to a commit by who does not have its origin's key. */
final class Lies {

  private Lies() {}

  /** The same without its signature. */
  static Commit unsealed(Commit commit) {
    TreeMap<String, String> metadata = new TreeMap<>(commit.info().metadata());
    metadata.remove(CommitInfo.SEAL);
    return with(commit, commit.info().message(), metadata);
  }

  /** At the same place, saying something else, with hashes that hold and the old signature. */
  static Commit reworded(Commit commit, String message) {
    return with(commit, message, new TreeMap<>(commit.info().metadata()));
  }

  private static Commit with(Commit commit, String message, TreeMap<String, String> metadata) {
    CommitInfo info = commit.info();
    Event first = commit.first();
    return Commit.seal(
        new CommitInfo(info.branch(), info.parents(), info.author(), message, metadata),
        new Commit.Place(
            first.seq(),
            first.systemNanos(),
            first.origin(),
            first.originSeq(),
            first.hlc(),
            first.parent()),
        commit.events().stream().map(Lies::fact).toList());
  }

  private static Commit.Fact fact(Event event) {
    return new Commit.Fact(
        event.world(), event.type(), event.valid(), event.payload(), event.payload().commitment());
  }
}
