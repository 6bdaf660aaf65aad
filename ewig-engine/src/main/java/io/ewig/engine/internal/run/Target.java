package io.ewig.engine.internal.run;

import java.io.IOException;

/** Where the bytes of a series go. */
interface Target {

  /** Where in the content the next byte will be, if that is known yet. */
  long position();

  /** The lowest bytes of a number. */
  void put(long value, int width) throws IOException;

  void put(byte[] bytes, int length) throws IOException;
}
