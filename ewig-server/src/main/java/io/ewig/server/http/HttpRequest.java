package io.ewig.server.http;

import io.ewig.server.stream.Watch;
import io.ewig.server.user.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks of a path; its body has been read.
 *
 * @param id that the log and the answer name it by
 * @param principal who asks
 * @param path its segments, decoded
 * @param parameters of the query, decoded, in order
 * @param headers by their names in lower case
 * @param watch tells when nobody waits for the answer any more
 */
public record HttpRequest(
    String id,
    Principal principal,
    String method,
    List<String> path,
    Map<String, List<String>> parameters,
    Map<String, String> headers,
    byte[] body,
    Watch watch) {

  /** The first value of a parameter. */
  public Optional<String> parameter(String name) {
    return parameters(name).stream().findFirst();
  }

  public List<String> parameters(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /** Nothing that a body would have is ever sent then. */
  public boolean isAboutHeadersOnly() {
    return method.equals("HEAD");
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * The segments of a raw path.
   *
   * @throws MalformedRequestException if it is no UTF-8, or not encoded as URIs are
   */
  static List<String> path(String raw) {
    List<String> segments = new ArrayList<>();
    for (String segment : raw.substring(raw.startsWith("/") ? 1 : 0).split("/", -1)) {
      segments.add(decode(segment, false));
    }
    return List.copyOf(segments);
  }

  /** The parameters of a raw query. */
  static Map<String, List<String>> parametersOf(String raw) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int at = pair.indexOf('=');
      String name = decode(at < 0 ? pair : pair.substring(0, at), true);
      String value = at < 0 ? "" : decode(pair.substring(at + 1), true);
      found.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }
    return found;
  }

  private static String decode(String text, boolean isQuery) {
    if (text.indexOf('%') < 0 && !(isQuery && text.indexOf('+') >= 0)) {
      return text;
    }
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      if (from[i] == '%') {
        to[length++] = (byte) (digit(from, i + 1, text) << 4 | digit(from, i + 2, text));
        i += 2;
      } else {
        to[length++] = isQuery && from[i] == '+' ? (byte) ' ' : from[i];
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(to, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRequestException("'" + text + "' is not UTF-8, percent-encoded", e);
    }
  }

  private static int digit(byte[] from, int at, String text) {
    int digit = at < from.length ? Character.digit(from[at], 16) : -1;
    if (digit < 0) {
      throw new MalformedRequestException(
          "a % in '" + text + "' is not followed by two hexadecimal digits", null);
    }
    return digit;
  }
}
