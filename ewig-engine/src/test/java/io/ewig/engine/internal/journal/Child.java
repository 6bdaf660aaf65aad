package io.ewig.engine.internal.journal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another JVM with our class path, spoken to in lines; it never outlives its patience. */
public final class Child implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private static final int LINES_KEPT = 12;

  private static final int HEAP_MEGABYTES = 128;

  private static final ScheduledExecutorService KILLER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "test-killer");
            thread.setDaemon(true);
            return thread;
          });

  private final Process process;
  private final BufferedReader lines;
  private final BufferedWriter orders;
  private final List<String> heard = new ArrayList<>();

  public Child(Class<?> main, Object... arguments) throws IOException {
    this(HEAP_MEGABYTES, main, arguments);
  }

  public Child(int heapMegabytes, Class<?> main, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(
        List.of("-Xmx" + heapMegabytes + "m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
    if (Runtime.version().feature() >= 24) { // it would warn of Unsafe, which we map files with
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", classPath(), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    lines = process.inputReader(StandardCharsets.UTF_8);
    orders = process.outputWriter(StandardCharsets.UTF_8);
    killAfter(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }

  /** Ours, also where the launcher of the tests keeps it in a loader of its own. */
  public static String classPath() {
    String path = System.getProperty("java.class.path");
    if (Child.class.getClassLoader() instanceof URLClassLoader own) {
      for (URL url : own.getURLs()) {
        path += File.pathSeparator + url.getPath();
      }
    }
    return path;
  }

  /** The next line that it says, or null if it is dead and has said all. */
  public @Nullable String hear() {
    try {
      String line = lines.readLine();
      while (line != null && line.startsWith("SLF4J")) { // it found no logger, which is no matter
        line = lines.readLine();
      }
      if (line != null) {
        heard.add(line);
        heard.subList(0, Math.max(0, heard.size() - LINES_KEPT)).clear();
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says a line to it and returns its answer. */
  String ask(String order) {
    try {
      orders.write(order + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new AssertionError("the child is gone: " + rest(), e);
    }
    String answer = hear();
    if (answer == null) {
      throw new AssertionError("the child did not answer " + order + ": " + rest());
    }
    return answer;
  }

  /** Gives it a second to say what it has to say, and kills it. */
  public String quitAndTell() {
    killAfter(1000);
    return rest();
  }

  /** All that it has said and still says until it ends, for the text of a failure. */
  public String rest() {
    String line = hear();
    while (line != null) {
      line = hear();
    }
    return String.join("\n", heard);
  }

  /** Asks it to end, as a shell or a service manager does. */
  public void terminate() {
    process.toHandle().destroy(); // the process itself would close the pipe, too
  }

  /** Kills it; what it has said before can still be heard. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  public void killAfter(long millis) {
    KILLER.schedule(this::kill, millis, TimeUnit.MILLISECONDS);
  }

  /** Its exit code; killed is 137. */
  public int exit() throws InterruptedException {
    return process.waitFor();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
