package io.ewig.engine.error;

import org.jspecify.annotations.Nullable;

/** The root of everything Ewig throws on purpose; unchecked, with its {@link ErrorCode} as data. */
public abstract sealed class EwigException extends RuntimeException
    permits UserException,
        ConflictException,
        CorruptionException,
        ResourceException,
        InternalException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String text;

  EwigException(
      ErrorCode.Category category, ErrorCode code, String text, @Nullable Throwable cause) {
    super(numbered(text, code), cause);
    if (code.category() != category) {
      throw new IllegalArgumentException(code + " is not of category " + category);
    }
    this.code = code;
    this.text = text;
  }

  /** What its message says, without the code: for a part of another message. */
  public final String text() {
    return text;
  }

  /** With the number once, also where the text is another error's, of the same code. */
  private static String numbered(String text, ErrorCode code) {
    String number = " [EWIG-" + code.number() + "]";
    return text.replace(number, "") + number;
  }

  public final ErrorCode code() {
    return code;
  }

  public final String sqlState() {
    return code.sqlState();
  }
}
