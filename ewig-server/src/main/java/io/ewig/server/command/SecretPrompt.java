package io.ewig.server.command;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;

/** Asks somebody at a terminal for a secret, which is not shown as it is typed. */
public final class SecretPrompt {

  private SecretPrompt() {}

  /** Whether there is somebody to ask. */
  public static boolean isPossible() {
    return console().isPresent();
  }

  /**
   * The caller wipes it.
   *
   * @param what such as {@code password for anna}
   * @param instead what to say where there is no terminal
   */
  public static char[] once(String what, String instead) {
    Console console =
        console()
            .orElseThrow(
                () ->
                    new UserException(
                        ErrorCode.KEY_UNAVAILABLE,
                        "there is no terminal to ask for the " + what + "; say " + instead));
    return typed(console, Character.toUpperCase(what.charAt(0)) + what.substring(1) + ": ");
  }

  /** Likewise, of a new one: a slip of the finger would lock its owner out. */
  public static char[] twice(String what, String instead) {
    char[] once = once(what, instead);
    char[] again = typed(console().orElseThrow(), "The same again: ");
    boolean isSame = Arrays.equals(once, again);
    Arrays.fill(again, '\0');
    if (!isSame) {
      Arrays.fill(once, '\0');
      throw new UserException(ErrorCode.INVALID_ARGUMENT, "what was typed was not twice the same");
    }
    return once;
  }

  private static char[] typed(Console console, String prompt) {
    char[] line = console.readPassword("%s", prompt);
    return line == null ? new char[0] : line;
  }

  /** From JDK 22 on there is one in any case, and it reads whatever the standard input is. */
  private static Optional<Console> console() {
    return Descriptor.IN.isTerminal() ? Optional.ofNullable(System.console()) : Optional.empty();
  }
}
