package io.ewig.server.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is at the other end of a standard stream; Java itself does not say of each. */
enum Descriptor {
  IN("0"),
  OUT("1"),
  ERR("2");

  private static final String ARCHIVE_OF_CLASSES = ".jsa";

  private final String number;

  Descriptor(String number) {
    this.number = number;
  }

  /**
   * Whether it was closed before the JVM started (<code>{@literal <&-}</code>). The first file that
   * the JVM opens gets the number then, and one of its own would be taken for what a user says.
   */
  boolean isTakenByJvm() {
    try {
      Path file = link().toRealPath();
      return file.startsWith(Path.of(System.getProperty("java.home")).toRealPath())
          || file.toString().endsWith(ARCHIVE_OF_CLASSES)
          || isOnClassPath(file);
    } catch (IOException e) { // a pipe, or there is no /proc
      return false;
    }
  }

  private static boolean isOnClassPath(Path file) throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.exists(path) && Files.isSameFile(file, path)) {
        return true;
      }
    }
    return false;
  }

  private Path link() {
    return Path.of("/proc/self/fd", number);
  }

  boolean isTerminal() {
    Path link = link();
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
