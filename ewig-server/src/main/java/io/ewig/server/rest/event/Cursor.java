package io.ewig.server.rest.event;

import io.ewig.server.rest.answer.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page begins, as a text that clients keep and do not read.
 *
 * @param size how long the log was when the first page was read: what came since is on no page
 * @param next the first seq that was not looked at
 */
record Cursor(long size, long next) {

  private static final Pattern SHAPE = Pattern.compile("1\\.(\\d{1,18})\\.(\\d{1,18})");

  static Optional<Cursor> parse(Optional<String> text) {
    return text.map(
        encoded -> {
          try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            Matcher found = SHAPE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            if (found.matches()) {
              return new Cursor(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)));
            }
          } catch (IllegalArgumentException e) {
            throw malformed();
          }
          throw malformed();
        });
  }

  private static Refused malformed() {
    return Refused.malformed("the cursor is none that was given out; begin without one");
  }

  @Override
  public String toString() {
    byte[] bytes = ("1." + size + "." + next).getBytes(StandardCharsets.ISO_8859_1);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
