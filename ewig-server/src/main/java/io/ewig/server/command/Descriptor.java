package io.ewig.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person is at the other end of a standard stream; Java itself does not say of each. */
enum Descriptor {
  IN("0"),
  OUT("1"),
  ERR("2");

  private final String number;

  Descriptor(String number) {
    this.number = number;
  }

  boolean isTerminal() {
    Path link = Path.of("/proc/self/fd", number);
    try {
      if (!Files.isSymbolicLink(link)) {
        return hasConsole();
      }
      Path target = Files.readSymbolicLink(link);
      return target.startsWith("/dev") && !target.endsWith("null");
    } catch (IOException e) {
      return hasConsole();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // where there is no /proc, it has to do
  private static boolean hasConsole() {
    return System.console() != null;
  }
}
