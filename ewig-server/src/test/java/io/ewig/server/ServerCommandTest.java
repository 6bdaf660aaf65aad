package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandTest {

  @TempDir private Path folder;

  @Test
  void anAddressThatOthersReachIsRefused() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = Terminal.of(InputStream.nullInputStream(), out, err);
    int code =
        EwigCommand.run(
            terminal, "server", "--data", folder.resolve("g").toString(), "--bind", "0.0.0.0");
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("users and TLS").hasLineCount(1);
    assertThat(folder.resolve("g")).doesNotExist();
  }
}
