package io.ewig.sync.standing;

import io.ewig.engine.replica.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a replica has said of itself of late, by digest: others say what they have relative to it.
 * What is forgotten has to be said again; nothing else depends on it. Any thread.
 */
public final class Said {

  /** About a hundred bytes each. */
  private static final int ORIGINS_MAX = 1 << 17;

  private static final int STANDINGS_MAX = 16;

  private final Map<Long, Standing> standings =
      new LinkedHashMap<>(STANDINGS_MAX, 0.75f, true); // guarded by this
  private int origins; // guarded by this

  /** Notes that a standing was said. */
  synchronized void note(long digest, Standing standing) {
    Standing before = standings.put(digest, standing);
    origins += standing.marks().size() - (before == null ? 0 : before.marks().size());
    while (standings.size() > 1 && (standings.size() > STANDINGS_MAX || origins > ORIGINS_MAX)) {
      Long eldest = standings.keySet().iterator().next();
      Standing forgotten = standings.remove(eldest);
      origins -= forgotten == null ? 0 : forgotten.marks().size();
    }
  }

  /** What was said that has this digest. */
  synchronized Optional<Standing> find(long digest) {
    return Optional.ofNullable(standings.get(digest));
  }
}
