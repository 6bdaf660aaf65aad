package io.ewig.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads text into a document, or refuses it by line and column.
 *
 * <ul>
 *   <li>strict RFC 8259 and one document; refused are also duplicate keys, half surrogate pairs, a
 *       byte order mark, and what is over the limits of {@link Json} and {@link JsonNumber};
 *   <li>the outcome depends on the text alone: no table of names is shared between calls, because
 *       what others had read could fill it up.
 * </ul>
 */
final class JsonReader {

  /** How the parser names another place than that of the error. */
  private static final Pattern PLACE =
      Pattern.compile("\\[Source: [^\\]]*; line: (\\d+), column: (\\d+)]");

  /** How the parser says where its limits come from, and what a program could set otherwise. */
  private static final Pattern ADVICE =
      Pattern.compile(", from `StreamReadConstraints[^`]*`|: enable `[^`]*` to allow");

  /** Sign, point, and an exponent with its own sign. */
  private static final int NUMBER_CHARS_MAX = JsonNumber.DIGITS_MAX + 16;

  /** Digits that fit into 64 bits, with their sign. */
  private static final int SMALL_CHARS_MAX = 18;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Json.DEPTH_MAX)
                  .maxNumberLength(NUMBER_CHARS_MAX)
                  .maxStringLength(Json.BYTES_MAX)
                  .maxNameLength(Json.BYTES_MAX)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final JsonParser json;

  private final Unclosed open = new Unclosed(16);

  private JsonReader(JsonParser json) {
    this.json = json;
  }

  static Json read(byte[] utf8) {
    requireLength(utf8.length);
    return read(Utf8.decode(utf8));
  }

  static Json read(String text) {
    requireLength(text.length());
    if (text.indexOf('\uFEFF') == 0) {
      throw first("a byte order mark stands before it; leave it away");
    }
    try (JsonParser json = JSON.createParser(text)) {
      return new JsonReader(json).document();
    } catch (StreamConstraintsException e) {
      throw refused(ErrorCode.JSON_TOO_LARGE, e);
    } catch (JsonProcessingException e) {
      throw refused(ErrorCode.MALFORMED_JSON, e);
    } catch (IOException e) {
      throw new UserException(ErrorCode.MALFORMED_JSON, "not JSON: " + e.getMessage(), e);
    }
  }

  private static UserException first(String what) {
    return new UserException(
        ErrorCode.MALFORMED_JSON, "not JSON that is kept here, line 1, column 1: " + what);
  }

  private static void requireLength(int length) {
    if (length > Json.BYTES_MAX) {
      JsonLimits.size(length, "document");
    }
  }

  private Json document() throws IOException {
    JsonToken first = json.nextToken();
    if (first == null) {
      throw first("there is nothing; a document has a value");
    }
    Json document = value(first);
    if (json.nextToken() != null) {
      throw here("goes on after its end", null);
    }
    return document;
  }

  private Json value(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
      case VALUE_TRUE -> JsonBoolean.TRUE;
      case VALUE_FALSE -> JsonBoolean.FALSE;
      case VALUE_NULL -> JsonNull.NULL;
      default -> throw here("has " + token + " where a value belongs", null);
    };
  }

  private Json object() throws IOException {
    int from = open.top();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      open.push(key, value(json.nextToken()));
    }
    String[] names = open.keys(from);
    Json[] members = open.pop(from);
    try {
      return JsonObject.unsorted(names, members);
    } catch (UserException e) {
      throw here("has an object that ends here and is refused: " + e.getMessage(), e);
    }
  }

  private Json array() throws IOException {
    int from = open.top();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      open.push(null, value(token));
    }
    return JsonArray.owning(open.pop(from));
  }

  private Json text() throws IOException {
    try {
      return JsonText.of(json.getText());
    } catch (UserException e) {
      throw here(String.valueOf(e.getMessage()), e);
    }
  }

  private Json number(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT && json.getTextLength() <= SMALL_CHARS_MAX) {
      return JsonNumber.of(json.getLongValue());
    }
    try {
      return JsonNumber.parse(json.getText());
    } catch (UserException e) {
      throw here(String.valueOf(e.getMessage()), e);
    }
  }

  private UserException here(String what, @Nullable UserException cause) {
    JsonLocation where = json.currentTokenLocation();
    return new UserException(
        cause == null ? ErrorCode.MALFORMED_JSON : cause.code(),
        "not JSON that is kept here, line "
            + where.getLineNr()
            + ", column "
            + where.getColumnNr()
            + ": "
            + what,
        cause);
  }

  private static UserException refused(ErrorCode code, JsonProcessingException e) {
    JsonLocation where = e.getLocation();
    String place =
        where == null ? "" : ", line " + where.getLineNr() + ", column " + where.getColumnNr();
    String why = PLACE.matcher(e.getOriginalMessage()).replaceAll("line $1, column $2");
    why = ADVICE.matcher(why).replaceAll("");
    return new UserException(code, "not JSON that is kept here" + place + ": " + why, e);
  }

  /** Members and elements of what a reader has not met the end of, innermost last. */
  static final class Unclosed {

    private Json[] values;
    private @Nullable String[] keys;
    private int top;

    /**
     * @param room for so many, before it grows
     */
    Unclosed(int room) {
      values = new Json[room];
      keys = new String[room];
    }

    /** Where the next object or array starts. */
    int top() {
      return top;
    }

    /**
     * @param key of a member; null for an element
     */
    void push(@Nullable String key, Json value) {
      if (top == values.length) {
        values = Arrays.copyOf(values, 2 * top);
        keys = Arrays.copyOf(keys, 2 * top);
      }
      keys[top] = key;
      values[top++] = value;
    }

    /** The keys of the members from there on; to be asked for before {@link #pop}. */
    String[] keys(int from) {
      return Arrays.copyOfRange(keys, from, top, String[].class);
    }

    Json[] pop(int from) {
      Json[] popped = Arrays.copyOfRange(values, from, top);
      top = from;
      return popped;
    }
  }
}
