package io.ewig.bench.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ewig server}, from the class path of this process, with the flags that the launcher has.
 */
final class EwigServed implements Served {

  private static final String LISTENING = "listening on 127.0.0.1:";
  private static final String RESIDENT = "VmRSS:";
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseG1GC", "-Xms16m", "-XX:G1HeapRegionSize=1m", "-XX:G1PeriodicGCInterval=30000");

  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final String port;

  private EwigServed(Process process, String port) {
    this.process = process;
    this.port = port;
  }

  /** Returns when it listens. */
  static EwigServed start(Path data, String... moreFlags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of(moreFlags));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "io.ewig.server.EwigCommand"));
    command.addAll(List.of("server", "--data", data.toString(), "--port", "0"));
    File errors = data.resolveSibling(data.getFileName() + ".err").toFile();
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.startsWith(LISTENING)) {
      process.destroyForcibly();
      throw new IOException("the server does not listen: " + Files.readString(errors.toPath()));
    }
    return new EwigServed(process, line.substring(LISTENING.length()));
  }

  @Override
  public String name() {
    return "Ewig";
  }

  @Override
  public String url() {
    return "jdbc:ewig://127.0.0.1:" + port;
  }

  /** How much memory of the machine it has, in MiB. */
  double residentMebibytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(RESIDENT))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToDouble(Double::parseDouble)
        .map(kibibytes -> kibibytes / 1024)
        .findFirst()
        .orElseThrow(() -> new IOException(status + " does not say it"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the server did not stop within " + STOP_SECONDS + " s");
    }
  }
}
