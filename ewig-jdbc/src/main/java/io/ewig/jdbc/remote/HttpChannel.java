package io.ewig.jdbc.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One socket that speaks as much HTTP/1.1 as it takes to post a message and get another one; one
 * thread, but for {@link #close}. It follows no redirect and sends nothing twice.
 */
final class HttpChannel implements AutoCloseable {

  private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");

  private static final int OK = 200;
  private static final int LINE_BYTES_MAX = 8 * 1024;
  private static final int HEADERS_MAX = 100;

  /** Rows come in frames of about a MiB, but a single one may have 16, and 64 as a payload. */
  private static final int BODY_BYTES_MAX = 256 * 1024 * 1024;

  /** What a server that expects TLS says to whoever speaks HTTP. */
  private static final char TLS_ALERT = 0x15;

  /** A text that explains a refusal. */
  private static final int REFUSAL_BYTES_MAX = 4 * 1024;

  /** After so long a rest, the other side may have hung up. */
  private static final long REST_NANOS = 1_000_000_000;

  private final Socket socket;
  private final InputStream in;
  private final String host;
  private final Authorization authorization;
  private boolean hasAnswered;
  private long usedNanos;

  HttpChannel(Socket socket, String host, Authorization authorization) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    this.host = host;
    this.authorization = authorization;
    this.usedNanos = System.nanoTime();
  }

  void setReadMillis(int millis) throws IOException {
    socket.setSoTimeout(millis);
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

  /**
   * @throws RefusedException if the server did not let the message in; it did nothing then
   */
  byte[] post(byte[] message) throws IOException {
    byte[] head =
        ("POST / HTTP/1.1\r\nHost: "
                + host
                + "\r\n"
                + authorization.line()
                + "Content-Type: application/x-google-protobuf\r\nContent-Length: "
                + message.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[head.length + message.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(message, 0, all, head.length, message.length);
    socket.getOutputStream().write(all);
    byte[] answer = answer();
    hasAnswered = true;
    usedNanos = System.nanoTime();
    return answer;
  }

  private byte[] answer() throws IOException {
    int status = status(line());
    long length = -1;
    String sqlState = "";
    for (int i = 0; ; i++) {
      String header = line();
      if (header.isEmpty()) {
        break;
      }
      if (i == HEADERS_MAX) {
        throw new ProtocolException("the answer has more than " + HEADERS_MAX + " headers");
      }
      String name = header.substring(0, Math.max(0, header.indexOf(':'))).toLowerCase(Locale.ROOT);
      String value = header.substring(header.indexOf(':') + 1).strip();
      if (name.equals("content-length")) {
        length = length(value);
      } else if (name.equals("x-sqlstate") && SQL_STATE.matcher(value).matches()) {
        sqlState = value;
      }
    }
    if (status != OK) {
      byte[] text = in.readNBytes((int) Math.min(Math.max(length, 0), REFUSAL_BYTES_MAX));
      throw new RefusedException(status, sqlState, new String(text, StandardCharsets.UTF_8));
    }
    return body(length);
  }

  private byte[] body(long length) throws IOException {
    if (length < 0 || length > BODY_BYTES_MAX) {
      throw new ProtocolException("the answer says no length, or one that is too much: " + length);
    }
    byte[] body = in.readNBytes((int) length);
    if (body.length < length) {
      throw new ProtocolException("the answer is cut off");
    }
    return body;
  }

  private static int status(String line) throws IOException {
    if (!line.isEmpty() && line.charAt(0) == TLS_ALERT) {
      throw new ProtocolException("the server speaks TLS; add tls=true to the URL");
    }
    if (!line.matches("HTTP/1\\.1 \\d{3}( .*)?")) {
      throw new ProtocolException("this is no HTTP/1.1");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static long length(String text) throws IOException {
    if (!text.matches("\\d{1,12}")) {
      throw new ProtocolException("'" + text + "' is no length");
    }
    return Long.parseLong(text);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new ProtocolException(
            "the server hung up" + (hasAnswered ? "" : "; if it speaks TLS, add tls=true"));
      }
      if (line.length() == LINE_BYTES_MAX) {
        throw new ProtocolException("a line of the answer is too long");
      }
      line.append((char) next);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  /** Any thread: whoever waits for an answer gets none. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException ignored) {
      // it is not used any more, whatever it says
    }
  }
}
