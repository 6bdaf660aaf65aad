package io.ewig.server;

import io.ewig.server.command.AtLeast;
import io.ewig.server.log.Log;
import io.ewig.server.log.LogFormat;
import io.ewig.server.log.RollingFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where the log of a server goes, and what it says. */
final class LogOptions {

  private static final long MIB = 1L << 20;

  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      description = "The log goes to a file that is rolled by size, not to stderr.")
  private @Nullable Path file;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How its lines look. Default: ${DEFAULT-VALUE}.")
  private LogFormat format = LogFormat.TEXT;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description =
          "error, warn, info, debug or trace; debug and trace are of Ewig alone. Default: info in a"
              + " file, else warn.")
  private @Nullable Level level;

  @Option(
      names = "--log-size",
      paramLabel = "MIB",
      defaultValue = "10",
      description = "When a file begins anew. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--log-count",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many old files are kept. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--slow",
      paramLabel = "MS",
      defaultValue = "1000",
      description =
          "Statements that take so long are named in the log; 0 for none. Default:"
              + " ${DEFAULT-VALUE}.")
  private long slowMillis;

  /** Refuses what makes no sense, before anything is opened. */
  void require(CommandLine command) {
    AtLeast.require(command, "--log-size", size, 1);
    AtLeast.require(command, "--log-count", count, 0);
    AtLeast.require(command, "--slow", slowMillis, 0);
  }

  Duration slow() {
    return Duration.ofMillis(slowMillis);
  }

  /** Has the log go there until it is closed. */
  Closeable open() throws IOException {
    if (file == null) {
      Log.use(Log.toStderr(level == null ? Level.WARN : level, format));
      return () -> {};
    }
    RollingFile rolling = new RollingFile(file, size * MIB, count);
    Log.use(Log.toFile(level == null ? Level.INFO : level, format, rolling));
    return () -> {
      Log.use(Log.toStderr(Level.WARN, format));
      rolling.close();
    };
  }
}
