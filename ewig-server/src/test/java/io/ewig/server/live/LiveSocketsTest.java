package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import io.ewig.server.socket.Line;
import io.ewig.server.socket.SocketLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveSocketsTest {

  private static final int MANY = 200;
  private static final int MESSAGE_MAX = 10_000;
  private static final String SET =
      "{\"type\":\"ephemeral_update\",\"namespace\":\"garden\",\"key\":\"%s\",\"value\":%s}";

  private Ewig engine;
  private EwigServer server;

  @BeforeEach
  void start() throws IOException {
    engine = Ewig.inMemory();
    serve(SocketLimits.defaults().withBytesMax(MESSAGE_MAX, 400_000));
  }

  private void serve(SocketLimits limits) throws IOException {
    server =
        EwigServer.start(
            engine,
            ServerOptions.local(0)
                .withSockets(limits)
                .withOrigins(Set.of("https://garden.example")));
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
  }

  private int port() {
    return server.address().getPort();
  }

  private TestSocket open(String peer) {
    return TestSocket.open(port(), "/ws?namespace=garden&peer_id=" + peer);
  }

  private static String set(String key, Object value) {
    return String.format(Locale.ROOT, SET, key, value);
  }

  private static JsonObject entry(JsonObject message, int index) {
    return (JsonObject) ((JsonArray) message.get("entries")).get(index);
  }

  private static boolean says(JsonObject message, String key, Object value) {
    if (!TestSocket.type(message).equals("ephemeral_diff")) {
      return false;
    }
    for (var one : (JsonArray) message.get("entries")) {
      JsonObject entry = (JsonObject) one;
      if (entry.get("key").text().equals('"' + key + '"')
          && String.valueOf(entry.get("value")).equals(String.valueOf(value))) {
        return true;
      }
    }
    return false;
  }

  // ---- presence

  @Test
  void twoPeersSeeEachOther() {
    try (TestSocket ada = open("ada")) {
      assertThat(ada.next("snapshot").get("peer_id").text()).isEqualTo("\"ada\"");
      TestSocket bob = open("bob");
      assertThat(bob.next("snapshot").get("peers").text()).isEqualTo("[\"ada\",\"bob\"]");
      assertThat(ada.next("peer_joined").get("peer_id").text()).isEqualTo("\"bob\"");
      bob.say(set("bob", 1));
      ada.next(message -> says(message, "bob", 1));
      ada.say(set("ada", 2));
      bob.next(message -> says(message, "ada", 2));
      bob.close();
    }
  }

  @Test
  void whoComesLaterHearsWhatIsThere() {
    try (TestSocket ada = open("ada")) {
      ada.say(set("ada", 1));
      ada.next(message -> says(message, "ada", 1));
      try (TestSocket bob = open("bob")) {
        assertThat(entry(bob.next("snapshot"), 0).get("value").text()).isEqualTo("1");
      }
    }
  }

  @Test
  void whatIsSaidElsewhereIsNotHeard() {
    try (TestSocket ada = open("ada");
        TestSocket bob = TestSocket.open(port(), "/db/main/ws?namespace=house&peer_id=bob")) {
      ada.say(set("ada", 1));
      ada.next(message -> says(message, "ada", 1));
      assertThat(bob.all()).extracting(TestSocket::type).doesNotContain("ephemeral_diff");
      bob.say("{\"type\":\"subscribe\",\"namespace\":\"garden\"}");
      bob.next(
          m -> TestSocket.type(m).equals("snapshot") && m.get("entries").text().contains("ada"));
      bob.say("{\"type\":\"unsubscribe\",\"namespace\":\"garden\"}");
      bob.say("{\"type\":\"ephemeral_get\",\"namespace\":\"garden\"}");
      assertThat(entry(bob.next("entries"), 0).get("key").text()).isEqualTo("\"ada\"");
      bob.all();
      ada.say(set("ada", 2));
      ada.next(message -> says(message, "ada", 2));
      assertThat(bob.all()).isEmpty();
    }
  }

  @Test
  void aPeerThatDiesIsGoneWithWhatItSaid() {
    try (TestSocket ada = open("ada")) {
      TestSocket bob = open("bob");
      bob.say(set("bob", 1));
      ada.next(message -> says(message, "bob", 1));
      bob.die();
      assertThat(ada.next("peer_left").get("peer_id").text()).isEqualTo("\"bob\"");
      JsonObject diff = ada.next("ephemeral_diff");
      assertThat(entry(diff, 0).get("gone").text()).isEqualTo("true");
    }
  }

  @Test
  void whoComesAgainTakesItsOwnPlace() {
    TestSocket before = open("ada");
    before.say(set("ada", 1));
    before.next(message -> says(message, "ada", 1));
    try (TestSocket again = open("ada")) {
      assertThat(before.awaitClosed()).isEqualTo(Line.Goodbye.NOT_ALLOWED.code());
      assertThat(again.next("snapshot").get("entries").text()).isEqualTo("[]");
      again.say(set("ada", 2));
      again.next(message -> says(message, "ada", 2));
    }
  }

  @Test
  void aPeerMayStampWhatItSaysButNotBeyondWhatWasGivenOut() {
    try (TestSocket ada = open("ada")) {
      String epoch = ada.next("snapshot").get("epoch").text();
      String stamped = set("a", 1).replace("}", ",\"epoch\":%s,\"counter\":%s}");
      ada.say(String.format(Locale.ROOT, stamped, epoch, 7));
      JsonObject entry = entry(ada.next(message -> says(message, "a", 1)), 0);
      assertThat(entry.get("counter").text()).isEqualTo("7");
      assertThat(entry.get("peer").text()).isEqualTo("\"ada\"");
      for (String[] wrong :
          new String[][] {{"1000", "1"}, {epoch, "9007199254740991"}, {epoch, "0"}, {"x", "1"}}) {
        ada.say(String.format(Locale.ROOT, stamped, wrong[0], wrong[1]));
        assertThat(ada.next("error").get("sqlstate").text()).hasSize(7);
      }
    }
  }

  @Test
  void presenceNeverReachesTheLog() {
    var head = engine.head();
    try (TestSocket ada = open("ada");
        TestSocket bob = open("bob")) {
      for (int i = 0; i < 500; i++) {
        ada.say(set("k" + i % 50, i));
        bob.say(set("k" + i % 50, -i));
      }
      ada.say(set("last", 1));
      ada.next(message -> says(message, "last", 1));
      bob.say(set("last", 2));
      bob.next(message -> says(message, "last", 2));
    }
    assertThat(engine.head()).isEqualTo(head);
  }

  @Test
  void manyPeersHearOneAndTheSame() {
    List<TestSocket> all = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        all.add(open("peer" + i));
      }
      assertThat(server.sockets()).isEqualTo(MANY);
      all.get(0).say(set("hello", 1));
      for (TestSocket one : all) {
        one.next(message -> says(message, "hello", 1));
      }
    } finally {
      all.forEach(TestSocket::die);
    }
  }

  // ---- who is refused

  private void assertRefused(String pathAndQuery) {
    assertThatThrownBy(() -> TestSocket.open(port(), pathAndQuery))
        .isInstanceOf(CompletionException.class);
  }

  @Test
  void badVisitsAreRefused() {
    assertRefused("/nowhere");
    assertRefused("/db/nothing/ws");
    assertRefused("/ws?peer_id=");
    assertRefused("/ws?peer_id=a&peer_id=b");
    assertRefused("/ws?peer_id=ewig");
    assertRefused("/ws?namespace=");
    assertRefused("/ws?peer_id=" + "x".repeat(129));
    assertRefused("/ws?" + namespaces(65));
    assertRefused("/ws?peer_id=%ff");
  }

  private static String namespaces(int count) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < count; i++) {
      query.append("namespace=n").append(i).append('&');
    }
    return query.toString();
  }

  private String handshake(String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /ws HTTP/1.1\r\nHost: x\r\n" + String.join("", headers) + "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
    }
  }

  private static final String UPGRADE =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

  @Test
  void onlyPagesOfKnownOriginsMayHaveSockets() throws IOException {
    assertThat(handshake(UPGRADE)).isEqualTo("HTTP/1.1 101");
    assertThat(handshake(UPGRADE, "Origin: https://evil.example\r\n")).isEqualTo("HTTP/1.1 403");
    assertThat(handshake(UPGRADE, "Origin: null\r\n")).isEqualTo("HTTP/1.1 403");
    assertThat(handshake(UPGRADE, "Origin: https://garden.example\r\n")).isEqualTo("HTTP/1.1 101");
    assertThat(handshake("Origin: https://garden.example\r\n")).isEqualTo("HTTP/1.1 403");
  }

  @Test
  void whatIsNoHandshakeIsRefused() throws IOException {
    assertThat(handshake()).isEqualTo("HTTP/1.1 426");
    assertThat(handshake(UPGRADE.replace("13", "12"))).startsWith("HTTP/1.1 4");
    assertThat(handshake(UPGRADE.replaceAll("Sec-WebSocket-Key.*\r\n", "")))
        .startsWith("HTTP/1.1 4");
    assertThat(server.sockets()).isZero();
  }

  @Test
  void socketsAreCounted() throws IOException {
    server.close();
    serve(SocketLimits.defaults().withSocketsMax(2));
    TestSocket first = open("a");
    try (TestSocket second = open("b")) {
      assertRefused("/ws");
      first.die();
      second.next("peer_left");
    }
    open("c").die();
  }

  // ---- what is malformed, large or slow

  @Test
  void whatIsNotUnderstoodIsAnsweredAndHarmsNothing() {
    try (TestSocket ada = open("ada")) {
      for (String bad :
          List.of(
              "",
              "{",
              "[]",
              "7",
              "{}",
              "{\"type\":7}",
              "{\"type\":\"nonsense\"}",
              "{\"type\":\"ephemeral_update\"}",
              "{\"type\":\"ephemeral_update\",\"entries\":[7]}",
              "{\"type\":\"ephemeral_update\",\"namespace\":\"n\",\"key\":\"\",\"value\":1}",
              "{\"type\":\"ephemeral_update\",\"namespace\":\"n\",\"key\":\"k\"}",
              "{\"type\":\"subscribe\",\"namespace\":\"\"}",
              "[".repeat(5_000))) {
        ada.say(bad);
        assertThat(ada.next("error").get("message").text()).as(bad).doesNotContain("Exception");
      }
      ada.say("{\"type\":\"ping\",\"id\":\"p\"}");
      assertThat(ada.next("pong").get("id").text()).isEqualTo("\"p\"");
    }
  }

  @Test
  void aMessageHasALargestSize() {
    TestSocket ada = open("ada").say("x".repeat(MESSAGE_MAX));
    assertThat(ada.next("error")).isNotNull();
    ada.say("x".repeat(MESSAGE_MAX + 1));
    assertThat(ada.awaitClosed()).isEqualTo(Line.Goodbye.TOO_LARGE.code());
  }

  private Socket raw(byte[]... frames) throws IOException {
    Socket socket = new Socket("127.0.0.1", port());
    var out = socket.getOutputStream();
    out.write(
        ("GET /ws?namespace=garden HTTP/1.1\r\nHost: x\r\n" + UPGRADE + "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    for (byte[] frame : frames) {
      out.write(frame);
    }
    return socket;
  }

  /** With a mask of zeros, as a client has to have one. */
  private static byte[] frame(int first, byte... payload) {
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) first;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return frame;
  }

  /** All that the server sends until it hangs up. */
  private static String rest(Socket socket) throws IOException {
    try (socket;
        InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String goodbye(int code) {
    return new String(new byte[] {(byte) (code >> 8), (byte) code}, StandardCharsets.ISO_8859_1);
  }

  @Test
  void framesThatBreakTheRulesEndTheSocket() throws IOException {
    assertThat(rest(raw(frame(0x83, (byte) 1)))).contains(goodbye(1002)); // no such kind
    assertThat(rest(raw(frame(0xC1, (byte) 'x')))).contains(goodbye(1002)); // a reserved bit
    assertThat(rest(raw(new byte[] {(byte) 0x81, 1, 'x'}))).contains(goodbye(1002)); // no mask
    assertThat(rest(raw(frame(0x80, (byte) 'x')))).contains(goodbye(1002)); // goes on with nothing
    assertThat(rest(raw(frame(0x81, (byte) 0xff)))).contains(goodbye(1007)); // no UTF-8
  }

  @Test
  void aMessageMayComeInPiecesWithPingsBetween() throws IOException {
    String text = "{\"type\":\"ping\",\"id\":\"ä\"}";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      frames.add(frame(i == 0 ? 0x01 : 0x00, bytes[i]));
      frames.add(frame(0x89, (byte) i));
    }
    frames.add(frame(0x80));
    frames.add(frame(0x88, (byte) 3, (byte) 0xE8));
    assertThat(rest(raw(frames.toArray(byte[][]::new)))).contains("pong");
  }

  @Test
  void piecesOfAByteAddUpToTheLargestSizeAndNoFurther() throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i <= MESSAGE_MAX; i++) {
      frames.writeBytes(frame(i == 0 ? 0x01 : 0x00, (byte) 'x'));
    }
    frames.writeBytes(frame(0x88, (byte) 3, (byte) 0xE8));
    assertThat(rest(raw(frames.toByteArray()))).contains(goodbye(Line.Goodbye.TOO_LARGE.code()));
  }

  @Test
  void aSlowReaderIsCutOffAndNobodyWaitsForIt() throws IOException {
    try (Socket slow = raw();
        TestSocket ada = open("ada");
        TestSocket bob = open("bob")) {
      slow.setReceiveBufferSize(1_000);
      String large = "\"" + "x".repeat(8_000) + "\"";
      for (int i = 0; server.sockets() == 3; i++) {
        ada.say(set("large" + i % 20, large.replace("xx", "x" + i % 10)));
        assertThat(i).isLessThan(100_000);
      }
      ada.say(set("last", 1));
      bob.next(message -> says(message, "last", 1));
    }
  }

  @Test
  void aClientThatDoesNotAnswerIsTakenForGone() throws IOException {
    server.close();
    serve(SocketLimits.defaults().withSilence(Duration.ofMillis(50), Duration.ofMillis(300)));
    try (TestSocket ada = open("ada")) {
      ada.next("snapshot");
      Socket dead = raw();
      ada.next("peer_joined");
      ada.next("peer_left"); // while ada, which answers, stays
      ada.say("{\"type\":\"ping\"}");
      ada.next("pong");
      dead.close();
    }
  }

  @Test
  void aServerThatStopsHangsUp() {
    TestSocket ada = open("ada");
    ada.next("snapshot");
    server.close();
    assertThat(ada.awaitClosed()).isIn(Line.Goodbye.STOPPING.code(), -1);
  }
}
