package io.ewig.server.rest.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement whose parameters have names, {@code :id}, as one where they have places.
 *
 * @param names in the order of the places; one that is there twice has two
 */
record NamedText(String sql, List<String> names) {

  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/|::|(?<![\\w:]):([A-Za-z_]\\w*)",
          Pattern.DOTALL);

  static NamedText of(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (token.find()) {
      sql.append(text, at, token.start());
      if (token.group(1) != null) {
        names.add(token.group(1));
        sql.append('?');
      } else {
        sql.append(token.group());
      }
      at = token.end();
    }
    return new NamedText(sql.append(text.substring(at)).toString(), List.copyOf(names));
  }
}
