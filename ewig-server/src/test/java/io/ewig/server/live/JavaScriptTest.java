package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests of the client for JavaScript, by Node's own runner, against a real server. */
class JavaScriptTest {

  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*", Pattern.DOTALL);
  private static final int MINUTES_MAX = 2;

  private record Node(int major, int minor) {
    /** From 22 on there is one without being asked for. */
    List<String> options() {
      return major >= 22 ? List.of() : List.of("--experimental-websocket");
    }

    boolean hasWebSocket() {
      return major > 20 || (major == 20 && minor >= 10);
    }
  }

  private record Run(int status, String output) {}

  private static Run run(List<String> command, String server) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("EWIG_URL", server);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), output);
  }

  private static Node node() throws Exception {
    String version;
    try {
      version = run(List.of("node", "--version"), "").output;
    } catch (IOException e) {
      version = "";
    }
    Matcher matcher = VERSION.matcher(version);
    assumeTrue(
        matcher.matches(), "there is no Node here, so the client for JavaScript is not tested");
    Node node = new Node(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    assumeTrue(node.hasWebSocket(), "Node has WebSocket from 20.10 on, and here is " + version);
    return node;
  }

  private static Path folder() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("ewig-js"))) {
      at = at.getParent();
    }
    return at.resolve("ewig-js/test");
  }

  @Test
  void theClientForJavaScriptPassesItsTests() throws Exception {
    Node node = node();
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(node.options());
    command.addAll(List.of("--test", folder().toString()));
    try (Ewig engine = Ewig.inMemory();
        EwigServer server = EwigServer.start(engine, ServerOptions.local(0))) {
      Run run = run(command, "ws://127.0.0.1:" + server.address().getPort());
      assertThat(run.status).as(run.output).isZero();
      assertThat(run.output).contains("skipped 0");
    }
  }
}
