package io.ewig.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Something that was printed went nowhere: whoever goes on printing would do so for nothing. */
public final class UnwrittenException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  /** What the system says of a pipe whose other end is closed. */
  private static final String BROKEN_PIPE = "Broken pipe";

  private static final String FULL = "No space left";

  private final String reason;

  UnwrittenException(String where, IOException cause) {
    super("could not write to " + where + ": " + cause.getMessage(), cause);
    this.reason = String.valueOf(cause.getMessage());
  }

  /** Whether whoever read it has had enough, as in {@code ewig log .. | head}. */
  boolean isUnwanted() {
    return BROKEN_PIPE.equals(reason);
  }

  boolean isForWantOfRoom() {
    return reason.startsWith(FULL);
  }
}
