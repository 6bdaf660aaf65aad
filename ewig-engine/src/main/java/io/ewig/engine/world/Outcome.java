package io.ewig.engine.world;

/** What came of an event; all but {@link #APPLIED} leave the objects as they were. */
public enum Outcome {
  /** It took effect, even if every object is as before. */
  APPLIED,
  /** Events of its type say nothing about objects. */
  NO_EFFECT,
  /** Its payload is not JSON, or not of the shape that its type asks for. */
  NOT_JSON,
  /** Its payload names no object. */
  NO_ID,
  /** It moves or destroys an object, or sees off a player, that is not there. */
  UNKNOWN_OBJECT,
  /** Its payload, or an object after it, or an object's key, is over a limit. */
  TOO_LARGE
}
