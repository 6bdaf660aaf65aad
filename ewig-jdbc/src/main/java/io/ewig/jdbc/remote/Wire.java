package io.ewig.jdbc.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A socket with a server at its other end; one thread, but for {@link #cut}. */
final class Wire implements AutoCloseable {

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int LINE_BYTES_MAX = 8 * 1024;

  /** Rows come in frames of about a MiB, but a single one may have 16, and 64 as a payload. */
  private static final int BODY_BYTES_MAX = 256 * 1024 * 1024;

  /** So much is believed before it is there. */
  private static final int BODY_BYTES_AT_ONCE = 4 * 1024 * 1024;

  /** After so long a rest, the other side may have hung up. */
  private static final long REST_NANOS = 1_000_000_000;

  private final Socket socket;
  private final Socket bare;
  private final InputStream in;
  private long usedNanos = System.nanoTime();

  /**
   * @param safe what encrypts, if anything does, or the socket itself
   * @param socket what is below that
   */
  Wire(Socket safe, Socket socket) throws IOException {
    this.socket = safe;
    this.bare = socket;
    this.in = new BufferedInputStream(safe.getInputStream(), BUFFER_BYTES);
  }

  void setReadMillis(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** Notes that an answer came. */
  void use() {
    usedNanos = System.nanoTime();
  }

  /** Whether the other side has hung up while nothing was under way. */
  boolean isStale() {
    if (System.nanoTime() - usedNanos < REST_NANOS) {
      return false;
    }
    try {
      int millis = socket.getSoTimeout();
      socket.setSoTimeout(1);
      try {
        int unused = in.read(); // its end, or something that nobody asked for
        return true;
      } catch (SocketTimeoutException e) {
        return false;
      } finally {
        socket.setSoTimeout(millis);
      }
    } catch (IOException e) {
      return true;
    }
  }

  /** In one piece. */
  void write(byte[] all) throws IOException {
    socket.getOutputStream().write(all);
  }

  /**
   * A line of the answer, without its end.
   *
   * @param silence what may be wrong if the server hangs up instead
   */
  String line(String silence) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new ProtocolException("the server hung up" + silence);
      }
      if (line.length() == LINE_BYTES_MAX) {
        throw new ProtocolException("a line of the answer is too long");
      }
      line.append((char) next);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  /** The message of an answer that said how long it is. */
  byte[] body(long length) throws IOException {
    if (length < 0 || length > BODY_BYTES_MAX) {
      throw new ProtocolException("the answer says no length, or one that is too much: " + length);
    }
    byte[] body;
    int got;
    if (length <= BODY_BYTES_AT_ONCE) {
      body = new byte[(int) length];
      got = in.readNBytes(body, 0, body.length);
    } else {
      body = in.readNBytes((int) length); // takes memory as it comes
      got = body.length;
    }
    if (got < length) {
      throw new ProtocolException("the answer is cut off");
    }
    return body;
  }

  /** As much of a text as there is, up to a limit. */
  byte[] bodyUpTo(long length, int bytesMax) throws IOException {
    return in.readNBytes((int) Math.min(Math.max(length, 0), bytesMax));
  }

  /**
   * Any thread, at once: whoever waits for an answer gets none. TLS would wait for him, to say
   * goodbye after what he writes.
   */
  void cut() {
    close(bare);
  }

  @Override
  public void close() {
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // it is not used any more, whatever it says
    }
  }
}
