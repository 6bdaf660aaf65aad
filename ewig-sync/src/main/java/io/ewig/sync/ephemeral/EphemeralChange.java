package io.ewig.sync.ephemeral;

/**
 * What became of a key between two steps.
 *
 * @param register as it is now
 */
public record EphemeralChange(Kind kind, Origin origin, Register register) {

  /** How it differs from what it was. */
  public enum Kind {
    ADDED,
    UPDATED,
    /** Its value is what it was; it lives on for longer, or somebody else has written it. */
    REFRESHED,
    REMOVED
  }

  /** Where the last write came from. */
  public enum Origin {
    LOCAL,
    REMOTE
  }
}
