package io.ewig.engine;

import io.ewig.engine.event.Commit;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.part.Filter;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.repair.Spares;
import java.io.IOException;
import java.util.List;

/**
 * What another replica gives, as a database has it that keeps a part of the history: hashes hold
 * without payloads, so a commit that comes without one would lose it.
 */
record SparesOfPart(Spares from, Filter part) implements Spares {

  @Override
  public List<Commit> commits(List<EventRange> wanted) throws IOException {
    return from.commits(wanted).stream()
        .filter(commit -> commit.firstMissing(part::covers).isEmpty())
        .map(part::of)
        .toList();
  }

  @Override
  public List<byte[]> objects(List<Hash> wanted) throws IOException {
    return from.objects(wanted);
  }
}
