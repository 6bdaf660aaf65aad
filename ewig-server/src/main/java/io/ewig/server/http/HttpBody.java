package io.ewig.server.http;

import java.io.IOException;
import java.io.OutputStream;

/** What an answer holds. */
public sealed interface HttpBody {

  HttpBody NONE = new Whole(new byte[0]);

  /** All of it at once, with its length. */
  record Whole(byte[] bytes) implements HttpBody {}

  /**
   * As it comes, each piece on the wire before the next one is made: a reader that takes nothing
   * for long loses the connection, and whoever writes gets an exception.
   */
  record Streamed(Writer writer) implements HttpBody {}

  /** Writes a body; what it throws cuts the answer off, so that nobody takes it for a whole one. */
  interface Writer {
    /**
     * @param out each {@code write} is a piece; collects nothing
     */
    void writeTo(OutputStream out) throws IOException;
  }
}
