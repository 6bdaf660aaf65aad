package io.ewig.sync.ephemeral;

import java.util.List;

/** Hears of changes, each key once a step; called by whoever calls {@code step}. */
@FunctionalInterface
public interface EphemeralListener {

  /**
   * @param changes of one namespace, never empty
   */
  void changed(String namespace, List<EphemeralChange> changes);
}
