package io.ewig.server.account;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.server.command.Terminal;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a password comes from. */
final class PasswordOption {

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "The password is the first line of this file; - for the standard input. Without, it is"
              + " asked for at the terminal.")
  private @Nullable String file;

  /** The caller wipes it. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 22 on it asks whoever stands at the other end
  char[] read(String user, Terminal terminal) throws IOException {
    Console console = System.console();
    if (file == null && console != null) {
      return asked(user, console);
    }
    String line =
        file == null || file.equals("-")
            ? new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
                .readLine()
            : Files.readString(Path.of(file)).lines().findFirst().orElse(null);
    if (line == null) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "there is no password: the first line is one");
    }
    return line.toCharArray();
  }

  private static char[] asked(String user, Console console) {
    char[] once = console.readPassword("Password for %s: ", user);
    char[] again = console.readPassword("The same again: ");
    boolean isSame = once != null && Arrays.equals(once, again);
    if (again != null) {
      Arrays.fill(again, '\0');
    }
    if (!isSame) {
      throw new UserException(ErrorCode.INVALID_ARGUMENT, "those were not the same passwords");
    }
    return once;
  }
}
