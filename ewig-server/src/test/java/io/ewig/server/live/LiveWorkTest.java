package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lasts, said over a socket. */
class LiveWorkTest {

  private final Ewig engine = Ewig.inMemory();
  private EwigServer server;
  private TestSocket ada;

  @BeforeEach
  void start() throws IOException {
    server = EwigServer.start(engine, ServerOptions.local(0));
    ada = open();
    execute("t", "CREATE TABLE plants (name VARCHAR PRIMARY KEY, petals INT, planted DATE)");
  }

  @AfterEach
  void stop() {
    ada.die();
    server.close();
    engine.close();
  }

  private TestSocket open() {
    return TestSocket.open(server.address().getPort(), "/ws");
  }

  private JsonObject execute(String id, String sql) {
    ada.say("{\"type\":\"execute\",\"id\":\"" + id + "\",\"sql\":\"" + sql + "\"}");
    return answer(ada, id);
  }

  private static JsonObject answer(TestSocket socket, String id) {
    return socket.next(message -> ('"' + id + '"').equals(String.valueOf(message.get("id"))));
  }

  private JsonObject say(String id, String type, String members) {
    ada.say("{\"type\":\"" + type + "\",\"id\":\"" + id + "\"," + members + "}");
    return answer(ada, id);
  }

  private JsonObject insert(String id, String name, int petals) {
    return say(
        id,
        "insert",
        "\"table\":\"plants\",\"row\":{\"name\":\"" + name + "\",\"petals\":" + petals + "}");
  }

  private String rows(String sql) {
    return say("r", "query", "\"sql\":\"" + sql + "\"").get("rows").text();
  }

  @Test
  void rowsAreWrittenAndAskedFor() {
    JsonObject ack =
        say(
            "1",
            "insert",
            "\"table\":\"public.plants\",\"row\":"
                + "{\"name\":\"rose\",\"petals\":5,\"planted\":\"2026-03-01\"}");
    assertThat(ack.get("count").text()).isEqualTo("1");
    assertThat(ack.get("position").text()).isEqualTo(String.valueOf(engine.head().size()));
    assertThat(rows("SELECT * FROM plants")).isEqualTo("[[\"rose\",5,\"2026-03-01\"]]");
    say("2", "update", "\"table\":\"plants\",\"key\":\"rose\",\"column\":\"petals\",\"value\":7");
    say("3", "update", "\"table\":\"plants\",\"key\":[\"rose\"],\"values\":{\"planted\":null}");
    assertThat(rows("SELECT * FROM plants")).isEqualTo("[[\"rose\",7,null]]");
    say("4", "delete", "\"table\":\"plants\",\"key\":{\"name\":\"rose\"}");
    assertThat(rows("SELECT * FROM plants")).isEqualTo("[]");
  }

  @Test
  void aMessageThatComesAgainHappensOnce() {
    JsonObject first = insert("1", "rose", 5);
    JsonObject again = insert("1", "rose", 5);
    assertThat(again.get("repeated").text()).isEqualTo("true");
    assertThat(again.get("commit")).isEqualTo(first.get("commit"));
    ada.die();
    ada = open();
    assertThat(insert("1", "rose", 5).get("repeated").text()).isEqualTo("true");
    execute("add", "UPDATE plants SET petals = petals + 1");
    execute("add", "UPDATE plants SET petals = petals + 1");
    assertThat(rows("SELECT petals FROM plants")).isEqualTo("[[6]]");
  }

