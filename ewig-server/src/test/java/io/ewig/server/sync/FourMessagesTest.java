package io.ewig.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two servers, and somebody who carries what the seed documents say between them. */
class FourMessagesTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Ewig local = Ewig.inMemory();
  private final Ewig remote = Ewig.inMemory();
  private EwigServer localServer;
  private EwigServer remoteServer;

  @BeforeEach
  void start() throws IOException {
    localServer = EwigServer.start(local, ServerOptions.local(0));
    remoteServer = EwigServer.start(remote, ServerOptions.local(0));
  }

  @AfterEach
  void stop() {
    localServer.close();
    remoteServer.close();
    local.close();
    remote.close();
  }

  private static void plant(Ewig at, String... ids) {
    var batch = at.batch();
    for (String id : ids) {
      batch.add(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
    }
    batch.commit();
  }

  private static HttpResponse<String> send(EwigServer to, String path, String body)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + to.address().getPort() + "/db/main/e" + path);
    return CLIENT.send(
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject post(EwigServer to, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(to, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return (JsonObject) Json.parse(answer.body());
  }

  private JsonObject meet(long localClock, long remoteClock)
      throws IOException, InterruptedException {
    Json ids = post(localServer, "/ids", "{\"lc\":" + localClock + "}").get("ids");
    JsonObject second =
        post(remoteServer, "/ids", "{\"ids\":" + ids + ",\"lc\":" + remoteClock + "}");
    Json lacking =
        post(localServer, "/ids", "{\"ids\":" + second.get("ids") + ",\"lc\":0}").get("missing");
    Json theirs =
        post(localServer, "/events", "{\"missing\":" + second.get("missing") + "}").get("events");
    JsonObject fourth =
        post(remoteServer, "/events", "{\"events\":" + theirs + ",\"missing\":" + lacking + "}");
    post(localServer, "/events", "{\"events\":" + fourth.get("events") + "}");
    return second;
  }

  @Test
  void fourMessagesMakeTwoReplicasEqual() throws Exception {
    plant(local, "rose", "lily");
    plant(local, "moss");
    plant(remote, "fern");
    JsonObject second = meet(0, 0);
    assertThat((JsonArray) second.get("missing")).hasSize(3);
    assertThat((JsonArray) second.get("ids")).hasSize(1);
    assertThat(local.replica().standing()).isEqualTo(remote.replica().standing());
    assertThat(local.replica().root()).isEqualTo(remote.replica().root());
    plant(remote, "oak");
    JsonObject again = meet(local.head().size(), 4);
    assertThat((JsonArray) again.get("missing")).isEmpty();
    assertThat((JsonArray) again.get("ids")).hasSize(1);
    assertThat(again.get("lc")).hasToString("5");
    assertThat(again.get("more")).hasToString("false");
    assertThat(local.replica().root()).isEqualTo(remote.replica().root());
  }

  @Test
  void aCommitGoesAsAWholeAndOnlyOnce() throws Exception {
    plant(local, "rose", "lily");
    String first = "{\"missing\":[\"" + local.get(0).id() + "\"]}";
    Json events = post(localServer, "/events", first).get("events");
    assertThat((JsonArray) events).hasSize(2);
    for (String taken : List.of("2", "0")) {
      JsonObject answer = post(remoteServer, "/events", "{\"events\":" + events + "}");
      assertThat(answer.get("taken")).hasToString(taken);
    }
    assertThat(remote.head().size()).isEqualTo(2);
  }

  /** As over any other way of sync. */
  @Test
  void whatCannotBeTrueIsRefusedAndNothingIsWritten() throws Exception {
    plant(local, "rose");
    String ids = "{\"missing\":[\"" + local.get(0).id() + "\"]}";
    String events = String.valueOf(post(localServer, "/events", ids).get("events"));
    HttpResponse<String> answer =
        send(remoteServer, "/events", "{\"events\":" + events.replace("rose", "oaks") + "}");
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 409);
    assertThat(remote.head().size()).isZero();
  }

  @Test
  void idsComeByTheThousand() throws Exception {
    for (int i = 0; i < 3; i++) {
      plant(local, "a b c d e f g h".repeat(50).split(" "));
    }
    JsonObject page = post(localServer, "/ids", "{}");
    assertThat((JsonArray) page.get("ids")).hasSize(1_000);
    assertThat(page.get("more")).hasToString("true");
    JsonObject rest = post(localServer, "/ids", "{\"lc\":" + page.get("lc") + "}");
    assertThat((JsonArray) rest.get("ids")).hasSize((int) local.head().size() - 1_000);
    assertThat(rest.get("more")).hasToString("false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ids|[]|an object",
        "/ids|{\"ids\":7}|'ids' is an array, not 7",
        "/ids|{\"ids\":[7]}|is a text, not 7",
        "/ids|{\"ids\":[\"rose\"]}|rose",
        "/ids|{\"lc\":-1}|not -1",
        "/ids|{\"lc\":1}|lc is 1, and there are 0 events",
        "/events|{\"missing\":{}}|'missing' is an array",
        "/events|{\"events\":[{}]}|line 1"
      })
  void whatIsNoMessageIsRefused(String path, String body, String text) throws Exception {
    HttpResponse<String> answer = send(remoteServer, path, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(text);
  }

  /** Else a client takes it for its own mistake, and does not come again. */
  @Test
  void whatTheServerCannotDoIsNoMistakeOfTheClients() throws Exception {
    remote.close();
    assertThat(send(remoteServer, "/ids", "{}").statusCode()).isGreaterThanOrEqualTo(500);
  }

  @Test
  void tooManyIdsAreRefused() throws Exception {
    String id = "\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"";
    String ids = "[" + (id + ",").repeat(1_000) + id + "]";
    HttpResponse<String> answer = send(remoteServer, "/ids", "{\"ids\":" + ids + "}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("1000 ids at most, not 1001");
  }
}
