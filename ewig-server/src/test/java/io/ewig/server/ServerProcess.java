package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ewig server} in a process of its own, so that it can be killed. */
public final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The command, as it is here. */
  public static ProcessBuilder ewig(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("io.ewig.server.EwigCommand");
    command.addAll(List.of(words));
    return new ProcessBuilder(command);
  }

  /**
   * Returns when it listens.
   *
   * @param port 0 for any that is free
   */
  public static ServerProcess start(Path data, int port) throws IOException {
    File errors = File.createTempFile("ewig-server", ".err");
    errors.deleteOnExit();
    Process process =
        ewig("server", "--data", data.toString(), "--port", String.valueOf(port), "--json")
            .redirectError(errors)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    assertThat(line)
        .as("a server on port %d, which says %s", port, Files.readString(errors.toPath()))
        .startsWith("{\"listening\":\"127.0.0.1:");
    JsonNumber where = (JsonNumber) ((JsonObject) Json.parse(line)).get("port");
    return new ServerProcess(process, (int) where.longValue());
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
