package io.ewig.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Other makers of data that many edit, in a process of Node's that waits to be asked. */
public final class NodePeers implements AutoCloseable {

  public static final String LORO = "Loro";
  public static final List<String> NAMES = List.of(LORO, "Yjs", "Automerge");

  /** What is to be installed, and what is run. */
  private static final Path SOURCES = Path.of("ewig-bench", "node");

  /** Where somebody installed it, seen from the repository; no build does. */
  private static final Path FOLDER = Path.of("ewig-bench", "target", "node");

  /** What a line says of peers that did not take part. */
  public static final String REMEDY =
      "not here: cp -r "
          + SOURCES
          + " ewig-bench/target && npm install --ignore-scripts --prefix "
          + FOLDER;

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;

  private NodePeers(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Null if they are not installed.
   *
   * @param script that asks them, in the folder of sources
   */
  public static @Nullable NodePeers start(String script, String... arguments) throws IOException {
    if (!Files.isDirectory(FOLDER.resolve("node_modules").resolve("loro-crdt"))) {
      return null;
    }
    Files.copy(
        SOURCES.resolve(script), FOLDER.resolve(script), StandardCopyOption.REPLACE_EXISTING);
    List<String> command = new ArrayList<>(List.of("node", "--expose-gc", script));
    command.addAll(List.of(arguments));
    return new NodePeers(
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /**
   * Lets one of them do once what the script is about; the numbers that it came to.
   *
   * @param how as the script understands it
   */
  public double[] ask(String name, int how) throws IOException {
    questions.write(name + " " + how + "\n");
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(name + " could not do it, see above");
    }
    return Stream.of(answer.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  @Override
  public void close() throws IOException {
    questions.close(); // it ends with its input
    process.destroy();
  }
}
