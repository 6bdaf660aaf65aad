package io.ewig.server.upkeep;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What stands between values: one character, and none that means something else in CSV. */
final class Delimiter implements ITypeConverter<Character> {

  private static final String TABULATOR = "\\t";

  @Override
  public Character convert(String text) {
    if (text.equals(TABULATOR)) {
      return '\t';
    }
    if (text.length() != 1 || "\"\r\n".contains(text)) {
      throw new TypeConversionException(
          "'" + text + "' is not one character such as ; or | (\\t for a tabulator), and no quote");
    }
    return text.charAt(0);
  }
}
