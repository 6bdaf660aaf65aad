package io.ewig.jdbc.remote;

import io.ewig.jdbc.wire.StreamFrame;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * As much HTTP/1.1 as it takes to post a message and get another one. It follows no redirect and
 * sends nothing twice.
 */
final class HttpSpeech implements Speech {

  private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");

  private static final int SWITCHING = 101;
  private static final int OK = 200;
  private static final int HEADERS_MAX = 100;

  /** What a server that expects TLS says to whoever speaks HTTP. */
  private static final char TLS_ALERT = 0x15;

  /** A text that explains a refusal. */
  private static final int REFUSAL_BYTES_MAX = 4 * 1024;

  /** Whoever does not know it, a proxy or an older server, passes over it. */
  private static final String WISH =
      "Connection: Upgrade\r\nUpgrade: " + StreamFrame.PROTOCOL + "\r\n";

  private final Wire wire;
  private final String host;
  private final Authorization authorization;
  private boolean wantsStream;
  private boolean isSwitched;
  private boolean hasAnswered;

  /**
   * @param wantsStream whether the first message asks for frames instead of HTTP from then on
   */
  HttpSpeech(Wire wire, String host, Authorization authorization, boolean wantsStream) {
    this.wire = wire;
    this.host = host;
    this.authorization = authorization;
    this.wantsStream = wantsStream;
  }

  /**
   * Whether the server speaks in frames from now on, beginning with the answer to what was sent.
   */
  boolean isSwitched() {
    return isSwitched;
  }

  /** Nothing comes back if {@link #isSwitched} then. */
  @Override
  public byte[] exchange(byte[] message) throws IOException {
    byte[] head =
        ("POST / HTTP/1.1\r\nHost: "
                + host
                + "\r\n"
                + authorization.line()
                + (wantsStream ? WISH : "")
                + "Content-Type: application/x-google-protobuf\r\nContent-Length: "
                + message.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    wantsStream = false;
    byte[] all = new byte[head.length + message.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(message, 0, all, head.length, message.length);
    wire.write(all);
    byte[] answer = answer();
    hasAnswered = true;
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
    if (status == SWITCHING) {
      isSwitched = true;
      return new byte[0];
    }
    if (status != OK) {
      byte[] text = wire.bodyUpTo(length, REFUSAL_BYTES_MAX);
      throw new RefusedException(status, sqlState, new String(text, StandardCharsets.UTF_8));
    }
    return wire.body(length);
  }

  private String line() throws IOException {
    return wire.line(hasAnswered ? "" : "; if it speaks TLS, add tls=true");
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
}
