package io.ewig.engine.replica;

import io.ewig.engine.event.Commit;
import java.util.List;

/** A commit that came too early, with what it waits for; offer it again when that is here. */
public record Parked(Commit commit, List<Missing> missing) {

  public Parked {
    missing = List.copyOf(missing);
  }
}
