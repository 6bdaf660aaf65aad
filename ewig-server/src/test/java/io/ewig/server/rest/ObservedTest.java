package io.ewig.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever watches over a server sees of it. */
class ObservedTest {

  private static final int SEGMENT_BYTES = 1 << 20; // so that a second one is needed soon

  @TempDir private Path folder;

  @Test
  void metricsAreTheSameNumbersUnderTheSameNames() throws IOException {
    try (RestServer server = new RestServer(folder)) {
      server.post("/v1/db/main/events", "{\"world\":\"a://b\"}");
      server.query("SELECT * FROM none");
      Map<String, Long> exposed = new HashMap<>();
      server
          .get("/metrics")
          .text()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replace("{database=\"main\"}", ""))
          .filter(line -> !line.contains("{"))
          .forEach(line -> exposed.put(line.split(" ")[0], Long.parseLong(line.split(" ")[1])));
      RestServer.Answer table = server.query("SELECT name, \"value\" FROM ewig.metrics");
      assertThat(table.list("rows")).hasSameSizeAs(exposed.keySet());
      for (Json row : table.list("rows")) {
        String name = ((JsonText) RestServer.at(row, "name")).value();
        String exposedName = "ewig_" + name.replace('.', '_');
        assertThat(exposed).containsKey(exposedName);
        if (name.startsWith("log.") || name.startsWith("index.") || name.startsWith("store.")) {
          assertThat(RestServer.at(row, "value").text())
              .isEqualTo(String.valueOf(exposed.get(exposedName)));
        }
      }
      assertThat(exposed)
          .containsEntry("ewig_log_events", 1L)
          .containsEntry("ewig_log_commits", 1L)
          .containsEntry("ewig_server_errors", 1L)
          .containsEntry("ewig_server_requests", 2L);
      assertThat(exposed.get("ewig_log_forces")).isPositive();
    }
  }

  @Test
  void requestsAreCountedByWhatTheirPathsHaveTheShapeOf() throws IOException {
    try (RestServer server = new RestServer(folder)) {
      for (int i = 0; i < 3; i++) {
        server.get("/v1/db/none" + i);
      }
      server.get("/nowhere/at/all");
      server.query("SELECT 1 / 0");
      assertThat(server.get("/metrics").text())
          .contains(
              "ewig_server_requests_by_route{method=\"GET\",route=\"/v1/db/{db}\",status=\"404\"}"
                  + " 3\n",
              "route=\"other\",status=\"404\"} 1\n",
              "ewig_server_request_seconds_count{route=\"/v1/db/{db}\"} 3\n",
              "ewig_server_request_seconds_bucket{route=\"/v1/db/{db}\",le=\"+Inf\"} 3\n",
              "ewig_server_errors_by_class{class=\"22\"} 1\n")
          .doesNotContain("none0");
    }
  }

  @Test
  void aServerSaysHowItIs() throws IOException {
    try (RestServer server = new RestServer(folder)) {
      assertThat(server.get("/health").text()).isEqualTo("{\"status\":\"ok\",\"sessions\":0}\n");
      assertThat(server.get("/health/live").at("status")).isEqualTo("ok");
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void aDamagedDatabaseIsServedForReadingOnly() throws IOException, SQLException {
    try (Ewig engine = Ewig.open(folder)) {
      for (int i = 0; i < 50; i++) {
        engine.append(EventBuilder.in("a://garden").json("{\"rose\":{\"petals\":" + i + "}}"));
      }
    }
    damage(newestFile(folder.resolve("log/active/00000001")));
    try (RestServer server = new RestServer(folder)) {
      assertThat(server.engine().troubles().damage()).isPresent();
      RestServer.Answer health = server.get("/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.at("status")).isEqualTo("read-only");
      assertThat(health.at("reason")).contains("damaged").doesNotContain(folder.toString());
      RestServer.Answer refused = server.post("/v1/db/main/events", "{\"world\":\"a://garden\"}");
      assertThat(refused.sqlState()).isEqualTo("25006");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).doesNotContain(folder.toString());
      assertThat(server.query("CREATE TABLE t (id INTEGER PRIMARY KEY)").sqlState())
          .isEqualTo("25006");
      try (var connection = DriverManager.getConnection(server.url())) {
        var found = connection.createStatement().executeQuery("SELECT count(*) FROM ewig.events");
        assertThat(found.next()).isTrue();
      }
      assertThat(server.get("/v1/db/main").at("status")).isEqualTo("read-only");
    }
  }

  @Test
  void damageThatIsMetLaterIsToldOf() throws IOException {
    try (RestServer server = new RestServer(folder)) {
      String event = "{\"world\":\"a://garden\",\"payload\":{\"rose\":{\"petals\":20}}}";
      assertThat(server.post("/v1/db/main/events", event).status()).isEqualTo(201);
      assertThat(server.get("/health").at("status")).isEqualTo("ok");
      damage(newestFile(folder.resolve("log/active/00000001")));
      assertThat(server.get("/v1/db/main/events?seqs=0").sqlState()).isEqualTo("XX001");
      RestServer.Answer health = server.get("/health");
      assertThat(health.at("status")).isEqualTo("damaged");
      assertThat(health.at("reason")).contains("damaged").doesNotContain(folder.toString());
      assertThat(server.get("/v1/db/main").at("status")).isEqualTo("damaged");
      assertThat(server.engine().troubles().unreadable()).isPresent();
    }
  }

  @Test
  void aLogThatTakesNoMoreWritesIsToldOfAndReadOn() throws IOException {
    Config config = Config.defaults().withSegmentBytes(SEGMENT_BYTES);
    try (RestServer server = new RestServer(folder, Ewig.open(folder, config))) {
      Files.writeString(folder.resolve("log/active/00000002"), "in the way of the next segment");
      String event =
          "{\"world\":\"a://garden\",\"payload_text\":\"" + "rose".repeat(50_000) + "\"}";
      RestServer.Answer answer = server.post("/v1/db/main/events", event);
      long written = 0;
      while (answer.status() == 201) {
        written++;
        answer = server.post("/v1/db/main/events", event);
      }
      assertThat(answer.text()).doesNotContain(folder.toString()).doesNotContain("00000002");
      RestServer.Answer health = server.get("/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.at("status")).isEqualTo("failed");
      assertThat(health.at("reason")).contains("start the server again");
      assertThat(server.engine().troubles().writeFailure()).isPresent();
      assertThat(server.get("/v1/db/main").number("n_events")).isEqualTo(written);
    }
  }

  @Test
  void aStoreThatTakesNoMoreIsToldOfWhileAllElseGoesOn() throws IOException {
    try (RestServer server = new RestServer(folder, Ewig.open(folder))) {
      Files.createDirectory(folder.resolve("store/pack-00000002.ewp")); // in the way of the next
      assertThat(server.get("/health").at("status")).isEqualTo("ok");
      Random random = new Random(7);
      byte[] large = new byte[16 << 20];
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 6; i++) {
                  random.nextBytes(large);
                  server.engine().append(EventBuilder.in("a://garden").payload(large));
                }
              })
          .isInstanceOf(EwigException.class);
      RestServer.Answer health = server.get("/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.at("status")).isEqualTo("store-failed");
      assertThat(health.at("reason")).contains("over 1 MiB").doesNotContain(folder.toString());
      assertThat(server.engine().troubles().writeFailure()).isEmpty();
      String small = "{\"world\":\"a://garden\",\"payload\":{\"rose\":1}}";
      assertThat(server.post("/v1/db/main/events", small).status()).isEqualTo(201);
    }
  }

  private static Path newestFile(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files
          .filter(file -> file.toString().endsWith(".cq4"))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow();
    }
  }

  /** Flips a bit of a payload: below what was promised to be durable. */
  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("{\"rose\":{\"petals\":20}}");
    assertThat(at).isPositive();
    bytes[at + 3] ^= 1;
    Files.write(file, bytes);
  }
}
