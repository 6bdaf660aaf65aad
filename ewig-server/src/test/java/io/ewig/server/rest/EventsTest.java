package io.ewig.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.erasure.Reason;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {

  private static final String EVENTS = "/v1/db/main/events";
  private static final String GARDEN = "/v1/db/main/worlds/a://garden";
  private static final String ROSE =
      "{\"world\":\"a://garden\",\"type\":\"ObjectCreated\","
          + "\"payload\":{\"id\":\"rose\",\"bed\":\"north\"}}";

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

  @Test
  void anEventIsWrittenAndReadByAllThatNamesIt() {
    RestServer.Answer written = server.post(EVENTS, ROSE);
    assertThat(written.status()).isEqualTo(201);
    assertThat(written.number("events.0.seq")).isZero();
    String id = written.at("events.0.event_id");
    String hash = written.at("events.0.hash");
    assertThat(written.at("commit_id")).isEqualTo(id);
    for (String name : List.of("ids=" + id, "hash=" + hash, "seqs=0")) {
      RestServer.Answer read = server.get(EVENTS + "?" + name);
      assertThat(read.status()).isEqualTo(200);
      assertThat(read.at("events.0.event_id")).isEqualTo(id);
      assertThat(read.at("events.0.hash")).isEqualTo(hash);
      assertThat(read.at("events.0.payload")).isEqualTo("{\"bed\":\"north\",\"id\":\"rose\"}");
    }
    assertThat(server.engine().get(0).hash().toString()).isEqualTo(hash);
  }

  @Test
  void manyEventsAreOneCommit() {
    RestServer.Answer array = server.post(EVENTS, "[" + ROSE + "," + ROSE + "]");
    assertThat(array.number("count")).isEqualTo(2);
    RestServer.Answer lines =
        server.post(EVENTS, ROSE + "\n\n" + ROSE + "\n", "Content-Type", "application/x-ndjson");
    assertThat(lines.number("first_seq")).isEqualTo(2);
    RestServer.Answer batch =
        server.post(
            EVENTS,
            "{\"events\":["
                + ROSE
                + "],\"author\":\"ada\",\"message\":\"planted\",\"metadata\":{\"k\":\"v\"}}");
    assertThat(batch.status()).isEqualTo(201);
    var info = server.engine().events().commitOf(4).info();
    assertThat(info.author()).isEqualTo("ada");
    assertThat(info.message()).isEqualTo("planted");
    assertThat(info.metadata()).containsEntry("k", "v");
  }

  @Test
  void oneWrongEventKeepsAllOut() {
    RestServer.Answer refused = server.post(EVENTS, "[" + ROSE + ",{\"world\":\"no world\"}]");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.sqlState()).isEqualTo("22023");
    assertThat(server.engine().head().size()).isZero();
  }

  @Test
  void payloadsComeBackAsWhatTheyAre() {
    server.post(
        EVENTS,
        "[{\"world\":\"a://b\",\"payload\":null},{\"world\":\"a://b\",\"payload_text\":\"a"
            + " \\\"b\"},{\"world\":\"a://b\",\"payload_base64\":\"AP8=\"},{\"world\":\"a://b\",\"payload_text\":\"{\\n"
            + " \\\"z\\\": 1.0}\"}]");
    RestServer.Answer read = server.get(EVENTS + "?seqs=0,1,2,3");
    assertThat(read.at("events.0.payload")).isEqualTo("null");
    assertThat(read.at("events.1.payload_text")).isEqualTo("a \"b");
    assertThat(read.at("events.2.payload_base64")).isEqualTo("AP8=");
    assertThat(read.at("events.3.payload.z")).isEqualTo("1");
    assertThat(server.engine().events().payload(server.engine().get(2))).containsExactly(0, 0xff);
  }

  @Test
  void whatIsMalformedIsRefusedByName() {
    String[][] bodies = {
      {"", "no body"},
      {"{", "line 1"},
      {"[]", "no event"},
      {"{\"type\":\"X\"}", "needs 'world'"},
      {"{\"world\":\"a://b\",\"wordl\":1}", "'wordl'"},
      {"{\"world\":\"a://b\",\"payload_base64\":\"?\"}", "Base64"},
      {"{\"world\":\"a://b\",\"valid_from\":\"soon\"}", "soon"},
      {"{\"world\":\"a://b\",\"valid_to\":\"2026-01-01\"}", "needs a 'valid_from'"},
      {"{\"world\":\"a://b\",\"type\":\"1 2\"}", "event type"},
      {"{\"world\":7}", "is a text"},
      {"[1]", "JSON object"},
      {"{\"world\":\"a://b\",\"payload\":1,\"payload_text\":\"2\"}", "payload and payload_text"},
    };
    for (String[] body : bodies) {
      RestServer.Answer refused = server.post(EVENTS, body[0]);
      assertThat(refused.status()).as(body[0]).isEqualTo(400);
      assertThat(refused.at("error.message")).contains(body[1]);
      assertThat(refused.at("error.requestId")).isEqualTo(refused.header("X-Request-Id"));
    }
    assertThat(server.post(EVENTS, "{\"world\":\"ewig://refs\"}").status()).isEqualTo(403);
    assertThat(server.engine().head().size()).isZero();
  }

  @Test
  void aBodyThatIsCompressedIsRefusedAsSuch() {
    String events = "/v1/db/main/events";
    assertThat(server.post(events, "x", "Content-Encoding", "gzip").at("error.message"))
        .isEqualTo("a body is sent as it is, not as gzip");
    assertThat(server.post(events, "x", "Content-Encoding", "gzip").status()).isEqualTo(415);
  }

  /** Were each name looked for among all, this would take minutes. */
  @Test
  void metadataOfManyNamesIsRefusedAtOnce() {
    StringBuilder metadata = new StringBuilder("\"k\":\"v\"");
    for (int i = 0; i < 200_000; i++) {
      metadata.append(",\"").append(i).append("\":\"v\"");
    }
    String commit = "{\"events\":[{\"world\":\"a://x\"}],\"metadata\":{" + metadata + "}}";
    assertThat(server.post("/v1/db/main/events", commit).at("error.message"))
        .startsWith("a commit has at most 64 metadata entries");
  }

  @Test
  void aRepetitionWithTheSameKeyWritesNothing() {
    String[] key = {"Idempotency-Key", "k-1"};
    RestServer.Answer first = server.post(EVENTS, ROSE, key);
    RestServer.Answer again = server.post(EVENTS, ROSE, key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.at("repeated")).isEqualTo("true");
    assertThat(again.at("commit_id")).isEqualTo(first.at("commit_id"));
    assertThat(server.engine().head().size()).isEqualTo(1);
    RestServer.Answer other = server.post(EVENTS, "[" + ROSE + "," + ROSE + "]", key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(server.engine().head().size()).isEqualTo(1);
  }

  @Test
  void anEmptyKeyIsRefusedAsNobodyCouldRepeatIt() {
    RestServer.Answer answer = server.post(EVENTS, ROSE, "Idempotency-Key", "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("Idempotency-Key is empty");
    assertThat(server.engine().head().size()).isZero();
  }

  @Test
  void ofManyWhoWriteWithOneKeyAtOnceOneHasMadeTheCommit() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 10; round++) {
        String[] key = {"Idempotency-Key", "round-" + round};
        Callable<Integer> write = () -> server.post(EVENTS, ROSE, key).status();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> status : writers.invokeAll(Collections.nCopies(8, write))) {
          statuses.add(status.get());
        }
        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
      }
    } finally {
      writers.shutdownNow();
    }
    assertThat(server.engine().head().size()).isEqualTo(10);
  }

  @Test
  void aKeyStandsForItsOwnEventsToTheLetter() {
    String[] key = {"Idempotency-Key", "k-2"};
    server.engine().branches().create("dev", "main");
    long size = server.engine().head().size();
    String empty = "{\"world\":\"a://garden\",\"valid_from\":\"2026-01-01\"}";
    String batch = "{\"events\":[" + empty + "],\"branch\":\"dev\"}";
    assertThat(server.post(EVENTS, empty, key).status()).isEqualTo(201);
    assertThat(server.post(EVENTS, empty, key).status()).isEqualTo(200);
    for (String other :
        List.of(
            empty.replace("}", ",\"payload\":1}"), empty.replace("2026-01", "2026-02"), batch)) {
      RestServer.Answer refused = server.post(EVENTS, other, key);
      assertThat(refused.status()).as(other).isEqualTo(422);
      assertThat(refused.at("error.code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }
    assertThat(server.engine().head().size()).isEqualTo(size + 1);
  }

  @Test
  void aLineThatIsNoJsonIsNamed() {
    RestServer.Answer refused =
        server.post(EVENTS, ROSE + "\n\n{\"world\":", "Content-Type", "application/x-ndjson");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.sqlState()).isEqualTo("22032");
    assertThat(refused.at("error.message")).startsWith("line 3 of the body: ");
    assertThat(server.post(EVENTS, "{").at("error.message"))
        .contains("start marker at line 1, column 1")
        .doesNotContain("REDACTED");
  }

  @Test
  void aWriterWhoTakesAWorldForWhatItIsNotGetsAConflict() {
    assertThat(server.post(EVENTS, ROSE, "Expected-Version", "none").status()).isEqualTo(201);
    RestServer.Answer second = server.post(EVENTS, ROSE, "Expected-Version", "none");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.sqlState()).isEqualTo("40001");
    assertThat(second.at("error.code")).isEqualTo("EXPECTATION_FAILED");
    assertThat(server.post(EVENTS, ROSE, "Expected-Version", "0").status()).isEqualTo(201);
    assertThat(server.post(EVENTS, ROSE, "Expected-Version", "any").status()).isEqualTo(201);
    String stale = "{\"events\":[" + ROSE + "],\"expected\":{\"a://garden\":1}}";
    assertThat(server.post(EVENTS, stale).status()).isEqualTo(409);
    assertThat(server.post(EVENTS, stale.replace(":1}", ":2}")).status()).isEqualTo(201);
    assertThat(server.post(EVENTS, stale).at("error.message"))
        .contains("the last event of a://garden is 3, not 1 as expected");
    assertThat(second.at("error.message")).contains("is 0, not none as expected");
    for (String wrong : List.of("soon", "-1")) {
      RestServer.Answer refused = server.post(EVENTS, ROSE, "Expected-Version", wrong);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.at("error.message")).contains(wrong);
    }
  }

  @Test
  void eventsThatAreNotThereAreNotFound() {
    assertThat(server.get(EVENTS + "?seqs=7").status()).isEqualTo(404);
    assertThat(server.get(EVENTS + "?ids=01M805CVV6000E4G9TXEZT6KSZ").status()).isEqualTo(404);
    assertThat(server.get(EVENTS + "?ids=x").status()).isEqualTo(400);
    assertThat(server.get(EVENTS + "?hash=x").status()).isEqualTo(400);
    assertThat(server.get(EVENTS).status()).isEqualTo(400);
    assertThat(server.get(EVENTS + "?colour=red").status()).isEqualTo(400);
    assertThat(server.get("/v1/db/nowhere/events?seqs=0").sqlState()).isEqualTo("3D000");
  }

  @Test
  void theStateOfAWorldIsKnownByItsCommit() {
    server.post(EVENTS, ROSE);
    RestServer.Answer now = server.get(GARDEN + "/state");
    assertThat(now.text()).isEqualTo("{\"rose\":{\"bed\":\"north\"}}");
    assertThat(now.header("Cache-Control")).isEqualTo("no-cache");
    String tag = now.header("ETag");
    RestServer.Answer same = server.get(GARDEN + "/state", "If-None-Match", "\"x\", " + tag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.text()).isEmpty();
    Instant then = server.engine().get(0).systemTime();
    server.post(EVENTS, ROSE.replace("north", "south"));
    assertThat(server.get(GARDEN + "/state", "If-None-Match", tag).status()).isEqualTo(200);
    for (String at : List.of(then.toString(), "seq:0", "commit:" + server.engine().get(0).id())) {
      RestServer.Answer past = server.get(GARDEN + "/state?at=" + at);
      assertThat(past.text()).contains("north");
      assertThat(past.header("Cache-Control")).contains("immutable");
      assertThat(past.header("ETag")).isEqualTo(tag);
    }
    assertThat(server.get(GARDEN + "/state?at=" + Instant.MAX.minusSeconds(1)).status())
        .isEqualTo(400);
    assertThat(server.get("/v1/db/main/worlds/a%3A%2F%2Fgarden/state").text()).contains("south");
    assertThat(server.get("/v1/db/main/worlds/a://nowhere/state").status()).isEqualTo(404);
    assertThat(server.get(GARDEN + "/state?branch=none").status()).isEqualTo(404);
    assertThat(server.get("/v1/db/main/worlds/table://public/t/state").status()).isEqualTo(400);
  }

  @Test
  void anErasureMakesAnotherStateOfTheSameCommit() {
    server.post(EVENTS, ROSE);
    String tag = server.get(GARDEN + "/state").header("ETag");
    server.engine().erasures().world(World.of("a://garden"), new Reason("ada", "request 7"));
    RestServer.Answer after = server.get(GARDEN + "/state", "If-None-Match", tag);
    assertThat(after.status()).isEqualTo(200);
    assertThat(after.text()).isEqualTo("{}");
    String erased = after.header("ETag");
    assertThat(erased).startsWith(tag.substring(0, tag.length() - 1)).isNotEqualTo(tag);
    assertThat(server.get(GARDEN + "/state", "If-None-Match", erased).status()).isEqualTo(304);
  }

  @Test
  void worldsAreListedPageByPage() {
    for (String name : List.of("c://3", "a://1", "b://2")) {
      server.post(EVENTS, "{\"world\":\"" + name + "\"}");
    }
    RestServer.Answer first = server.get("/v1/db/main/worlds?limit=2");
    assertThat(first.at("worlds.0.world")).isEqualTo("a://1");
    assertThat(first.number("worlds.1.last_seq")).isEqualTo(2);
    RestServer.Answer second = server.get("/v1/db/main/worlds?after=" + first.at("next"));
    assertThat(second.list("worlds")).hasSize(1);
    assertThat(second.at("next")).isEqualTo("null");
    assertThat(server.get("/v1/db/main/worlds?prefix=b").at("worlds.0.world")).isEqualTo("b://2");
  }

  /** Every page of every question is held against all events, filtered one by one. */
  @Test
  void pagesTogetherAreWhatWasAskedFor() {
    Random random = new Random(17);
    for (int i = 0; i < 40; i++) {
      String day = "2026-01-" + (10 + random.nextInt(20));
      String world = random.nextBoolean() ? "a://garden" : "b://x";
      String type = random.nextBoolean() ? "Sown" : "Cut";
      server.post(
          EVENTS,
          "{\"world\":\""
              + world
              + "\",\"type\":\""
              + type
              + "\",\"valid_from\":\""
              + day
              + "\",\"valid_to\":\"2026-01-30\",\"payload\":"
              + i
              + "}");
    }
    List<Long> all = new ArrayList<>();
    try (var events = server.engine().timelines().events(World.of("a://garden"), 0, 40)) {
      while (events.next()) {
        all.add(events.seq());
      }
    }
    Instant middle = server.engine().get(20).systemTime();
    Instant day = Instant.parse("2026-01-15T00:00:00Z");
    List<Long> sown = new ArrayList<>(all);
    sown.removeIf(seq -> !server.engine().get(seq).type().name().equals("Sown"));
    List<Long> late = new ArrayList<>(all);
    late.removeIf(seq -> server.engine().get(seq).systemTime().isBefore(middle));
    List<Long> early = new ArrayList<>(all);
    early.removeIf(seq -> !server.engine().get(seq).valid().from().isBefore(day));
    for (int limit : new int[] {1, 3, 100}) {
      assertPages("limit=" + limit, all);
      assertPages("type=Sown&limit=" + limit, sown);
      assertPages("from=" + middle + "&limit=" + limit, late);
      assertPages("axis=valid&to=2026-01-15&limit=" + limit, early);
    }
  }

  private void assertPages(String question, List<Long> expected) {
    List<Long> newestFirst = new ArrayList<>(expected);
    Collections.reverse(newestFirst);
    assertThat(pages(question)).as(question).isEqualTo(expected);
    assertThat(pages(question + "&order=newest")).as(question).isEqualTo(newestFirst);
  }

  private List<Long> pages(String question) {
    List<Long> found = new ArrayList<>();
    String cursor = "";
    do {
      RestServer.Answer page = server.get(GARDEN + "/events?" + question + cursor);
      assertThat(page.status()).as(page.text()).isEqualTo(200);
      for (Json event : page.list("events")) {
        found.add(Long.parseLong(RestServer.at(event, "seq").text()));
      }
      cursor = page.at("next").equals("null") ? "" : "&cursor=" + page.at("next");
    } while (!cursor.isEmpty());
    return found;
  }

  @Test
  void whatIsWrittenMeanwhileIsOnNoPage() {
    server.post(EVENTS, "[" + ROSE + "," + ROSE + "," + ROSE + "]");
    RestServer.Answer first = server.get(GARDEN + "/events?limit=2");
    server.post(EVENTS, ROSE);
    RestServer.Answer second = server.get(GARDEN + "/events?limit=2&cursor=" + first.at("next"));
    assertThat(second.list("events")).hasSize(1);
    assertThat(second.at("next")).isEqualTo("null");
    assertThat(server.get(GARDEN + "/events?cursor=abc").status()).isEqualTo(400);
    assertThat(server.get(GARDEN + "/events?limit=0").status()).isEqualTo(400);
    assertThat(server.get(GARDEN + "/events?order=up").status()).isEqualTo(400);
  }

  @Test
  void thePathsOfTheSeedDocumentsAreThere() {
    RestServer.Answer written = server.send("PUT", "/db/main/e", "[1,{\"a\":2},\"x\"]");
    assertThat(written.status()).isEqualTo(201);
    assertThat(written.list("keys")).hasSize(3);
    assertThat(written.number("lc")).isEqualTo(3);
    RestServer.Answer byKey =
        server.get("/db/main/e?keys=" + written.at("keys.2") + "," + written.at("keys.0"));
    assertThat(byKey.at("events.0.payload")).isEqualTo("x");
    assertThat(byKey.at("events.1.payload")).isEqualTo("1");
    String unknown = "01M805CVV6000E4G9TXEZT6KSZ,7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
    assertThat(server.get("/db/main/e?keys=" + unknown).status()).isEqualTo(404);
    assertThat(server.get("/db/main/e?keys=" + unknown + "," + written.at("keys.1")).list("events"))
        .hasSize(1);
    RestServer.Answer after = server.get("/db/main/e?lc=1&limit=1");
    assertThat(after.list("events")).hasSize(1);
    assertThat(after.at("events.0.payload.a")).isEqualTo("2");
    assertThat(after.number("lc")).isEqualTo(2);
    assertThat(after.at("more")).isEqualTo("true");
    assertThat(server.get("/db/main/e?lc=3").list("events")).isEmpty();
    assertThat(server.get("/db/main").number("n_events")).isEqualTo(3);
    assertThat(server.get("/db/main/e?lc=-1").status()).isEqualTo(400);
    assertThat(server.post("/db/main/e", "").status()).isEqualTo(400);
  }

  @Test
  void aPageOfLargeEventsEndsBeforeItFillsTheMemory() {
    List<Long> all = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (long i = 0; i < 18; i++) {
      String text = i + "x".repeat(1_000_000);
      RestServer.Answer written =
          server.post(EVENTS, "{\"world\":\"a://garden\",\"payload\":\"" + text + "\"}");
      ids.add(written.at("events.0.event_id"));
      all.add(i);
    }
    assertThat(server.get(GARDEN + "/events").list("events")).hasSize(2);
    assertPages("limit=100", all);
    RestServer.Answer changes = server.get("/v1/db/main/changes");
    assertThat(changes.list("changes")).hasSize(2);
    assertThat(changes.number("next")).isEqualTo(1);
    RestServer.Answer after = server.get("/db/main/e?lc=3");
    assertThat(after.list("events")).hasSize(2);
    assertThat(after.number("lc")).isEqualTo(5);
    assertThat(after.at("more")).isEqualTo("true");
    RestServer.Answer named = server.get(EVENTS + "?ids=" + String.join(",", ids));
    assertThat(named.status()).isEqualTo(413);
    assertThat(named.sqlState()).isEqualTo("54000");
    String some = String.join(",", ids.subList(0, 12));
    assertThat(server.get(EVENTS + "?ids=" + some).list("events")).hasSize(12);
  }
}
