package io.ewig.parser;

import io.ewig.parser.grammar.SimpleCharStream;
import java.io.StringReader;

/** The characters of a text, with a tab counting as one column. */
final class Characters extends SimpleCharStream {

  private static final int BUFFER_MIN = 64;

  Characters(String text) {
    super(new StringReader(text), 1, 1, Math.max(BUFFER_MIN, text.length() + 1));
    setTabSize(1);
  }
}
