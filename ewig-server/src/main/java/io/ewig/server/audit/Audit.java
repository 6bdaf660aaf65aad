package io.ewig.server.audit;

import io.ewig.engine.Ewig;

/** Notes deeds; any thread. */
@FunctionalInterface
public interface Audit {

  /** For a server that has no database of its own. */
  Audit NONE = entry -> {};

  /**
   * Returns when it is on disk.
   *
   * @throws io.ewig.engine.error.EwigException if it cannot be noted; then it must not be done
   */
  void note(AuditEntry entry);

  default void note(Deed deed, Actor actor, String what) {
    note(new AuditEntry(deed, actor, what));
  }

  /** In the server's own database. */
  static Audit in(Ewig server) {
    return entry -> server.append(entry.event());
  }
}
