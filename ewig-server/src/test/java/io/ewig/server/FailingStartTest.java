package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.Metric;
import io.ewig.engine.error.EwigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingStartTest {

  @TempDir private Path folder;

  @Test
  void aServerThatCannotStartLeavesNothingBehindInItsDatabase() throws IOException {
    ServerOptions options = ServerOptions.local(0).withTemporary(folder.resolve("temporary"));
    try (Ewig engine = Ewig.open(folder)) {
      List<String> before = names(engine);
      Path file = Files.createDirectories(folder.resolve("sync")).resolve("quarantine.json");
      Files.writeString(file, "no JSON");
      assertThatThrownBy(() -> EwigServer.start(engine, options)).isInstanceOf(EwigException.class);
      assertThat(names(engine)).isEqualTo(before);
      Files.delete(file);
      try (EwigServer server = EwigServer.start(engine, options)) {
        assertThat(server.sessions()).isZero();
        assertThat(names(engine)).hasSizeGreaterThan(before.size());
      }
      assertThat(names(engine)).isEqualTo(before);
    }
  }

  private static List<String> names(Ewig engine) {
    return engine.metrics().all().stream().map(Metric::name).toList();
  }
}