  @Test
  void theSameMessageByManySocketsAtOnceHappensOnce() throws Exception {
    insert("0", "rose", 0);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<String>> commits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      commits.add(
          pool.submit(
              () -> {
                try (TestSocket one = open()) {
                  one.say(
                      "{\"type\":\"execute\",\"id\":\"same\","
                          + "\"sql\":\"UPDATE plants SET petals = petals + 1\"}");
                  return answer(one, "same").get("commit").text();
                }
              }));
    }
    String first = commits.get(0).get();
    for (Future<String> commit : commits) {
      assertThat(commit.get()).isEqualTo(first);
    }
    pool.shutdown();
    assertThat(rows("SELECT petals FROM plants")).isEqualTo("[[1]]");
  }

  private void assertRefused(String state, JsonObject answer) {
    assertThat(answer.get("sqlstate")).as(answer.text()).isNotNull();
    assertThat(answer.get("sqlstate").text()).isEqualTo('"' + state + '"');
  }

  @Test
  void whatIsWrongIsRefusedWithItsState() {
    insert("1", "rose", 5);
    assertRefused("23505", insert("2", "rose", 5));
    assertRefused("42P01", say("3", "insert", "\"table\":\"nothing\",\"row\":{\"a\":1}"));
    assertRefused("42703", say("4", "insert", "\"table\":\"plants\",\"row\":{\"a\\\"b\":1}"));
    assertRefused("42602", say("5", "insert", "\"table\":\"a.b.c\",\"row\":{\"a\":1}"));
    assertRefused("22P02", say("6", "delete", "\"table\":\"plants\",\"key\":{\"petals\":5}"));
    assertRefused("22P02", say("7", "delete", "\"table\":\"plants\",\"key\":[]"));
    assertRefused("22P02", say("8", "update", "\"table\":\"plants\",\"key\":1,\"values\":{}"));
    assertRefused("42601", say("9", "query", "\"sql\":\"SELEC\""));
    assertRefused("07005", say("10", "query", "\"sql\":\"DELETE FROM plants\""));
    assertRefused("22P02", say("11", "query", "\"sql\":\"SELECT 1\",\"params\":7"));
    assertRefused("22P02", say("x".repeat(201), "execute", "\"sql\":\"DELETE FROM plants\""));
    assertThat(rows("SELECT name FROM plants")).isEqualTo("[[\"rose\"]]");
  }

  @Test
  void eachMessageIsATransactionOfItsOwn() {
    execute("1", "BEGIN");
    insert("2", "rose", 5);
    execute("3", "ROLLBACK");
    assertThat(rows("SELECT name FROM plants")).isEqualTo("[[\"rose\"]]");
  }

  @Test
  void aTableIsFollowedFromWhereOneHasGotTo() {
    String before = say("f", "follow", "\"table\":\"plants\"").get("position").text();
    insert("1", "rose", 5);
    JsonObject changes = answer(ada, "f");
    assertThat(changes.get("rows").text())
        .isEqualTo(
            "[{\"change\":\"added\",\"key\":\"rose\",\"to_value\":"
                + "{\"name\":\"rose\",\"petals\":5,\"planted\":null}}]");
    say("u", "update", "\"table\":\"plants\",\"key\":\"rose\",\"column\":\"petals\",\"value\":6");
    assertThat(answer(ada, "f").get("rows").text()).contains("modified");
    assertThat(say("f", "unfollow", "\"x\":1").get("type").text()).isEqualTo("\"unfollowed\"");
    say("d", "delete", "\"table\":\"plants\",\"key\":\"rose\"");
    insert("2", "lily", 6);
    say("g", "follow", "\"table\":\"plants\",\"from\":" + before);
    assertThat(answer(ada, "g").get("rows").text())
        .contains("lily")
        .doesNotContain("rose"); // which came and went
  }

  @Test
  void aWorldIsFollowedWithoutGapOrRepetition() {
    for (int i = 0; i < 1_200; i++) {
      engine.append(
          EventBuilder.in(i % 2 == 0 ? "a://garden" : "a://house")
              .type("Counted")
              .json("{\"n\":" + i + "}"));
    }
    say("f", "follow", "\"world\":\"a://garden\",\"from\":0");
    List<String> seen = new ArrayList<>();
    while (seen.size() < 600) {
      for (var event : (JsonArray) answer(ada, "f").get("events")) {
        seen.add(((JsonObject) event).get("payload").text());
      }
    }
    assertThat(seen)
        .isEqualTo(IntStream.range(0, 600).mapToObj(i -> "{\"n\":" + 2 * i + "}").toList());
  }

  @Test
  void whatCannotBeFollowedIsRefused() {
    assertRefused("22003", say("1", "follow", "\"table\":\"plants\",\"from\":1000000"));
    assertRefused("22003", say("2", "follow", "\"table\":\"plants\",\"from\":-1"));
    assertRefused("22023", say("3", "follow", "\"world\":\"no world\""));
    assertRefused("22P02", say("4", "follow", "\"x\":1"));
  }

  @Test
  void aLongAnswerSaysThatThereIsMore() {
    JsonObject answer =
        say("1", "query", "\"sql\":\"SELECT * FROM TABLE(generate_series(1, 20000)) AS s (n)\"");
    assertThat(answer.get("more").text()).isEqualTo("true");
    assertThat(((JsonArray) answer.get("rows")).length()).isEqualTo(Queries.ROWS_MAX);
  }

  @Test
  void presenceIsATable() {
    String query = "SELECT namespace, key, value, epoch > 0, expires > now() FROM ewig.presence";
    assertThat(rows(query)).isEqualTo("[]");
    ada.say(
        "{\"type\":\"ephemeral_update\",\"namespace\":\"garden\",\"key\":\"ada\","
            + "\"value\":{\"x\":1}}");
    assertThat(rows(query)).isEqualTo("[[\"garden\",\"ada\",{\"x\":1},true,true]]");
    try (TestSocket bob = open()) {
      bob.next("snapshot");
      ada.die();
      bob.say("{\"type\":\"subscribe\",\"namespace\":\"garden\"}");
      while (!engineHasNoPresence(bob)) {
        Thread.onSpinWait();
      }
    }
  }

  private static boolean engineHasNoPresence(TestSocket bob) {
    bob.say("{\"type\":\"query\",\"id\":\"p\",\"sql\":\"SELECT key FROM ewig.presence\"}");
    return answer(bob, "p").get("rows").text().equals("[]");
  }

  @Test
  void sessionsEndWithTheirSocket() {
    insert("1", "rose", 5);
    assertThat(server.sessions()).isEqualTo(1);
    ada.close();
    while (server.sessions() > 0) {
      Thread.onSpinWait();
    }
  }
}
