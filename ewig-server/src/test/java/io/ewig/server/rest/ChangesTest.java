package io.ewig.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {

  private static final String CHANGES = "/v1/db/main/changes";

  @TempDir private Path folder;
  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void record(String world, String type) {
    server.engine().append(EventBuilder.in(world).type(type).json("{}"));
  }

  private static List<Long> seqs(RestServer.Answer page) {
    return page.list("changes").stream()
        .map(event -> Long.parseLong(RestServer.at(event, "seq").text()))
        .toList();
  }

  @Test
  void whoGoesOnFromThePositionSaidLastHasEachEventOnce() {
    for (int i = 0; i < 10; i++) {
      record("a://garden", "Sown");
    }
    List<Long> found = new ArrayList<>();
    long after = -1;
    for (int asked = 0; asked < 5; asked++) {
      RestServer.Answer page = server.get(CHANGES + "?limit=3&after=" + after);
      found.addAll(seqs(page));
      after = page.number("next");
    }
    assertThat(found).isEqualTo(LongStream.range(0, 10).boxed().toList());
    assertThat(after).isEqualTo(9);
  }

  @Test
  void onlyWhatIsWantedComesAndThePositionPassesTheRest() {
    record("a://garden", "Sown");
    record("a://house", "Built");
    record("b://x", "Sown");
    server.query("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    server.query("INSERT INTO t VALUES (1)");
    assertThat(seqs(server.get(CHANGES + "?world=a://garden"))).containsExactly(0L);
    assertThat(seqs(server.get(CHANGES + "?world=a://*"))).containsExactly(0L, 1L);
    assertThat(seqs(server.get(CHANGES + "?world=a://house,b://x"))).containsExactly(1L, 2L);
    record("a://x,y", "Sown");
    assertThat(seqs(server.get(CHANGES + "?world=a://x,y"))).containsExactly(5L);
    assertThat(seqs(server.get(CHANGES + "?world=a://x,y,b://x,"))).containsExactly(2L, 5L);
    assertThat(seqs(server.get(CHANGES + "?type=Sown"))).containsExactly(0L, 2L, 5L);
    assertThat(seqs(server.get(CHANGES + "?table=public.t"))).containsExactly(3L, 4L);
    assertThat(seqs(server.get(CHANGES + "?table=t&type=RowPut"))).containsExactly(4L);
    assertThat(server.get(CHANGES + "?world=b://none").number("next")).isEqualTo(5);
    assertThat(server.get(CHANGES + "?table=none").sqlState()).isEqualTo("42P01");
    assertThat(server.get(CHANGES + "?after=x").status()).isEqualTo(400);
    assertThat(server.get(CHANGES + "?wait=long").status()).isEqualTo(400);
  }

  @Test
  void aPositionThatIsNotReachedYetIsAnotherHistorys() {
    record("a://garden", "Sown");
    assertThat(server.get(CHANGES + "?after=0").number("next")).isZero();
    for (String path : List.of(CHANGES + "?after=1", "/db/main/e?lc=2")) {
      RestServer.Answer refused = server.get(path);
      assertThat(refused.status()).as(path).isEqualTo(400);
      assertThat(refused.at("error.message")).contains("another database");
    }
    String[] resumed = {"Accept", "text/event-stream", "Last-Event-ID", "7"};
    assertThat(server.get(CHANGES, resumed).at("error.message"))
        .contains("the last event here is 0");
    assertThat(server.get("/db/main/e?lc=1").number("lc")).isEqualTo(1);
  }

  @Test
  void whoWaitsIsToldWhenSomethingComes() {
    record("a://garden", "Sown");
    var waiting = CompletableFuture.supplyAsync(() -> server.get(CHANGES + "?after=now&wait=30s"));
    while (server.get("/metrics").text().contains("ewig_server_readers 0\n")) {
      Thread.onSpinWait();
    }
    record("a://garden", "Cut");
    // whoever asks for the end may ask after the event: then it is behind that
    RestServer.Answer answer = waiting.join();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(seqs(answer)).containsExactly(1L);
  }

  @Test
  void aWaitThatIsInVainEnds() {
    RestServer.Answer page = server.get(CHANGES + "?wait=20ms");
    assertThat(page.list("changes")).isEmpty();
    assertThat(page.number("next")).isEqualTo(-1);
  }

  /** Reads so many events of a stream, and hangs up. */
  private List<Long> follow(int count, String... headers) throws IOException {
    List<Long> ids = new ArrayList<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(server.open(CHANGES, headers), StandardCharsets.UTF_8))) {
      String id = "";
      while (ids.size() < count) {
        String line = in.readLine();
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          assertThat(RestServer.at(Json.parse(line.substring(6)), "seq").text()).isEqualTo(id);
          ids.add(Long.parseLong(id));
        }
      }
    }
    return ids;
  }

  @Test
  void aStreamIsTakenUpAgainWithoutGapOrDuplicate() throws IOException {
    for (int i = 0; i < 20; i++) {
      record("a://garden", "Sown");
    }
    String[] accept = {"Accept", "text/event-stream"};
    List<Long> found = new ArrayList<>(follow(7, accept));
    for (int i = 0; i < 10; i++) {
      record("a://garden", "Sown");
    }
    found.addAll(follow(23, "Accept", "text/event-stream", "Last-Event-ID", "6"));
    assertThat(found).isEqualTo(LongStream.range(0, 30).boxed().toList());
  }

  /** Else it would hold its place for ever, as nothing is sent that could fail. */
  @Test
  void whoAsksForTheHeadersOnlyWaitsForNothing() {
    for (String accept : List.of("text/event-stream", "application/json")) {
      RestServer.Answer answer = server.send("HEAD", CHANGES + "?wait=60s", "", "Accept", accept);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).isEqualTo(accept);
      assertThat(server.get("/metrics").text()).contains("ewig_server_readers 0\n");
    }
  }

  @Test
  void streamsEndWithTheServer() {
    var in = server.open(CHANGES, "Accept", "text/event-stream");
    server.close();
    assertThat(in).satisfies(stream -> assertThat(stream.readAllBytes()).isNotNull());
  }
}
