package io.ewig.server.avatica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.wire.Call;
import io.ewig.jdbc.wire.CallWriter;
import io.ewig.jdbc.wire.Reply;
import io.ewig.jdbc.wire.ReplyReader;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import io.ewig.server.Footprint;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.session.SessionLimits;
import io.ewig.server.session.Sessions;
import io.ewig.server.session.TestSessions;
import io.ewig.server.stream.Watch;
import io.ewig.server.user.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.calcite.avatica.remote.JsonService;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages from nobody in particular: each is answered, and nothing comes of it. */
class StrangeMessagesTest {

  private static final int MESSAGES =
      "long".equals(System.getProperty("ewig.tier")) ? 100_000 : 10_000;

  /** Its initializer must never run. */
  static final class Marker {
    static {
      System.setProperty("ewig.marker", "loaded");
    }

    private Marker() {}
  }

  private Ewig engine;
  private Sessions sessions;
  private Protocol protocol;

  @BeforeEach
  void open() {
    engine = Ewig.inMemory();
    sessions =
        TestSessions.of(engine, null, SessionLimits.defaults().withSessionsMax(20).withHeldMax(50));
    protocol = new Protocol(sessions);
  }

  @AfterEach
  void close() {
    sessions.close();
    engine.close();
  }

  private Response ask(String session, Request request) throws IOException {
    HttpAnswer answer = answer(CallWriter.write(new Call(session, List.of(), request)));
    assertThat(answer.status()).isEqualTo(HttpAnswer.OK);
    Reply reply = ReplyReader.read(answer.bytes());
    return reply.response();
  }

  private String openSession() throws IOException {
    return ((Response.Opened) ask("", new Request.Open(1, "", Map.of()))).session();
  }

  private static Response.Failed failed(Response response) {
    assertThat(response).isInstanceOf(Response.Failed.class);
    return (Response.Failed) response;
  }

  private HttpAnswer answer(byte[] message) {
    return protocol.answer(Principal.ANYBODY, message, Watch.NONE).await();
  }

