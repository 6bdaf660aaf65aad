package io.ewig.engine.internal.shred;

import java.util.Arrays;

/**
 * Parts a document into its template and its scalars; a reusable flyweight for one thread.
 *
 * <p>It checks scalars, keys as far as their bytes go, and nothing of the order in which they
 * stand: that is judged once for each template, see {@link Shape}.
 */
final class PayloadLexer {

  /** Letters that stand for themselves in a string, those of ASCII. */
  private static final boolean[] IS_PLAIN = new boolean[256];

  static {
    for (int letter = ' '; letter < 128; letter++) {
      IS_PLAIN[letter] = letter != '"' && letter != '\\';
    }
  }

  static final int SLOTS_MAX = 128;
  static final int TEMPLATE_BYTES_MAX = 4096;

  /** Longer numbers are rare, and not all of them are numbers to {@code json.Json}. */
  private static final int NUMBER_BYTES_MAX = 64;

  private byte[] bytes = {};
  private int end;
  private int at;
  private boolean isEscaped;
  private boolean isAscii;

  private final byte[] template = new byte[TEMPLATE_BYTES_MAX];
  private int length;
  private final int[] starts = new int[SLOTS_MAX];
  private final int[] ends = new int[SLOTS_MAX];
  private final byte[] kinds = new byte[SLOTS_MAX];
  private int slots;

  /** Whether a payload could be parted: if not, it is no JSON, or of a rare kind. */
  boolean part(byte[] payload) {
    bytes = payload;
    end = payload.length;
    at = 0;
    length = 0;
    slots = 0;
    isAscii = true;
    while (at < end) {
      if (length == TEMPLATE_BYTES_MAX || slots == SLOTS_MAX || !step()) {
        return false;
      }
    }
    return length > 0 && (isAscii || Utf8Check.holds(payload));
  }

  private boolean step() {
    byte letter = bytes[at];
    return switch (letter) {
      case '"' -> string();
      case '{', '}', '[', ']', ',', ':', ' ', '\t', '\n', '\r' -> structure(letter);
      case 't' -> literal("true", DocumentsFormat.TRUE);
      case 'f' -> literal("false", DocumentsFormat.FALSE);
      case 'n' -> literal("null", DocumentsFormat.NULL);
      default -> number();
    };
  }

  private boolean structure(byte letter) {
    template[length++] = letter;
    at++;
    return true;
  }

  private void slot(int from, int to, int kind) {
    template[length++] = DocumentsFormat.MARK;
    starts[slots] = from;
    ends[slots] = to;
    kinds[slots++] = (byte) kind;
  }

  private boolean literal(String word, int kind) {
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    slot(at, at + word.length(), kind);
    at += word.length();
    return true;
  }

  private boolean string() {
    int start = at;
    int close = closing(at + 1);
    if (close < 0) {
      return false;
    }
    int next = close + 1;
    int behind = next;
    while (behind < end && isBlank(bytes[behind])) {
      behind++;
    }
    at = next;
    if (behind == end || bytes[behind] != ':') {
      slot(start + 1, close, isEscaped ? DocumentsFormat.ESCAPED : DocumentsFormat.TEXT);
      return true;
    }
    int size = next - start;
    if (isEscaped || size > TEMPLATE_BYTES_MAX - length) {
      return false;
    }
    System.arraycopy(bytes, start, template, length, size);
    length += size;
    return true;
  }

  private static boolean isBlank(byte letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
  }

  /** The quote that ends a string, or -1 if it is none. */
  private int closing(int from) {
    isEscaped = false;
    int index = from;
    while (index < end) {
      byte letter = bytes[index];
      while (IS_PLAIN[letter & 0xFF] && ++index < end) {
        letter = bytes[index];
      }
      if (index == end) {
        return -1;
      } else if (letter == '"') {
        return index;
      } else if (letter == '\\') {
        isEscaped = true;
        int behind = escape(index + 1);
        if (behind < 0) {
          return -1;
        }
        index = behind;
      } else if (letter >= 0) {
        return -1; // a control character
      } else {
        isAscii = false;
        index++;
      }
    }
    return -1;
  }

  /** Where the text behind an escape goes on, or -1 if it is none, or may be half a pair. */
  private int escape(int index) {
    if (index == end) {
      return -1;
    }
    if (bytes[index] != 'u') {
      return "\"\\/bfnrt".indexOf(bytes[index]) < 0 ? -1 : index + 1;
    }
    if (end - index <= 4) {
      return -1;
    }
    int unit = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = Character.digit((char) (bytes[index + i] & 0xFF), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return Character.isSurrogate((char) unit) ? -1 : index + 5;
  }

  private boolean number() {
    int start = at;
    int index = at;
    if (bytes[index] == '-') {
      index++;
    }
    int whole = digitsEnd(index);
    if (whole == index || (whole > index + 1 && bytes[index] == '0')) {
      return false;
    }
    int kind = DocumentsFormat.NUMBER;
    index = whole;
    if (index < end && bytes[index] == '.') {
      int fraction = digitsEnd(index + 1);
      if (fraction == index + 1) {
        return false;
      }
      index = fraction;
    }
    if (index < end && (bytes[index] | 0x20) == 'e') {
      kind = DocumentsFormat.OTHER_NUMBER;
      index = exponentEnd(index + 1);
    }
    if (index < 0 || index - start > NUMBER_BYTES_MAX) {
      return false;
    }
    slot(start, index, kind);
    at = index;
    return true;
  }

  private int digitsEnd(int from) {
    int index = from;
    while (index < end && bytes[index] >= '0' && bytes[index] <= '9') {
      index++;
    }
    return index;
  }

  /** An exponent of at most two digits: all of those are within the limits of JSON here. */
  private int exponentEnd(int from) {
    int index = from < end && (bytes[from] == '+' || bytes[from] == '-') ? from + 1 : from;
    int behind = digitsEnd(index);
    return behind == index || behind - index > 2 ? -1 : behind;
  }

  int slots() {
    return slots;
  }

  int start(int slot) {
    return starts[slot];
  }

  int end(int slot) {
    return ends[slot];
  }

  int kind(int slot) {
    return kinds[slot];
  }

  byte[] template() {
    return Arrays.copyOf(template, length);
  }

  boolean hasTemplate(byte[] other) {
    return Arrays.equals(template, 0, length, other, 0, other.length);
  }

  int templateHash() {
    return hash(template, length);
  }

  static int hash(byte[] bytes, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ (hash >>> 15);
  }
}
