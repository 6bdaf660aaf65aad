package io.ewig.bench.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Other makers of texts that many edit, in a process of Node's that waits to be asked. */
final class NodePeers implements AutoCloseable {

  static final List<String> NAMES = List.of("Loro", "Yjs", "Automerge");

  /** What is to be installed, and what is run. */
  private static final Path SOURCES = Path.of("ewig-bench", "node");

  /** Where somebody installed it, seen from the repository; no build does. */
  private static final Path FOLDER = Path.of("ewig-bench", "target", "node");

  private static final String SCRIPT = "replay.js";

  static final String REMEDY =
      "not here: cp -r "
          + SOURCES
          + " ewig-bench/target && npm install --ignore-scripts --prefix "
          + FOLDER;

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;

  /** What one replay came to. */
  record Answer(double millis, double savedBytes, double keptBytes) {}

  private NodePeers(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Null if they are not installed. */
  static @Nullable NodePeers start(Path trace) throws IOException {
    if (!Files.isDirectory(FOLDER.resolve("node_modules").resolve("loro-crdt"))) {
      return null;
    }
    Files.copy(
        SOURCES.resolve(SCRIPT), FOLDER.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
    return new NodePeers(
        new ProcessBuilder("node", "--expose-gc", SCRIPT, trace.toAbsolutePath().toString())
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /**
   * Lets one of them go through the trace.
   *
   * @param keep how many documents more to make and keep, to see what memory they take
   */
  Answer ask(String name, int keep) throws IOException {
    questions.write(name + " " + keep + "\n");
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(name + " could not go through the trace, see above");
    }
    String[] numbers = answer.split(" ", -1);
    return new Answer(
        Double.parseDouble(numbers[0]),
        Double.parseDouble(numbers[1]),
        Double.parseDouble(numbers[2]));
  }

  @Override
  public void close() throws IOException {
    questions.close(); // it ends with its input
    process.destroy();
  }
}