  @Test
  void mutatedMessagesAreAnsweredAndTheServerGoesOn() throws IOException {
    String session = openSession();
    String connection = UUID.randomUUID().toString();
    List<byte[]> messages = messages(session, connection);
    Random random = new Random(20_260_102);
    Footprint footprint = new Footprint();
    for (int i = 0; i < MESSAGES; i++) {
      byte[] message = mutated(messages.get(random.nextInt(messages.size())), random);
      HttpAnswer answer = answer(message);
      assertThat(answer.status()).isIn(HttpAnswer.OK, HttpAnswer.BAD_REQUEST, HttpAnswer.FAILED);
      assertThat(new String(answer.bytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("\tat ", "Exception:", "/home", "/root");
    }
    assertThat(sessions.count()).isLessThanOrEqualTo(20);
    footprint.assertBounded(MESSAGES, 0);
    sessions.close();
    open();
    assertThat(ask(openSession(), new Request.Prepare("values 1")))
        .isInstanceOf(Response.Prepared.class);
  }

  /** A whole message of each kind, in each of the three ways. */
  private static List<byte[]> messages(String session, String connection) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (Request request :
        List.of(
            new Request.Open(1, "main", Map.of("user", "ann")),
            new Request.Prepare("values (cast(? as int))"),
            new Request.Execute(1, new Object[] {1}, Ask.PLAIN, 1),
            new Request.Batch(1, List.of(new Object[] {1}, new Object[] {2}), Ask.PLAIN, 2),
            new Request.Fetch(2, 10),
            new Request.AutoCommit(false),
            new Request.Commit(),
            new Request.SetMark("m"),
            new Request.ReturnTo(3),
            new Request.Change(Setting.SCHEMA, "public"),
            new Request.Reserved("select"),
            new Request.Ping(),
            new Request.Cancel(1))) {
      messages.add(CallWriter.write(new Call(session, List.of(9L), request)));
    }
    for (Service.Request request : avaticas(connection)) {
      messages.add(new ProtobufTranslationImpl().serializeRequest(request));
      messages.add(JsonService.MAPPER.writeValueAsBytes(request));
    }
    return messages;
  }

  private static List<Service.Request> avaticas(String connection) {
    return List.of(
        new Service.OpenConnectionRequest(connection, Map.of("user", "ann")),
        new Service.CreateStatementRequest(connection),
        new Service.PrepareRequest(connection, "values (cast(? as int))", -1),
        new Service.PrepareAndExecuteRequest(connection, 1, "values 1", -1),
        new Service.FetchRequest(connection, 1, 0, 10),
        new Service.CloseStatementRequest(connection, 1),
        new Service.TablesRequest(connection, null, "%", "%", List.of("TABLE")),
        new Service.DatabasePropertyRequest(connection),
        new Service.PrepareAndExecuteBatchRequest(connection, 1, List.of("values 1")));
  }

  private static byte[] mutated(byte[] whole, Random random) {
    int length = random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length;
    byte[] bytes = Arrays.copyOf(whole, length);
    for (int i = random.nextInt(3); i > 0 && length > 0; i--) {
      bytes[random.nextInt(length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  @Test
  void noKeyOfAConnectionLoadsAClass() throws IOException {
    String marker = Marker.class.getName();
    for (String key :
        List.of(
            "model",
            "schemaFactory",
            "typeSystem",
            "parserFactory",
            "metaTableFactory",
            "factory",
            "httpclient_factory",
            "httpclient_impl",
            "fun",
            "lex",
            "materializationsEnabled",
            "token_provider_class")) {
      String id = UUID.randomUUID().toString();
      HttpAnswer answer =
          answer(
              JsonService.MAPPER.writeValueAsBytes(
                  new Service.OpenConnectionRequest(id, Map.of(key, marker))));
      assertThat(answer.status()).as(key).isIn(HttpAnswer.OK, HttpAnswer.FAILED);
      assertThat(ask("", new Request.Open(1, "", Map.of(key, marker))))
          .as(key)
          .isInstanceOf(Response.Failed.class);
    }
    assertThat(System.getProperty("ewig.marker")).isNull();
  }

  @Test
  void whatBelongsToAnotherSessionCannotBeNamed() throws IOException {
    String mine = openSession();
    String yours = openSession();
    long statement = ((Response.Prepared) ask(mine, new Request.Prepare("values 1"))).statement();
    var execute = new Request.Execute(statement, new Object[0], Ask.PLAIN, 1);
    assertThat(ask(mine, execute)).isInstanceOf(Response.Rows.class);
    assertThat(failed(ask(yours, execute)).failure().state()).isEqualTo("HY010");
    assertThat(failed(ask("", execute)).isSessionLost()).isTrue();
    assertThat(failed(ask(mine.substring(1) + "0", execute)).isSessionLost()).isTrue();
    assertThat(mine).hasSize(32).isNotEqualTo(yours);
  }

  @Test
  void aSessionHoldsSoManyThingsAndAServerSoManySessions() throws IOException {
    String session = openSession();
    for (int i = 0; i < 50; i++) {
      assertThat(ask(session, new Request.Prepare("values 1")))
          .isInstanceOf(Response.Prepared.class);
    }
    assertThat(failed(ask(session, new Request.Prepare("values 1"))).failure().state())
        .isEqualTo("54000");
    for (int i = 1; i < 20; i++) {
      openSession();
    }
    assertThat(failed(ask("", new Request.Open(1, "", Map.of()))).failure().state())
        .isEqualTo("08004");
    assertThat(ask(session, new Request.End())).isInstanceOf(Response.Done.class);
    openSession();
  }

  @Test
  void aDriverOfAnotherVersionIsToldSo() throws IOException {
    assertThat(failed(ask("", new Request.Open(2, "", Map.of()))).failure().text())
        .contains("version 2", "version 1");
  }

  @Test
  void aShortIdOfAConnectionIsRefused() throws IOException {
    HttpAnswer answer =
        answer(
            JsonService.MAPPER.writeValueAsBytes(new Service.OpenConnectionRequest("1", Map.of())));
    assertThat(answer.status()).isEqualTo(HttpAnswer.FAILED);
    assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).contains("32 to 64 letters");
  }

  @Test
  void aValueThatNoServerTakesIsRefusedByTheDriver() {
    assertThatThrownBy(
            () ->
                CallWriter.write(
                    new Call(
                        "",
                        List.of(),
                        new Request.Execute(1, new Object[] {new Object()}, Ask.PLAIN, 1))))
        .hasMessageContaining("java.lang.Object");
  }
}
