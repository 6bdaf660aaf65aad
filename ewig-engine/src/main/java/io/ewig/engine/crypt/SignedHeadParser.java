package io.ewig.engine.crypt;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.MerkleRange;
import io.ewig.engine.log.Head;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a {@link SignedHead} line by line, and takes each value in its one right form.
 *
 * <pre>
 *   text      = name LF size LF base64(root) LF "chain " hex LF "time " nanos LF LF signature{1,16}
 *   signature = EM-DASH " " name " " base64(4-byte key id, signature) LF
 * </pre>
 */
final class SignedHeadParser {

  /** As many as C2SP wants everybody to take. */
  private static final int SIGNATURES_MAX = 16;

  /** Of a bad line, as much as is worth showing. */
  private static final int SHOWN_CHARS_MAX = 80;

  private final String text;
  private int at;
  private int lineNumber;
  private String line = "";

  SignedHeadParser(String text) {
    this.text = text;
  }

  SignedHead parse() {
    requireShort();
    nextLine();
    String name = line;
    require(SignedHead.isName(name), "the name of a log");
    nextLine();
    long size = decimal(line, "a size in decimal");
    require(size <= MerkleRange.SIZE_MAX, "a size up to " + MerkleRange.SIZE_MAX);
    nextLine();
    Hash root = Hash.of(base64(line, Hash.BYTES, "a root, base64 of 32 bytes"));
    require(size > 0 || root.equals(MerkleRange.EMPTY_ROOT), "the root of an empty log");
    nextLine();
    Hash chain = chain();
    nextLine();
    long nanos = decimal(after(SignedHead.TIME), "'time ' and nanoseconds in decimal");
    nextLine();
    require(line.isEmpty(), "an empty line");
    return withSignature(name, new Head(size, nanos, chain), root);
  }

  private void requireShort() {
    // Each character has at least one byte: the first test spares us encoding something huge.
    if (text.length() > SignedHead.TEXT_BYTES_MAX
        || text.getBytes(StandardCharsets.UTF_8).length > SignedHead.TEXT_BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a signed head has at most " + SignedHead.TEXT_BYTES_MAX + " bytes");
    }
  }

  private void nextLine() {
    int end = text.indexOf('\n', at);
    lineNumber++;
    line = text.substring(at, end < 0 ? text.length() : end);
    require(end >= 0, "a line with a newline at its end");
    require(line.chars().noneMatch(c -> c < ' '), "a line without control characters");
    at = end + 1;
  }

  /** What comes behind a word that the line must start with; a line without it yields no value. */
  private String after(String word) {
    return line.startsWith(word) ? line.substring(word.length()) : "";
  }

  private Hash chain() {
    String hex = after(SignedHead.CHAIN);
    require(
        hex.length() == 2 * Hash.BYTES
            && hex.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0),
        "'chain ' and 64 lower-case hex digits");
    return Hash.parse(hex);
  }

  /** A number as {@link Long#toString} writes it, and not below 0. */
  private long decimal(String digits, String expected) {
    try {
      long number = Long.parseLong(digits);
      require(number >= 0 && Long.toString(number).equals(digits), expected);
      return number;
    } catch (NumberFormatException e) {
      throw malformed(expected, e);
    }
  }

  private byte[] base64(String encoded, int bytesExpected, String expected) {
    byte[] bytes = base64(encoded, expected);
    require(bytes.length == bytesExpected, expected);
    return bytes;
  }

  /** The decoder lets missing padding and stray bits pass, which would give one value two texts. */
  private byte[] base64(String encoded, String expected) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      require(Base64.getEncoder().encodeToString(bytes).equals(encoded), expected);
      return bytes;
    } catch (IllegalArgumentException e) {
      throw malformed(expected, e);
    }
  }

  /** Takes the one signature of the log itself; those of others must only be well-formed. */
  private SignedHead withSignature(String name, Head head, Hash root) {
    SignedHead found = null;
    int lines = 0;
    do {
      nextLine();
      lines++;
      require(lines <= SIGNATURES_MAX, "no more than " + SIGNATURES_MAX + " signatures");
      if (line.startsWith(SignedHead.SIGNATURE + name + " ")) {
        require(found == null, "one signature of the log");
        found = signature(name, head, root);
      } else {
        requireSomeonesSignature();
      }
    } while (at < text.length());
    if (found == null) {
      throw malformed("a signature by '" + name + "'", null);
    }
    return found;
  }

  private SignedHead signature(String name, Head head, Hash root) {
    int bytes = SignedHead.KEY_ID_BYTES + SigningKey.SIGNATURE_BYTES;
    String encoded = after(SignedHead.SIGNATURE + name + " ");
    byte[] decoded = base64(encoded, bytes, "base64 of a key id and 64 bytes of signature");
    int keyId = ByteBuffer.wrap(decoded).getInt();
    byte[] signature = Arrays.copyOfRange(decoded, SignedHead.KEY_ID_BYTES, bytes);
    return new SignedHead(name, head, root, keyId, signature);
  }

  private void requireSomeonesSignature() {
    String expected = "an em dash, a name and a signature in base64, with single spaces";
    String signature = after(SignedHead.SIGNATURE);
    int nameEnd = signature.indexOf(' ');
    require(nameEnd > 0 && signature.lastIndexOf('+', nameEnd) < 0, expected);
    byte[] decoded = base64(signature.substring(nameEnd + 1), expected);
    require(decoded.length > SignedHead.KEY_ID_BYTES, expected);
  }

  private void require(boolean holds, String expected) {
    if (!holds) {
      throw malformed(expected, null);
    }
  }

  private UserException malformed(String expected, @Nullable Throwable cause) {
    String shown =
        line.length() <= SHOWN_CHARS_MAX ? line : line.substring(0, SHOWN_CHARS_MAX) + "...";
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "line " + lineNumber + " of a signed head is '" + shown + "', expected " + expected,
        cause);
  }
}
