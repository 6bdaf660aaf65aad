package io.ewig.server.secure;

import static io.ewig.server.secure.SecuredServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ben, who is no admin, may do without SQL is what he may do in SQL. */
@Timeout(60)
class RightsOverHttpTest {

  private static final String DB = "/v1/db/main";
  private static final String STATE = DB + "/worlds/a://garden/state";
  private static final String OTHER = DB + "/worlds/a://house/state";

  private final HttpClient client = HttpClient.newHttpClient();
  private SecuredServer server;
  private Connection anna;

  @BeforeEach
  void start() throws Exception {
    server = new SecuredServer("anna", "ben");
    anna = server.connect("anna");
    Ewig engine = server.engine();
    engine.append(EventBuilder.in("a://garden").json("{\"rose\":{\"petals\":5}}"));
    engine.append(EventBuilder.in("a://house").json("{\"door\":{\"key\":7}}"));
    sql(
        "CREATE TABLE plants (name VARCHAR PRIMARY KEY)",
        "CREATE TABLE debts (id INT PRIMARY KEY)");
    sql("INSERT INTO plants VALUES ('lily')", "INSERT INTO debts VALUES (1)");
  }

  @AfterEach
  void stop() throws SQLException {
    anna.close();
    server.close();
  }

  private void sql(String... statements) throws SQLException {
    try (Statement statement = anna.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private <T> HttpResponse<T> call(
      String user, String method, String path, String body, String accept, BodyHandler<T> as)
      throws IOException, InterruptedException {
    byte[] login = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .header("Accept", accept)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return client.send(request, as);
  }

  /** As ben; status and text. */
  private String call(String method, String path, String body) throws Exception {
    HttpResponse<String> answer =
        call("ben", method, path, body, "*/*", BodyHandlers.ofString(StandardCharsets.UTF_8));
    return answer.statusCode() + " " + answer.body().strip();
  }

  private String get(String path) throws Exception {
    return call("GET", path, "");
  }

  @Test
  void whoHasNoRightReadsAndWritesNothing() throws Exception {
    String event = "{\"world\":\"a://garden\",\"payload\":{\"rose\":null}}";
    for (String path : List.of(STATE, DB, DB + "/changes", DB + "/views", "/db/main")) {
      assertThat(get(path)).as(path).startsWith("403 ").contains("42501");
    }
    for (String path : List.of(DB + "/events", "/db/main/e")) {
      assertThat(call("POST", path, event))
          .as(path)
          .startsWith("403 ")
          .contains("ben has no APPEND");
    }
    assertThat(get(DB + "/events?seqs=0,1,2")).startsWith("404 ");
    assertThat(get(DB + "/worlds")).isEqualTo("200 {\"worlds\":[],\"next\":null}");
    assertThat(get(DB + "/worlds/a://garden/events"))
        .isEqualTo("200 {\"events\":[],\"next\":null}");
    assertThat(get("/db/main/e?lc=0")).contains("\"events\":[]");
    assertThat(get("/main/plants")).startsWith("403 ");
    assertThat(server.engine().timelines().of(World.of("a://garden")).count()).isEqualTo(1);
    assertThat(server.audited()).anyMatch(line -> line.contains("APPEND ON WORLD 'a://garden'"));
  }

  @Test
  void nobodyWritesWhatMightBeTakenForTheAudit() throws Exception {
    String line = "{\"world\":\"ewig://audit\",\"type\":\"login\",\"payload\":{\"who\":\"ben\"}}";
    for (String path : List.of(DB + "/events", "/db/main/e")) {
      HttpResponse<String> answer =
          call("anna", "POST", path, line, "*/*", BodyHandlers.ofString(StandardCharsets.UTF_8));
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).contains("42939", "ewig://audit");
    }
    String insert = "INSERT INTO ewig.events (world, type, payload) VALUES (?, 'login', '{}')";
    try (PreparedStatement statement = anna.prepareStatement(insert)) {
      statement.setString(1, "ewig://audit");
      assertThatThrownBy(statement::executeUpdate).hasMessageContaining("ewig://audit");
    }
    assertThat(server.engine().timelines().of(World.of("ewig://audit")).count()).isZero();
  }

  @Test
  void whatIsGrantedOnAWorldCountsHereToo() throws Exception {
    sql("GRANT SELECT, APPEND ON WORLD 'a://garden' TO ben");
    assertThat(get(STATE)).isEqualTo("200 {\"rose\":{\"petals\":5}}");
    assertThat(get(OTHER)).startsWith("403 ").contains("SELECT ON WORLD 'a://house'");
    String written = "{\"world\":\"a://garden\",\"payload\":{\"rose\":{\"petals\":6}}}";
    assertThat(call("POST", DB + "/events", written)).startsWith("201 ");
    String both = "[" + written + "," + written.replace("garden", "house") + "]";
    assertThat(call("POST", DB + "/events", both)).startsWith("403 ");
    String onDev = "{\"events\":[" + written + "],\"branch\":\"dev\"}";
    sql("CREATE BRANCH dev", "REVOKE APPEND ON WORLD 'a://garden' FROM ben");
    sql("GRANT APPEND ON WORLD 'a://garden' ON BRANCH 'dev' TO ben");
    assertThat(call("POST", DB + "/events", written)).startsWith("403 ");
    assertThat(call("POST", DB + "/events", onDev)).startsWith("201 ");
    assertThat(get(STATE + "?branch=dev")).contains("\"petals\":6");
    assertThat(get(STATE + "?at=seq:0")).contains("\"petals\":5");
    assertThat(get(DB + "/worlds")).contains("a://garden").doesNotContain("a://house", "table:");
    assertThat(get(DB + "/worlds/a://house/events")).contains("\"events\":[]");
    for (String path :
        List.of(DB + "/events?seqs=0,1,2,3,4,5", DB + "/changes", "/db/main/e?lc=0")) {
      assertThat(get(path))
          .as(path)
          .startsWith("200 ")
          .contains("petals")
          .doesNotContain("a://house", "table:", "ewig:");
    }
    assertThat(get(DB + "/changes?table=debts")).startsWith("403 ").doesNotContain("plants");
  }

  @Test
  void whatIsExpectedOfAWorldTellsNothingOfIt() throws Exception {
    sql("GRANT APPEND ON WORLD 'a://garden' TO ben");
    String batch = "{\"events\":[{\"world\":\"a://garden\"}],\"expected\":{\"a://house\":%s}}";
    for (String expected : List.of("0", "1", "\"none\"", "\"any\"")) {
      assertThat(call("POST", DB + "/events", String.format(batch, expected)))
          .as(expected)
          .startsWith("403 ")
          .contains("ben has no SELECT ON WORLD 'a://house'")
          .doesNotContain("last event");
    }
    sql("GRANT SELECT ON WORLD 'a://house' TO ben");
    assertThat(call("POST", DB + "/events", String.format(batch, "\"none\""))).startsWith("409 ");
    assertThat(call("POST", DB + "/events", String.format(batch, "1"))).startsWith("201 ");
  }

  @Test
  void whoseKeyAnIdempotencyKeyIsStaysUntold() throws Exception {
    server.engine().batch().once("k").add(EventBuilder.in("a://house").json("{}")).commit();
    sql("GRANT APPEND ON WORLD 'a://garden' TO ben");
    byte[] login = ("ben:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + DB + "/events"))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .header("Idempotency-Key", "k")
            .POST(BodyPublishers.ofString("{\"world\":\"a://garden\"}"))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("a commit of somebody else");
  }

  @Test
  void whoReadsOnlyWhatIsNowReadsNothingThatWas() throws Exception {
    sql("GRANT SELECT ON WORLD 'a://garden' FOR LIVE TO ben");
    assertThat(get(STATE)).startsWith("200 ");
    assertThat(get(STATE + "?at=seq:0")).startsWith("403 ").contains("HISTORY ON WORLD");
    assertThat(get(DB + "/worlds?at=seq:0")).contains("\"worlds\":[]");
    assertThat(get(DB + "/events?seqs=0")).startsWith("404 ");
  }

  @Test
  void viewsAndTablesAreReadWithOnesOwnRights() throws Exception {
    String view = "{\"sql\":\"SELECT * FROM debts\"}";
    assertThat(call("PUT", DB + "/views/owed", view)).startsWith("403 ");
    sql("GRANT SELECT, APPEND ON WORLD 'rest://views' TO ben", "GRANT SELECT ON plants TO ben");
    assertThat(call("PUT", DB + "/views/owed", view)).startsWith("403 ").contains("debts");
    String mine = view.replace("debts", "plants");
    assertThat(call("PUT", DB + "/views/mine", mine)).startsWith("201 ");
    assertThat(get(DB + "/views/mine")).contains("lily");
    assertThat(get("/main/mine")).contains("lily");
    assertThat(get("/main/plants")).contains("lily");
    assertThat(get("/main/debts")).startsWith("403 ");
    assertThat(call("DELETE", DB + "/views/mine", "")).startsWith("204 ");
    sql("REVOKE ALL ON WORLD 'rest://views' FROM ben");
    assertThat(get(DB + "/views")).startsWith("403 ");
    assertThat(get("/main/plants")).contains("lily");
  }

  @Test
  void howMuchADatabaseHoldsIsForWhoMayReadAllOfIt() throws Exception {
    assertThat(get("/metrics")).contains("ewig_server_requests").doesNotContain("ewig_log_events");
    sql("GRANT SELECT ON DATABASE TO ben");
    assertThat(get("/metrics")).contains("ewig_log_events{database=\"main\"}");
    assertThat(get(DB)).startsWith("200 ").contains("n_events");
  }

  @Test
  void aRightThatIsTakenAwayEndsWhatAStreamTells() throws Exception {
    sql("GRANT SELECT ON WORLD 'a://garden' TO ben", "GRANT SELECT ON plants TO ben");
    HttpResponse<InputStream> answer =
        call(
            "ben",
            "GET",
            DB + "/changes?after=now",
            "",
            "text/event-stream",
            BodyHandlers.ofInputStream());
    try (BufferedReader stream =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(stream.readLine()).startsWith("retry: ");
      server.engine().append(EventBuilder.in("a://house").type("Locked").json("{}"));
      server.engine().append(EventBuilder.in("a://garden").type("Sown").json("{}"));
      assertThat(stream.readLine()).isEmpty();
      assertThat(stream.readLine()).startsWith("id: ");
      assertThat(stream.readLine()).contains("Sown");
      sql("REVOKE SELECT ON WORLD 'a://garden' FROM ben");
      server.engine().append(EventBuilder.in("a://garden").type("Cut").json("{}"));
      sql("REVOKE SELECT ON plants FROM ben");
      server.engine().append(EventBuilder.in("a://garden").type("Gone").json("{}"));
      assertThat(stream.lines()).noneMatch(line -> line.contains("Cut") || line.contains("Gone"));
    }
  }
}
