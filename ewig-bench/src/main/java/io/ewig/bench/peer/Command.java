package io.ewig.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs programs of this machine. */
final class Command {

  private Command() {}

  /** Runs a program in a folder and returns what it wrote; it has to end well. */
  static String run(Path folder, List<String> words) throws IOException, InterruptedException {
    Path output = Files.createTempFile("ewig-bench", ".out");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile()) // not a pipe: a server that stays would hold it open
              .start();
      int status = process.waitFor();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      if (status != 0) {
        throw new IOException(words + " ended with " + status + ": " + text.strip());
      }
      return text;
    } finally {
      Files.delete(output);
    }
  }
}
