package io.ewig.bench.measure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Measures in a JVM that has done nothing else before. */
public final class FreshJvm {

  private FreshJvm() {}

  /**
   * Runs a class there, with a heap of that size, and returns the numbers on the last line that it
   * printed.
   */
  public static long[] run(Class<?> main, int heapMebibytes, String... words)
      throws IOException, InterruptedException {
    return run(main, List.of("-Xmx" + heapMebibytes + "m"), words);
  }

  /** The same with any flags for the JVM. */
  public static long[] run(Class<?> main, List<String> flags, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(flags);
    command.addAll(
        List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.net.openhft.affinity=error", // warns of a missing JNA
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(main.getName() + " failed in a JVM of its own: " + output);
    }
    String[] numbers = output.substring(output.lastIndexOf('\n') + 1).split(" ");
    long[] result = new long[numbers.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Long.parseLong(numbers[i]);
    }
    return result;
  }
}
