package io.ewig.server.observe;

import io.ewig.engine.Ewig;

/** Whether a database is whole, and can be written to, as far as anybody has seen; any thread. */
public enum Soundness {
  OK("ok", ""),

  /** Damage was found when it was opened, so nobody writes to it. */
  READ_ONLY("read-only", "the database is damaged; the log says where"),

  /** Damage was met since: what lies there fails, all else goes on. */
  DAMAGED("damaged", "the database is damaged; the log says where"),

  /** A write has failed, as on a full disk: nothing is written until it is opened again. */
  FAILED(
      "failed",
      "a write has failed and no other is taken, as the log says; what was acknowledged can be"
          + " read: free some space, or see to the disk, and start the server again"),

  /** Likewise of a write to the store, where what is large lies: all else goes on. */
  STORE_FAILED(
      "store-failed",
      "a write to the store has failed, as the log says: payloads over 1 MiB are refused, all else"
          + " goes on; free some space, or see to the disk, and start the server again");

  private final String word;
  private final String reason;

  Soundness(String word, String reason) {
    this.word = word;
    this.reason = reason;
  }

  public static Soundness of(Ewig engine) {
    if (engine.troubles().damage().isPresent()) {
      return READ_ONLY;
    }
    if (engine.troubles().writeFailure().isPresent()) {
      return FAILED;
    }
    if (engine.troubles().unreadable().isPresent()) {
      return DAMAGED;
    }
    return engine.troubles().storeFailure().isPresent() ? STORE_FAILED : OK;
  }

  /** As answers have it. */
  public String word() {
    return word;
  }

  /** Why it is not well, and what to do, for people; empty if it is. */
  public String reason() {
    return reason;
  }
}
