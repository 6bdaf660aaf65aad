package io.ewig.server.shell;

import io.ewig.server.command.Terminal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where statements come from, if not from standard input: one of these. */
public final class SourceOption {

  private static final String STANDARD_INPUT = "-";

  @Option(
      names = {"-e", "-c", "--execute", "--command"},
      paramLabel = "SQL",
      description = "The statements themselves.")
  private @Nullable String command;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A file of statements, in UTF-8; - for standard input.")
  private @Nullable Path file;

  static Reader reader(@Nullable SourceOption source, Terminal terminal) throws IOException {
    if (source != null && source.command != null) {
      return new StringReader(source.command);
    }
    if (source != null && source.file != null && !source.file.toString().equals(STANDARD_INPUT)) {
      return Files.newBufferedReader(source.file);
    }
    return new InputStreamReader(terminal.in(), StandardCharsets.UTF_8);
  }
}
