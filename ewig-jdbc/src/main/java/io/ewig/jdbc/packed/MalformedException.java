package io.ewig.jdbc.packed;

import java.io.IOException;

/** Bytes that are none of the words. */
public final class MalformedException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedException(int at, String what) {
    super("malformed message at byte " + at + ": " + what);
  }
}
