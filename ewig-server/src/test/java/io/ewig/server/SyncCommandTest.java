package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.log.Durability;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ewig sync} and {@code ewig peer} against a server, and what the server tells in JSON. */
class SyncCommandTest {

  @TempDir private Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Ewig engine;
  private EwigServer server;

  @BeforeEach
  void serve() throws IOException {
    engine = Ewig.open(temporary.resolve("garden"));
    plant(engine, "rose");
    server = EwigServer.start(engine, ServerOptions.local(0));
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
  }

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
  }

  private String url() {
    return "http://127.0.0.1:" + server.address().getPort();
  }

  private int run(String... args) {
    out.reset();
    err.reset();
    return EwigCommand.run(Terminal.of(new ByteArrayInputStream(new byte[0]), out, err), args);
  }

  private JsonObject printed() {
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    return (JsonObject) Json.parse(out.toString(StandardCharsets.UTF_8));
  }

  private String laptop() {
    return temporary.resolve("laptop").toString();
  }

  @Test
  void anEmptyFolderBecomesAReplica() {
    assertThat(run("sync", "--data", laptop(), "--with", url())).isEqualTo(ExitCode.OK);
    JsonObject said = printed();
    assertThat(said.keys())
        .contains("sent", "received", "bytesOut", "bytesIn", "root", "remoteRoot", "equal");
    assertThat(said.get("received")).hasToString("1");
    assertThat(said.get("root")).isEqualTo(said.get("remoteRoot"));
    try (Ewig db = Ewig.open(Path.of(laptop()))) {
      assertThat(db.head().size()).isEqualTo(1);
      plant(db, "fern");
    }
    String named = url().replace("http:", "ewig:") + "/main";
    assertThat(run("sync", "--data", laptop(), "--with", named, "--json")).isEqualTo(ExitCode.OK);
    assertThat(printed().get("sent")).hasToString("1");
    assertThat(engine.head().size()).isEqualTo(2);
  }

  @Test
  void whoDoesNotAnswerIsNamedInWordsAlone() {
    server.close();
    int port = server.address().getPort();
    for (String base : List.of("http", "ws", "https", "wss")) {
      String url = base + "://127.0.0.1:" + port;
      assertThat(run("sync", "--data", laptop(), "--with", url)).isEqualTo(ExitCode.ERROR);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .isEqualTo("ewig: ERROR 58030: nobody answers at " + url + System.lineSeparator());
      assertThat(Path.of(laptop())).as("what nobody filled").doesNotExist();
    }
  }

  @Test
  void aFolderIsMadeWhenThereIsSomethingToFillItFrom() {
    String nowhere = url() + "/nowhere";
    assertThat(run("sync", "--data", laptop(), "--with", nowhere)).isEqualTo(ExitCode.ERROR);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("ERROR 58030: the other replica refuses (unknown-database)", "'nowhere'");
    assertThat(Path.of(laptop())).doesNotExist();
    assertThat(run("sync", "--data", laptop(), "--with", url())).isEqualTo(ExitCode.OK);
  }

  @Test
  void aFolderWithoutADatabaseHasNoPeers() {
    for (String[] what :
        new String[][] {
          {"add", "far", "http://127.0.0.1"},
          {"remove", "far"},
          {"list"},
          {"gossip", "3"},
          {"policy", "all"},
          {"trust", "0123456789abcdef0123456789abcdef"},
          {"quarantine"},
          {"release", "0123456789abcdef0123456789abcdef"}
        }) {
      List<String> words = new ArrayList<>(List.of("peer"));
      words.addAll(List.of(what));
      words.addAll(List.of("--data", laptop()));
      assertThat(run(words.toArray(String[]::new))).isEqualTo(ExitCode.ERROR);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("ERROR 08001: " + laptop() + " holds no database");
    }
    assertThat(Path.of(laptop())).doesNotExist();
  }

  @Test
  void whatGoesOneWayOnlyIsNotEqual() {
    try (Ewig db = Ewig.open(Path.of(laptop()))) {
      plant(db, "fern");
    }
    int code = run("sync", "--data", laptop(), "--with", url(), "--direction", "pull");
    assertThat(code).isEqualTo(ExitCode.ERROR);
    assertThat(printed().get("equal")).hasToString("false");
    assertThat(engine.head().size()).isEqualTo(1);
  }

  @Test
  void whatIsDamagedIsGotFromTheServer() throws IOException {
    Config plain = Config.defaults().withLog(LogKind.PLAIN).withSegmentBytes(1 << 20);
    try (Ewig db = Ewig.open(Path.of(laptop()), plain.withDurability(Durability.NONE))) {
      for (int i = 0; i < 700; i++) {
        plant(db, "fern" + i + "-".repeat(2_000));
      }
    }
    assertThat(run("sync", "--data", laptop(), "--with", url())).isEqualTo(ExitCode.OK);
    Path segment = Path.of(laptop(), "log", "sealed", "00000001.ewl");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);
    assertThat(run("verify", "--data", laptop())).isEqualTo(ExitCode.DAMAGED);
    int code = run("repair", "--data", laptop(), "--with", url(), "--json");
    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(printed().get("commits")).hasToString("1");
    assertThat(run("verify", "--data", laptop())).isEqualTo(ExitCode.OK);
    assertThat(run("repair", "--data", laptop(), "--with", url())).isEqualTo(ExitCode.OK);
    assertThat(run("sync", "--data", laptop(), "--with", url())).isEqualTo(ExitCode.OK);
  }

  @Test
  void whatTheServerDoesNotHaveIsNamedAsDamaged() throws IOException {
    Config plain = Config.defaults().withLog(LogKind.PLAIN).withSegmentBytes(1 << 20);
    try (Ewig db = Ewig.open(Path.of(laptop()), plain.withDurability(Durability.NONE))) {
      for (int i = 0; i < 700; i++) {
        plant(db, "fern" + i + "-".repeat(2_000));
      }
    }
    Path segment = Path.of(laptop(), "log", "sealed", "00000001.ewl");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);
    int code = run("repair", "--data", laptop(), "--with", url());
    assertThat(code).isEqualTo(ExitCode.DAMAGED);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("DAMAGED")
        .contains("nobody who was asked has it as it was");
    assertThat(Files.readAllBytes(segment)).isEqualTo(bytes);
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    Ewig.open(Path.of(laptop())).close();
    assertThat(run("sync", "--data", laptop(), "--with", url() + "/attic"))
        .isEqualTo(ExitCode.ERROR);
    assertThat(printed().get("refused")).hasToString("\"unknown-database\"");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    assertThat(run("sync", "--data", laptop(), "--with", "http://127.0.0.1:1"))
        .isEqualTo(ExitCode.ERROR);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("127.0.0.1:1");
  }

  @Test
  void whatIsNoUrlOfAReplicaIsRefused() {
    assertThat(run("sync", "--data", laptop(), "--with", "ftp://somewhere"))
        .isEqualTo(ExitCode.ERROR);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("08001").contains("ftp");
    assertThat(run("sync", "--data", laptop(), "--with", url(), "--interval", "soon"))
        .isEqualTo(ExitCode.ERROR);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("500ms");
  }

  @Test
  void aPeerIsMetByTheServerAndShownInSql() throws Exception {
    try (Ewig far = Ewig.open(temporary.resolve("far"));
        EwigServer there = EwigServer.start(far, ServerOptions.local(0))) {
      server.close();
      plant(far, "oak");
      String data = temporary.resolve("garden").toString();
      String url = "http://127.0.0.1:" + there.address().getPort();
      assertThat(run("peer", "add", "--data", data, "far", url, "--interval", "50ms"))
          .isEqualTo(ExitCode.OK);
      server = EwigServer.start(engine, withFolder());
      awaitSize(2);
      plant(far, "elm");
      awaitSize(3);
      try (Connection sql = DriverManager.getConnection(server.url())) {
        awaitState(sql);
      }
      assertThat(run("peer", "list", "--data", data)).isEqualTo(ExitCode.OK);
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("far  " + url);
      assertThat(run("peer", "list", "--data", data, "--dot")).isEqualTo(ExitCode.OK);
      assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("digraph").contains("\"far\"");
      assertThat(run("peer", "list", "--data", data, "--graphml")).isEqualTo(ExitCode.OK);
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("<node id=\"far\">");
      assertThat(run("peer", "remove", "--data", data, "far")).isEqualTo(ExitCode.OK);
      assertThat(run("peer", "remove", "--data", data, "far")).isEqualTo(ExitCode.ERROR);
      assertThat(Files.readString(temporary.resolve("garden/sync/peers.json"))).isEqualTo("{}");
    }
  }

  private ServerOptions withFolder() {
    ServerOptions usual = ServerOptions.local(0);
    return usual.withTemporary(temporary.resolve("garden/temporary"));
  }

  private void awaitSize(long size) throws InterruptedException {
    for (int i = 0; i < 3_000 && engine.head().size() < size; i++) {
      Thread.sleep(10);
    }
    assertThat(engine.head().size()).isEqualTo(size);
  }

  private static void awaitState(Connection sql) throws SQLException, InterruptedException {
    String state = "";
    for (int i = 0; i < 1_000 && !state.equals("equal"); i++) {
      try (ResultSet row =
          sql.createStatement().executeQuery("select state from ewig.peers where name = 'far'")) {
        assertThat(row.next()).isTrue();
        state = row.getString(1);
      }
      Thread.sleep(10);
    }
    assertThat(state).isEqualTo("equal");
  }

  @Test
  void stateIsPulledAndPushedAsJson() throws Exception {
    JsonObject state = get("/api/state");
    assertThat(state.keys()).contains("frontier", "versions", "root");
    JsonObject pulled = post("/api/pull", "{\"known_peers\":{}}", 200);
    assertThat((JsonArray) pulled.get("events")).hasSize(1);
    assertThat(pulled.get("has_more")).hasToString("false");
    JsonObject nothing = post("/api/pull", "{\"known_peers\":" + state.get("versions") + "}", 200);
    assertThat((JsonArray) nothing.get("events")).isEmpty();
    try (Ewig far = Ewig.inMemory();
        EwigServer there = EwigServer.start(far, ServerOptions.local(0))) {
      EwigServer here = server;
      server = there;
      String push = "{\"events\":" + pulled.get("events") + "}";
      assertThat(post("/api/push", push, 200).get("taken")).hasToString("1");
      assertThat(post("/api/push", push, 200).get("taken")).hasToString("0");
      assertThat(get("/api/state").get("root")).isEqualTo(state.get("root"));
      post("/api/push", "{\"events\":7}", 400);
      post("/api/push", "{\"events\":[{}]}", 400);
      post("/api/pull?database=attic", "{}", 404);
      server = here;
    }
  }

  @Test
  void whatIsPushedBeforeItsParentWaitsForIt() throws Exception {
    engine.append(EventBuilder.in("a://garden").json("{\"id\":\"later\"}"));
    JsonObject state = get("/api/state");
    JsonArray events = (JsonArray) post("/api/pull", "{}", 200).get("events");
    Path laptop = temporary.resolve("laptop");
    ServerOptions options = ServerOptions.local(0).withTemporary(laptop.resolve("temporary"));
    try (Ewig far = Ewig.open(laptop);
        EwigServer there = EwigServer.start(far, options)) {
      EwigServer here = server;
      server = there;
      JsonObject early = push(events.get(1));
      assertThat(early.get("ok")).hasToString("false");
      assertThat(early.get("missing")).hasToString("1");
      assertThat(early.get("waiting")).hasToString("1");
      assertThat(laptop.resolve("sync").resolve("waiting.eww")).isNotEmptyFile();
      JsonObject late = push(events.get(0));
      assertThat(late.get("taken")).hasToString("2");
      assertThat(late.get("waiting")).hasToString("0");
      assertThat(get("/api/state").get("root")).isEqualTo(state.get("root"));
      server = here;
    }
  }

  private JsonObject push(Json event) throws IOException, InterruptedException {
    return post("/api/push", "{\"events\":[" + event + "]}", 200);
  }

  private JsonObject get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).build();
    return send(request, 200);
  }

  private JsonObject post(String path, String body, int status)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return send(request, status);
  }

  private static JsonObject send(HttpRequest request, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return (JsonObject) Json.parse(response.body());
  }
}
