package io.ewig.server.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Where lines go, and which; any thread. There is one for the whole JVM, as SLF4J has it: what
 * fails goes to stderr, until somebody {@link #use uses} another.
 */
public final class Log {

  /** Says at each start that something is missing which is left out on purpose. */
  private static final String NOISY = "net.openhft";

  private static final String OWN = "io.ewig.";

  /** Where libraries lie in the single jar. */
  private static final String NOT_OWN = "io.ewig.shaded.";

  private static final String PROVIDER = "slf4j.provider";
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private static final int INFO = Level.INFO.toInt();

  private static volatile Log current =
      new Log(Level.WARN, LogFormat.TEXT, new Stream(System.err), Clock.systemUTC());

  private final Level least;
  private final LogFormat format;
  private final Sink sink;
  private final Clock clock;

  /** Takes whole lines. */
  interface Sink {
    void write(byte[] line) throws IOException;
  }

  /** A stream that somebody else closes. */
  private record Stream(PrintStream out) implements Sink {
    @Override
    public void write(byte[] line) {
      out.write(line, 0, line.length);
      out.flush();
    }
  }

  /**
   * @param least the least grave level that is written
   */
  Log(Level least, LogFormat format, Sink sink, Clock clock) {
    this.least = least;
    this.format = format;
    this.sink = sink;
    this.clock = clock;
  }

  /**
   * Has SLF4J lead here, unless whoever started the JVM wants something else; before anybody has a
   * logger. Programs that start a server themselves keep the log that they have.
   */
  public static void start() {
    if (System.getProperty(PROVIDER) == null) {
      System.setProperty(PROVIDER, LogProvider.class.getName());
      System.setProperty(VERBOSITY, "WARN"); // or it says so at each start
    }
  }

  /** Lines to stderr. */
  public static Log toStderr(Level least, LogFormat format) {
    return new Log(least, format, new Stream(System.err), Clock.systemUTC());
  }

  /** Lines to a file, which begins anew when it is full. */
  public static Log toFile(Level least, LogFormat format, RollingFile file) {
    return new Log(least, format, file, Clock.systemUTC());
  }

  /** From now on all lines of this JVM go there. */
  public static void use(Log log) {
    current = log;
  }

  static Log current() {
    return current;
  }

  boolean accepts(String logger, Level level) {
    Level needed = logger.startsWith(NOISY) ? Level.ERROR : least;
    return level.toInt() >= needed.toInt() && (level.toInt() >= INFO || isOwn(logger));
  }

  /** Below {@code info}, libraries say headers and bodies as they come: passwords and values. */
  private static boolean isOwn(String logger) {
    return logger.startsWith(OWN) && !logger.startsWith(NOT_OWN);
  }

  void write(
      Level level,
      String logger,
      String thread,
      String text,
      Map<String, String> facts,
      @Nullable Throwable cause) {
    var line = new LogLine(clock.instant(), level, logger, thread, text, facts, cause);
    byte[] bytes = (format.print(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      sink.write(bytes);
    } catch (IOException e) { // a full disk must not stop a database; whoever started it is told
      System.err.println("ewig: the log cannot be written: " + e.getMessage());
      System.err.write(bytes, 0, bytes.length);
      System.err.flush();
    }
  }
}
