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

  /**
   * As it comes, from any thread, and without one while nothing comes. It is in chunks, as a
   * streamed one is, so that nobody takes it for a whole one if it is cut off.
   */
  record Fed(Source source) implements HttpBody {}

  /** Where the pieces of a body come from. */
  interface Source {
    /** Begins; what is to be sent goes into the pipe now or later. */
    void open(Pipe pipe);
  }

  /** The way to a client that reads on and on; one thread at a time. */
  interface Pipe {
    /** Sends a piece, without waiting for it: there must be no other until its fate is known. */
    void send(byte[] piece, Fate fate);

    /** The body is whole. */
    void end();

    /** The body is cut off. */
    void fail(Throwable why);
  }

  /** What becomes of a piece; told once, by any thread, which must not be kept. */
  interface Fate {
    /** The connection took it. */
    void taken();

    /** The client is gone, or took nothing for long: nothing more can be sent. */
    void lost();
  }

  /** Writes a body; what it throws cuts the answer off, so that nobody takes it for a whole one. */
  interface Writer {
    /**
     * @param out each {@code write} is a piece; collects nothing
     */
    void writeTo(OutputStream out) throws IOException;
  }
}
