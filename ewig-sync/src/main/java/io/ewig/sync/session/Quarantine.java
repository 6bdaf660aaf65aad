package io.ewig.sync.session;

import io.ewig.engine.event.Origin;
import java.util.Optional;

/** Who was found lying, and what proves it; any thread. */
public interface Quarantine {

  /** Why nobody talks to an origin any more, if so. */
  Optional<String> why(Origin origin);

  /** Talks to an origin no more, and keeps what was found; known already: changes nothing. */
  void lock(Origin origin, Objection objection);

  /** Keeps what was found, which proves no more than that somebody lies. */
  void note(Origin origin, Objection objection);

  /** What others are told of those who were proven to lie. */
  Tidings tidings();
}
