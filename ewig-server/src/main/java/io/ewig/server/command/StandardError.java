package io.ewig.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at this process's errors; Java itself only says so of its output. */
final class StandardError {

  private static final Path LINK = Path.of("/proc/self/fd/2");

  private StandardError() {}

  static boolean isTerminal() {
    try {
      return Files.isSymbolicLink(LINK)
          && Files.readSymbolicLink(LINK).startsWith("/dev")
          && !Files.readSymbolicLink(LINK).endsWith("null");
    } catch (IOException e) {
      return System.console() != null;
    }
  }
}
