package io.ewig.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Says what the numbers were measured on. */
public final class Machine {

  private Machine() {}

  public static String line(Path data) throws IOException {
    Runtime runtime = Runtime.getRuntime();
    return String.join(
        ", ",
        runtime.availableProcessors() + " cores (" + processor() + ")",
        "JDK " + System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Files.getFileStore(data).type(),
        "heap up to " + (runtime.maxMemory() >> 20) + " MiB",
        LocalDate.now(ZoneOffset.UTC).toString());
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse(System.getProperty("os.arch"));
  }
}
