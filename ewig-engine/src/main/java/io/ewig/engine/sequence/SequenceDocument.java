package io.ewig.engine.sequence;

import io.ewig.engine.event.Origin;
import java.util.List;

/**
 * A text that many edit: its operations, and what they add up to.
 *
 * <p>Documents that have the same operations have the same text, in whatever order these came. The
 * text is made when it is asked for; what makes no sense in a text is refused then.
 */
public final class SequenceDocument {

  private final OperationLog log;
  private final ChunkedText text = new ChunkedText();
  private final Walker walker;
  private int shown; // operations that are in the text

  public SequenceDocument() {
    this(new OperationLog());
  }

  /** Of operations that there are already; more of them are put in here only. */
  public SequenceDocument(OperationLog log) {
    this.log = log;
    this.walker = new Walker(log, text);
  }

  /** Puts into the text what is not in it yet. */
  private ChunkedText text() {
    if (shown < log.graph().size()) {
      walker.walk(shown);
      shown = log.graph().size();
    }
    return text;
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws io.ewig.engine.error.CorruptionException if that makes no text
   */
  public static SequenceDocument read(byte[] bytes) {
    return LogReader.read(bytes);
  }

  /** All operations, for others and for later. */
  public byte[] toBytes() {
    return LogWriter.write(log);
  }

  /** All operations there are; to be read only. */
  public OperationLog log() {
    return log;
  }

  /** How many code points there are. */
  public int length() {
    return text().length();
  }

  public int[] version() {
    return log.graph().version();
  }

  @Override
  public String toString() {
    return text().toString();
  }

  /** Puts a text in at a place of the text as it is. */
  public void insert(Origin agent, int at, String inserted) {
    if (!inserted.isEmpty()) {
      text().insert(at, inserted);
      log.insert(agent, log.graph().version(), at, inserted);
      leap();
    }
  }

  /** Takes so many code points out of the text as it is. */
  public void delete(Origin agent, int at, int howMany) {
    if (howMany != 0) {
      text().delete(at, howMany);
      log.delete(agent, log.graph().version(), at, howMany);
      leap();
    }
  }

  /**
   * Puts a text in at a place of the text as it was in a version.
   *
   * @return the version with it
   */
  public int[] insert(Origin agent, int[] version, int at, String inserted) {
    return inserted.isEmpty() ? version : log.insert(agent, version, at, inserted);
  }

  /**
   * Takes so many code points out of the text as it was in a version.
   *
   * @return the version without them
   */
  public int[] delete(Origin agent, int[] version, int at, int howMany) {
    return howMany == 0 ? version : log.delete(agent, version, at, howMany);
  }

  /**
   * Makes edits of the text as it was in a version.
   *
   * @param edits in rising order
   * @return the version with them
   */
  public int[] edit(Origin agent, int[] version, List<TextEdit> edits) {
    return log.edit(agent, version, edits);
  }

  /** What was done to the text as it is needs no walk. */
  private void leap() {
    walker.leap();
    shown = log.graph().size();
  }

  /** Takes in what another document has; what is here already changes nothing. */
  public void merge(SequenceDocument other) {
    Copy.all(other.log, log);
  }

  /** The text as it was in a version. */
  public String at(int[] version) {
    return log.graph().isAt(version) ? toString() : log.text(version);
  }
}
