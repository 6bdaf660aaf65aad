package io.ewig.server.account;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.server.command.SecretPrompt;
import io.ewig.server.command.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  char[] read(String user, Terminal terminal) throws IOException {
    if (file == null && SecretPrompt.isPossible()) {
      return SecretPrompt.twice("password for " + user, "--password-file");
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
}
