package io.ewig.server.shell;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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

  @SuppressWarnings("SystemConsoleNull") // from JDK 22 on it asks whoever stands at the other end
  void addTo(Properties info) throws IOException, SQLException {
    if (user != null) {
      info.setProperty("user", user);
    }
    if (file != null) {
      info.setProperty("password", Files.readString(file).lines().findFirst().orElse(""));
    } else if (user != null) {
      Console console = System.console();
      if (console == null) {
        throw new SQLException(
            "there is no terminal to ask for the password of " + user + "; say --password-file",
            "28000");
      }
      char[] password = console.readPassword("Password for %s: ", user);
      info.setProperty("password", password == null ? "" : String.valueOf(password));
    }
  }
}
