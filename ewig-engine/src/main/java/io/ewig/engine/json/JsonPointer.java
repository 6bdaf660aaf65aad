package io.ewig.engine.json;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.Quote;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names a place in a document, RFC 6901.
 *
 * <pre>
 * pointer = *( "/" token )          "" is the whole document
 * token   = any text with "~0" for ~ and "~1" for /; for an array 0, 1, 2, ...
 * </pre>
 */
public record JsonPointer(List<String> tokens) {

  /** No document is deeper than {@link Json#DEPTH_MAX}, so nothing lies behind more tokens. */
  public static final int TOKENS_MAX = Json.DEPTH_MAX + 1;

  public static final JsonPointer WHOLE = new JsonPointer(List.of());

  /** An array of {@link Json#BYTES_MAX} has fewer elements. */
  private static final int INDEX_DIGITS_MAX = 9;

  public JsonPointer {
    if (tokens.size() > TOKENS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a JSON pointer has at most " + TOKENS_MAX + " tokens, not " + tokens.size());
    }
    tokens = List.copyOf(tokens);
  }

  public static JsonPointer parse(String text) {
    if (text.isEmpty()) {
      return WHOLE;
    }
    if (text.charAt(0) != '/') {
      throw refused(text, "does not start with /");
    }
    List<String> tokens = new ArrayList<>();
    for (int from = 1; from <= text.length() && tokens.size() <= TOKENS_MAX; ) {
      int to = text.indexOf('/', from);
      int end = to < 0 ? text.length() : to;
      tokens.add(unescaped(text, text.substring(from, end)));
      from = end + 1;
    }
    return new JsonPointer(tokens);
  }

  private static String unescaped(String text, String token) {
    for (int at = token.indexOf('~'); at >= 0; at = token.indexOf('~', at + 1)) {
      char next = at + 1 < token.length() ? token.charAt(at + 1) : ' ';
      if (next != '0' && next != '1') {
        throw refused(text, "has a ~ that is neither ~0 nor ~1");
      }
    }
    return token.replace("~1", "/").replace("~0", "~");
  }

  private static UserException refused(String text, String why) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        Quote.of(text)
            + " is not a JSON pointer: it "
            + why
            + "; write /key/0, ~0 for ~, ~1 for /");
  }

  /** This place's member or element. */
  public JsonPointer then(String token) {
    List<String> longer = new ArrayList<>(tokens);
    longer.add(token);
    return new JsonPointer(longer);
  }

  /** What stands at this place, or null (not the JSON value) if nothing does. */
  public @Nullable Json in(Json document) {
    Json found = document;
    for (String token : tokens) {
      found = step(found, token);
      if (found == null) {
        return null;
      }
    }
    return found;
  }

  private static @Nullable Json step(Json from, String token) {
    if (from instanceof JsonObject object) {
      return object.get(token);
    }
    if (from instanceof JsonArray array) {
      int index = index(token);
      return index >= 0 && index < array.length() ? array.get(index) : null;
    }
    return null;
  }

  /** Of digits without leading zeros, else -1. */
  private static int index(String token) {
    int length = token.length();
    boolean padded = length > 1 && token.charAt(0) == '0';
    if (length == 0 || length > INDEX_DIGITS_MAX || padded) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < length; i++) {
      char c = token.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = 10 * index + c - '0';
    }
    return index;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
