package io.ewig.server.command;

import java.io.IOException;
import java.io.InputStream;

/** A standard input that nobody has given. */
final class ClosedInput extends InputStream {

  @Override
  public int read() throws IOException {
    throw closed();
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    throw closed();
  }

  private static IOException closed() {
    return new IOException(
        "the standard input is closed; say what there is to read by an option, or </dev/null");
  }
}
