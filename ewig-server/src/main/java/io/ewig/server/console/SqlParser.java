package io.ewig.server.console;

import io.ewig.server.shell.StatementReader;
import io.ewig.server.shell.StatementReader.Open;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor when a statement is whole, and which word is being typed. */
final class SqlParser implements Parser {

  @Override
  public ParsedLine parse(String text, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT) {
      Open open = StatementReader.openAtEnd(text);
      if (open != Open.NOTHING) {
        throw new EOFError(-1, -1, "the statement goes on", open.sign());
      }
    }
    int start = Suggestions.start(text.substring(0, cursor));
    return new Word(text, cursor, text.substring(start, cursor));
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  /** A line as the editor wants to know it: one word of it matters. */
  private record Word(String line, int cursor, String word) implements CompletingParsedLine {

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    /** Names are put in as they are. */
    @Override
    public CharSequence escape(CharSequence candidate, boolean isComplete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
