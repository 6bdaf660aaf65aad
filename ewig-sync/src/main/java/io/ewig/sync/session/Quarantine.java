package io.ewig.sync.session;

import io.ewig.engine.event.Origin;
import java.util.Optional;

/** Who was found lying, and what proves it; any thread. */
public interface Quarantine {

  /** Why nothing is taken from an origin, if so. */
  Optional<String> why(Origin origin);

  /** Keeps what was found; known already: changes nothing. */
  void lock(Origin origin, Objection objection);
}
