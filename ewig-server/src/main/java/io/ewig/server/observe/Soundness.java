package io.ewig.server.observe;

import io.ewig.engine.Ewig;

/** Whether a database is whole, as far as anybody has seen; any thread. */
public enum Soundness {
  OK("ok"),

  /** Damage was found when it was opened, so nobody writes to it. */
  READ_ONLY("read-only"),

  /** Damage was met since: what lies there fails, all else goes on. */
  DAMAGED("damaged");

  private final String word;

  Soundness(String word) {
    this.word = word;
  }

  public static Soundness of(Ewig engine) {
    if (engine.damage().isPresent()) {
      return READ_ONLY;
    }
    return engine.unreadable().isPresent() ? DAMAGED : OK;
  }

  /** As answers have it. */
  public String word() {
    return word;
  }
}
