package io.ewig.server.shell;

import io.ewig.server.command.SecretPrompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Who somebody is for a server; what proves it stands neither in a command line nor in a history.
 */
final class LoginOption {

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who you are for a server; the password is asked for at the terminal.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The password, or a token, is the first line of this file.")
  private @Nullable Path file;

  void addTo(Properties info) throws IOException {
    if (user != null) {
      info.setProperty("user", user);
    }
    if (file != null) {
      info.setProperty("password", Files.readString(file).lines().findFirst().orElse(""));
    } else if (user != null) {
      char[] password = SecretPrompt.once("password for " + user, "--password-file");
      info.setProperty("password", String.valueOf(password));
    }
  }
}
