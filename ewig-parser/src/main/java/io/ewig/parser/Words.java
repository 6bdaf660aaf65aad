package io.ewig.parser;

import io.ewig.parser.grammar.EwigParser;
import io.ewig.parser.grammar.EwigParserConstants;
import io.ewig.parser.grammar.ParseException;
import java.io.StringReader;
import java.util.BitSet;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The words that the grammar knows, and which of them can be names. */
final class Words {

  private static final String[] IMAGES = EwigParserConstants.tokenImage;
  private static final BitSet NAMES = names();

  private Words() {}

  /** The parser itself says which words it would take for a name. */
  private static BitSet names() {
    BitSet names = new BitSet();
    try {
      new EwigParser(new StringReader("1")).NonReservedKeyWord();
    } catch (ParseException e) {
      for (int[] sequence : e.expectedTokenSequences) {
        names.set(sequence[0]);
      }
    }
    return names;
  }

  /** Whether a token is a word of the language, not a sign, a literal or a name. */
  static boolean isWord(int kind) {
    String image = IMAGES[kind];
    return image.length() > 2 && image.charAt(0) == '"' && Character.isLetter(image.charAt(1));
  }

  /** Whether a word can only be a name in double quotes. */
  static boolean isReserved(int kind) {
    return isWord(kind) && !NAMES.get(kind);
  }

  /** A word in upper case, or a sign. */
  static String text(int kind) {
    String image = IMAGES[kind];
    return image.startsWith("\"") ? image.substring(1, image.length() - 1) : image;
  }

  static NavigableSet<String> reserved() {
    NavigableSet<String> words = new TreeSet<>();
    for (int kind = 0; kind < IMAGES.length; kind++) {
      if (isReserved(kind)) {
        words.add(text(kind).toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }
}
