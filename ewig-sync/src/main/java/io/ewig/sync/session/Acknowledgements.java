package io.ewig.sync.session;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;

/** Is told what other replicas say to have, all of it durable there; any thread. */
@FunctionalInterface
public interface Acknowledgements {

  /** Keeps nothing in mind. */
  Acknowledgements NONE = (origin, version) -> {};

  void said(Origin origin, VersionVector version);
}
