package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What may be a name, and how the names of a table make up the URI of its world. */
public final class Names {

  /** Bounds what a definition can take, and leaves room for two in a world's URI. */
  public static final int BYTES_MAX = 255;

  /** The key of a table that was declared without one. */
  public static final String HIDDEN_KEY = "_key";

  /** Columns that every table has without declaring them. */
  private static final Set<String> RESERVED =
      Set.of("_system_from", "_system_to", "_valid_from", "_valid_to", "_commit", "_branch");

  private static final String WORLD_SCHEME = "table://";
  private static final String ESCAPED = "%/?#";

  private Names() {}

  /** Refuses what can't be a name. */
  public static void require(String name, String what) {
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new UserException(
          ErrorCode.INVALID_NAME,
          "'" + name + "' can't name " + what + "; use at least one letter, no control characters");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new UserException(
          ErrorCode.INVALID_NAME, "the name of " + what + " holds half a surrogate pair");
    }
    if (name.length() > BYTES_MAX || name.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_NAME,
          "'" + name.substring(0, 40) + "...' is over " + BYTES_MAX + " bytes; shorten it");
    }
  }

  static boolean isReserved(String column) {
    return RESERVED.contains(column);
  }

  /** Refuses a text that is too long, or no text. */
  public static void requireBytes(String text, int bytesMax, String what) {
    if (text.length() > bytesMax || text.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, what + " is over " + bytesMax + " bytes; shorten it");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new UserException(
          ErrorCode.INVALID_CHARACTER, what + " holds half a surrogate pair; remove it");
    }
  }

  /** A name made of a table's and an ending; where it gets too long, the table's part is cut. */
  static String generated(String table, String ending) {
    String tail = cut("_" + ending, BYTES_MAX);
    return cut(table, BYTES_MAX - bytes(tail)) + tail;
  }

  private static String cut(String text, int bytesMax) {
    String cut = text;
    while (bytes(cut) > bytesMax) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** {@code table://SCHEMA/NAME}; what a URI has no place for is written as %XX. */
  public static World world(String schema, String table) {
    return new World(WORLD_SCHEME + escaped(schema) + "/" + escaped(table));
  }

  /** A name as part of a URI. */
  public static String escaped(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == 0x7F || ESCAPED.indexOf(c) >= 0) {
        out.append('%').append(hex(c >> 4)).append(hex(c & 0xF));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }
}
