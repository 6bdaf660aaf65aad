package io.ewig.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.event.Level;

class LogTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00.123456Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private final LogProvider provider = new LogProvider();
  private final List<String> lines = new ArrayList<>();

  private Logger logger(Level least, LogFormat format) {
    provider.initialize();
    Log.use(
        new Log(least, format, line -> lines.add(new String(line, StandardCharsets.UTF_8)), CLOCK));
    return provider.getLoggerFactory().getLogger("io.ewig.x");
  }

  @AfterEach
  void putBack() {
    Log.use(Log.toStderr(Level.WARN, LogFormat.TEXT));
  }

  @Test
  void aLineOfTextHasTheRequestThatWasUnderWay() {
    Logger logger = logger(Level.INFO, LogFormat.TEXT);
    provider.getMDCAdapter().put("request", "r-1");
    logger.info("{} of {}", 1, "two");
    logger.debug("too little");
    assertThat(lines)
        .containsExactly("2026-01-31T12:00:00.123Z INFO io.ewig.x request=r-1 - 1 of two\n");
  }

  @Test
  void whatAClientSendsMakesNoLinesOfItsOwn() {
    logger(Level.INFO, LogFormat.TEXT).warn("said {}", "a\n2026 ERROR forged\u001b[31m");
    assertThat(lines.get(0)).hasLineCount(1).contains("a 2026 ERROR forged [31m");
    lines.clear();
    logger(Level.INFO, LogFormat.JSON).warn("said {}", "a\n\"b\"");
    assertThat(lines.get(0)).hasLineCount(1);
    assertThat(((JsonObject) Json.parse(lines.get(0))).get("message"))
        .isEqualTo(Json.parse("\"said a\\n\\\"b\\\"\""));
  }

  @Test
  void aLineOfJsonHasTheTraceInIt() {
    provider.initialize();
    Logger logger = logger(Level.INFO, LogFormat.JSON);
    provider.getMDCAdapter().put("request", "r-2");
    logger.error("no", new IllegalStateException("because"));
    JsonObject line = (JsonObject) Json.parse(lines.get(0));
    assertThat(line.keys())
        .contains("time", "level", "logger", "thread", "request", "message", "trace");
    assertThat(line.get("trace").text()).contains("IllegalStateException: because", "LogTest");
  }

  @Test
  void librariesThatComplainOfWhatIsLeftOutAreNotHeard() {
    logger(Level.INFO, LogFormat.TEXT);
    provider.getLoggerFactory().getLogger("net.openhft.affinity").warn("no JNA");
    assertThat(lines).isEmpty();
  }

  @Test
  void whatLibrariesSayOfRequestsIsNotWrittenAtAnyLevel() {
    logger(Level.TRACE, LogFormat.TEXT).debug("own");
    for (String library : List.of("org.eclipse.jetty.http.HttpParser", "io.ewig.shaded.org.x")) {
      Logger logger = provider.getLoggerFactory().getLogger(library);
      logger.debug("Authorization: Basic YW5uYTpzZWNyZXQ=");
      logger.trace("INSERT INTO t VALUES ('secret')");
      logger.info("started");
    }
    assertThat(lines).hasSize(3).noneMatch(line -> line.contains("secret"));
    assertThat(lines).noneMatch(line -> line.contains("Authorization"));
  }

  @Test
  void aFileBeginsAnewWhenItIsFullAndTheOldestGoes() throws IOException {
    Path file = folder.resolve("logs/server.log");
    try (RollingFile rolling = new RollingFile(file, 100, 2)) {
      for (int i = 0; i < 50; i++) {
        rolling.write(("line " + i + " 0123456789\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    List<String> kept = new ArrayList<>();
    for (String name : List.of("server.log.2", "server.log.1", "server.log")) {
      Path one = folder.resolve("logs").resolve(name);
      assertThat(one).as(name).exists();
      assertThat(Files.size(one)).isLessThanOrEqualTo(100);
      kept.addAll(Files.readAllLines(one));
    }
    assertThat(kept)
        .isEqualTo(
            IntStream.range(50 - kept.size(), 50)
                .mapToObj(i -> "line " + i + " 0123456789")
                .toList());
    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void aLogIsGoneOnWithAfterARestart() throws IOException {
    Path file = folder.resolve("server.log");
    for (int i = 0; i < 2; i++) {
      try (RollingFile rolling = new RollingFile(file, 100, 0)) {
        rolling.write("once\n".getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(file).hasContent("once\nonce\n");
  }

  @Test
  void aThreadThatIsInterruptedTakesTheLogFromNobody() throws IOException {
    Path file = folder.resolve("server.log");
    try (RollingFile rolling = new RollingFile(file, 100, 0)) {
      Thread.currentThread().interrupt();
      rolling.write("interrupted\n".getBytes(StandardCharsets.UTF_8));
      assertThat(Thread.interrupted()).isTrue();
      rolling.write("not\n".getBytes(StandardCharsets.UTF_8));
    } finally {
      assertThat(Thread.interrupted()).isFalse(); // or other tests would suffer
    }
    assertThat(file).hasContent("interrupted\nnot\n");
  }
}
