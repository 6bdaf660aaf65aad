package io.ewig.engine.json;

import org.jspecify.annotations.Nullable;

/**
 * Reads short and simple text straight from its bytes, see {@link ShortTokens}: what most events
 * carry.
 *
 * <p>Anything else, faults included, is left to {@link JsonReader}. So this class refuses nothing,
 * and what it reads must be what the other reads.
 */
final class ShortReader {

  private final ShortTokens tokens;
  private final JsonReader.Unclosed open = new JsonReader.Unclosed(8);
  private int depth;

  private ShortReader(byte[] bytes) {
    this.tokens = new ShortTokens(bytes);
  }

  /** The document, or null if it is not short and simple. */
  static @Nullable Json read(byte[] bytes) {
    if (bytes.length > ShortTokens.BYTES_MAX) {
      return null;
    }
    ShortReader reader = new ShortReader(bytes);
    Json document = reader.value();
    return document != null && reader.tokens.skipBlanks() < 0 ? document : null;
  }

  private @Nullable Json value() {
    return switch (tokens.skipBlanks()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> tokens.string() ? JsonText.of(tokens.text()) : null;
      case 't' -> tokens.word("true") ? JsonBoolean.TRUE : null;
      case 'f' -> tokens.word("false") ? JsonBoolean.FALSE : null;
      case 'n' -> tokens.word("null") ? JsonNull.NULL : null;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> null;
    };
  }

  private @Nullable Json object() {
    int from = open.top();
    if (++depth > ShortTokens.DEPTH_MAX) {
      return null;
    }
    tokens.take('{');
    if (!tokens.take('}')) {
      do {
        String key = tokens.skipBlanks() == '"' && tokens.string() ? tokens.text() : null;
        Json value = key != null && tokens.take(':') ? value() : null;
        if (key == null || value == null) {
          return null;
        }
        open.push(key, value);
      } while (tokens.take(','));
      if (!tokens.take('}')) {
        return null;
      }
    }
    depth--;
    String[] names = open.keys(from);
    return JsonObject.unsortedOrNull(names, open.pop(from));
  }

  private @Nullable Json array() {
    int from = open.top();
    if (++depth > ShortTokens.DEPTH_MAX) {
      return null;
    }
    tokens.take('[');
    if (!tokens.take(']')) {
      do {
        Json value = value();
        if (value == null) {
          return null;
        }
        open.push(null, value);
      } while (tokens.take(','));
      if (!tokens.take(']')) {
        return null;
      }
    }
    depth--;
    return JsonArray.owning(open.pop(from));
  }

  private @Nullable Json number() {
    if (!tokens.number()) {
      return null;
    }
    return tokens.isWhole() ? JsonNumber.of(tokens.whole()) : JsonNumber.parse(tokens.text());
  }
}
