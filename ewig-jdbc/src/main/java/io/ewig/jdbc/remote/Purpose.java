package io.ewig.jdbc.remote;

/**
 * What a question is asked for.
 *
 * @param execution that it is part of, and can be cancelled; 0 for none
 * @param effect what it may have done if nobody knows whether it was done
 */
record Purpose(long execution, Effect effect) {

  /** How far something goes, from nowhere to where no rollback reaches. */
  enum Effect {
    /** Somebody gets to know something. */
    NONE,

    /** The session is another one then, or its transaction. */
    SESSION,

    /** It is recorded at once. */
    RECORD
  }

  static final Purpose ASKING = new Purpose(0, Effect.NONE);
  static final Purpose CHANGING = new Purpose(0, Effect.SESSION);
  static final Purpose RECORDING = new Purpose(0, Effect.RECORD);

  boolean mayChange() {
    return effect != Effect.NONE;
  }

  boolean mayRecord() {
    return effect == Effect.RECORD;
  }
}
