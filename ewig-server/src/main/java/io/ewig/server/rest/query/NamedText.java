package io.ewig.server.rest.query;

import io.ewig.server.session.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement whose parameters have names, {@code :id}, as one where they have places.
 *
 * <p>A colon right behind a text or name in quotes is JSON's, as in {@code JSON_OBJECT('id':id)}.
 *
 * @param names in the order of the places; one that is there twice has two
 */
record NamedText(String sql, List<String> names) {

  private static final Pattern TOKEN =
      Pattern.compile(
          String.join(
              "|",
              Quoted.TEXT,
              Quoted.NAME,
              Quoted.COMMENT,
              "::",
              "(?<![\\w:'\"]):(?<name>[A-Za-z_]\\w*)"),
          Pattern.DOTALL);

  static NamedText of(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (token.find()) {
      sql.append(text, at, token.start());
      String name = token.group("name");
      if (name != null) {
        names.add(name);
        sql.append('?');
      } else {
        sql.append(token.group());
      }
      at = token.end();
    }
    return new NamedText(sql.append(text.substring(at)).toString(), List.copyOf(names));
  }
}
