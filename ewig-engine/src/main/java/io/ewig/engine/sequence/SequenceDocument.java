package io.ewig.engine.sequence;

import io.ewig.engine.event.Origin;

/**
 * A text that many edit: its operations, and what they add up to.
 *
 * <p>Documents that have the same operations have the same text, in whatever order these came.
 */
public final class SequenceDocument {

  private final OperationLog log;
  private final ChunkedText text = new ChunkedText();

  public SequenceDocument() {
    this(new OperationLog());
  }

  /** Of operations that there are already; more of them are put in here only. */
  public SequenceDocument(OperationLog log) {
    this.log = log;
    Walker.walk(log, 0, text);
  }

  /** All operations there are; to be read only. */
  public OperationLog log() {
    return log;
  }

  /** How many code points there are. */
  public int length() {
    return text.length();
  }

  public int[] version() {
    return log.graph().version();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Puts a text in at a place of the text as it is. */
  public void insert(Origin agent, int at, String inserted) {
    if (!inserted.isEmpty()) {
      text.insert(at, inserted);
      log.insert(agent, log.graph().version(), at, inserted);
    }
  }

  /** Takes so many code points out of the text as it is. */
  public void delete(Origin agent, int at, int howMany) {
    if (howMany != 0) {
      text.delete(at, howMany);
      log.delete(agent, log.graph().version(), at, howMany);
    }
  }

  /**
   * Puts a text in at a place of the text as it was in a version.
   *
   * @return the version with it
   */
  public int[] insert(Origin agent, int[] version, int at, String inserted) {
    if (inserted.isEmpty()) {
      return version;
    }
    int from = log.graph().size();
    int[] made = log.insert(agent, version, at, inserted);
    Walker.walk(log, from, text);
    return made;
  }

  /**
   * Takes so many code points out of the text as it was in a version.
   *
   * @return the version without them
   */
  public int[] delete(Origin agent, int[] version, int at, int howMany) {
    if (howMany == 0) {
      return version;
    }
    int from = log.graph().size();
    int[] made = log.delete(agent, version, at, howMany);
    Walker.walk(log, from, text);
    return made;
  }

  /** Takes in what another document has; what is here already changes nothing. */
  public void merge(SequenceDocument other) {
    int from = log.graph().size();
    Copy.all(other.log, log);
    Walker.walk(log, from, text);
  }

  /** The text as it was in a version. */
  public String at(int[] version) {
    if (log.graph().isAt(version)) {
      return toString();
    }
    OperationLog then = new OperationLog();
    Copy.upTo(version, log, then);
    return new SequenceDocument(then).toString();
  }
}
