package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.UserException;
import io.ewig.parser.grammar.EwigParserConstants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about names lists the words that can't be names, and no others. */
class ReservedWordsTest {

  private static final Pattern LIST = Pattern.compile("(?m)^ {4}[A-Z_ ]+$");

  @Test
  void thePageListsThem() throws IOException {
    Set<String> listed = new TreeSet<>();
    String page = Files.readString(Path.of("../docs/sql/names.md"));
    LIST.matcher(page)
        .results()
        .forEach(line -> listed.addAll(Arrays.asList(line.group().strip().split(" "))));
    assertThat(listed).isEqualTo(reserved());
  }

  private static Set<String> reserved() {
    Set<String> words = new TreeSet<>();
    for (String image : EwigParserConstants.tokenImage) {
      String word = image.replace("\"", "");
      if (word.matches("[A-Z_]+") && !isName(word.toLowerCase(Locale.ROOT))) {
        words.add(word);
      }
    }
    return words;
  }

  private static boolean isName(String word) {
    try {
      SqlText.parse("CREATE TABLE t (" + word + " INTEGER)");
      SqlText.parse("SELECT " + word + " FROM t");
      return true;
    } catch (UserException e) {
      return false;
    }
  }
}
