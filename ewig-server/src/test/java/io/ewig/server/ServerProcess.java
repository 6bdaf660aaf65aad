package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ewig server} in a process of its own, so that it can be killed. */
public final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Returns when it listens.
   *
   * @param port 0 for any that is free
   */
  public static ServerProcess start(Path data, int port) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.ewig.server.EwigCommand",
            "server",
            "--data",
            data.toString(),
            "--port",
            String.valueOf(port));
    File errors = File.createTempFile("ewig-server", ".err");
    errors.deleteOnExit();
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    assertThat(line)
        .as("a server on port %d, which says %s", port, Files.readString(errors.toPath()))
        .startsWith("listening on 127.0.0.1:");
    return new ServerProcess(process, Integer.parseInt(line.substring(line.indexOf(':') + 1)));
  }

  public int port() {
    return port;
  }

  /** As kill -9 does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
