package io.ewig.engine;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.repair.Spares;
import io.ewig.engine.replica.CommitCursor;
import java.util.ArrayList;
import java.util.List;

/** A replica that gives all that it is asked for, and notes what that was. */
class OtherReplica implements Spares {

  private final Ewig replica;
  final List<EventRange> askedFor = new ArrayList<>();

  OtherReplica(Ewig replica) {
    this.replica = replica;
  }

  @Override
  public List<Commit> commits(List<EventRange> wanted) {
    askedFor.addAll(wanted);
    List<Commit> commits = new ArrayList<>();
    CommitCursor cursor = replica.replica().since(VersionVector.EMPTY);
    while (cursor.next()) {
      Commit commit = cursor.commit();
      if (wanted.stream().anyMatch(range -> isIn(range, commit))) {
        commits.add(commit);
      }
    }
    return commits;
  }

  private static boolean isIn(EventRange range, Commit commit) {
    return range.origin().equals(commit.first().origin())
        && commit.first().originSeq() <= range.to()
        && commit.last().originSeq() >= range.from();
  }

  @Override
  public List<byte[]> objects(List<Hash> wanted) {
    return wanted.stream().flatMap(address -> replica.replica().object(address).stream()).toList();
  }
}
