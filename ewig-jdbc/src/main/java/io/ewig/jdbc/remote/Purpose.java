package io.ewig.jdbc.remote;

/**
 * What a question is asked for.
 *
 * @param execution that it is part of, and can be cancelled; 0 for none
 * @param records whether what it does is recorded at once: if its answer is lost, nobody knows
 *     whether it was
 */
record Purpose(long execution, boolean records) {

  static final Purpose ANY = new Purpose(0, false);
  static final Purpose RECORDING = new Purpose(0, true);
}
