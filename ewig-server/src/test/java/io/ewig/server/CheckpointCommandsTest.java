package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints over HTTP, and the commands about them. */
class CheckpointCommandsTest {

  @TempDir private Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Ewig engine;
  private EwigServer server;

  @BeforeEach
  void begin() throws IOException {
    Ewig.open(folder("garden"), Config.defaults().withSigning(true)).close();
    serve("garden");
    plant(engine, "rose");
    plant(engine, "oak");
  }

  private Path folder(String name) {
    return temporary.resolve(name);
  }

  private void serve(String name) throws IOException {
    engine = Ewig.open(folder(name));
    server =
        EwigServer.start(
            engine, ServerOptions.local(0).withTemporary(folder(name).resolve("temporary")));
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
  }

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").type("ObjectCreated").json("{\"id\":\"" + id + "\"}"));
  }

  private int run(String... args) {
    out.reset();
    err.reset();
    return EwigCommand.run(Terminal.of(new ByteArrayInputStream(new byte[0]), out, err), args);
  }

  private int sync(String name, String... more) {
    String[] args = {
      "sync", "--data", folder(name).toString(), "--with", "http://127.0.0.1:" + port()
    };
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return run(all);
  }

  private int port() {
    return server.address().getPort();
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private JsonObject json() {
    return (JsonObject) Json.parse(out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aNewFolderBeginsAtACheckpointAndGoesOnWithAll() {
    assertThat(sync("kiosk", "--from-checkpoint")).as(printed()).isEqualTo(ExitCode.OK);
    try (Ewig kiosk = Ewig.open(folder("kiosk"))) {
      assertThat(kiosk.replica().inception().version().events()).isEqualTo(2);
      assertThat(kiosk.replica().root()).isEqualTo(engine.replica().root());
      plant(kiosk, "fern");
    }
    plant(engine, "ivy");
    assertThat(sync("kiosk")).as(printed()).isEqualTo(ExitCode.OK);
    assertThat(sync("kiosk", "--from-checkpoint")).isEqualTo(ExitCode.ERROR);
    assertThat(printed()).contains("is not empty");
  }

  @Test
  void whoIsOlderThanWhatIsFoldedIsToldSoAndTakesNothing() throws IOException {
    assertThat(sync("laptop")).isEqualTo(ExitCode.OK); // at its end it says what it has by now
    plant(engine, "ivy");
    stop();
    String garden = folder("garden").toString();
    assertThat(run("horizon", "--data", garden, "--json")).isEqualTo(ExitCode.OK);
    assertThat(json().get("size")).hasToString("2"); // the laptop has no more
    String laptop = ((JsonObject) ((JsonArray) json().get("heldBy")).get(0)).get("what").toString();
    String origin = laptop.replaceAll(".*origin ([0-9a-f]{32}).*", "$1");
    assertThat(run("horizon", "--data", garden, "--retire", origin)).isEqualTo(ExitCode.OK);
    assertThat(printed()).contains("known to all: 3 of 3").contains("retired: " + origin);
    assertThat(run("compact", "--data", garden, "--into", fresh().toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(json().get("folded")).hasToString("3");
    serve("fresh");
    assertThat(sync("laptop")).isEqualTo(ExitCode.ERROR);
    assertThat(printed()).contains("\"refused\":\"folded\"").contains("--from-checkpoint");
    try (Ewig old = Ewig.open(folder("laptop"))) {
      assertThat(old.head().size()).isEqualTo(2);
    }
    assertThat(engine.head().size()).isEqualTo(1);
    assertThat(sync("young")).isEqualTo(ExitCode.ERROR);
    assertThat(printed()).contains("\"refused\":\"folded\"");
    assertThat(Files.readString(fresh().resolve("sync/acknowledged.json")))
        .as("who is waited for")
        .doesNotContain(originOf("young"), "0".repeat(32)); // who asked before there was a folder
  }

  private String originOf(String name) {
    try (Ewig db = Ewig.open(folder(name))) {
      return db.replica().self().toString();
    }
  }

  @Test
  void whereNothingMoreCanBeFoldedOthersBeginAtTheSameCheckpoint() throws IOException {
    stop();
    assertThat(run("compact", "--data", folder("garden").toString(), "--into", fresh().toString()))
        .as(printed())
        .isEqualTo(ExitCode.OK);
    serve("fresh"); // which waits for garden: nobody knows whether it writes on
    plant(engine, "ivy");
    assertThat(sync("kiosk", "--from-checkpoint")).as(printed()).isEqualTo(ExitCode.OK);
    assertThat(sync("stall", "--from-checkpoint")).as(printed()).isEqualTo(ExitCode.OK);
    try (Ewig kiosk = Ewig.open(folder("kiosk"))) {
      assertThat(kiosk.replica().inception().version())
          .isEqualTo(engine.replica().inception().version());
      plant(kiosk, "fern");
    }
    assertThat(sync("kiosk")).as(printed()).isEqualTo(ExitCode.OK);
    assertThat(sync("stall")).as(printed()).isEqualTo(ExitCode.OK);
    try (Ewig garden = Ewig.open(folder("garden"))) {
      plant(garden, "yew");
    }
    assertThat(sync("garden")).as(printed()).isEqualTo(ExitCode.OK);
  }

  private Path fresh() {
    return folder("fresh");
  }

  @Test
  void whoHasToHaveSignedTheCheckpointCanBeSaid() {
    String signer = Keys.signer(folder("garden")).orElseThrow().toString();
    String other = "7369676e0123456789abcdef01234567";
    assertThat(sync("kiosk", "--from-checkpoint", "--signed-by", other)).isEqualTo(ExitCode.ERROR);
    assertThat(printed()).contains("is signed by " + signer).contains("wanted is one by " + other);
    assertThat(folder("kiosk")).doesNotExist();
    assertThat(sync("kiosk", "--from-checkpoint", "--signed-by", other, "--signed-by", signer))
        .as(printed())
        .isEqualTo(ExitCode.OK);
    String key = "ab".repeat(32);
    assertThat(sync("stall", "--from-checkpoint", "--signed-by", key)).isEqualTo(ExitCode.ERROR);
    assertThat(printed()).contains("wanted is one by 7369676e");
    assertThat(sync("stall", "--signed-by", signer)).isEqualTo(ExitCode.USAGE);
    assertThat(printed()).contains("give --from-checkpoint as well");
  }

  @Test
  void whoDoesNotSignGivesNoCheckpoint() throws IOException {
    stop();
    serve("plain");
    plant(engine, "rose");
    assertThat(sync("kiosk", "--from-checkpoint")).isEqualTo(ExitCode.ERROR);
    assertThat(printed()).contains("gives no checkpoint: this database does not sign", "keys sign");
    assertThat(folder("kiosk")).doesNotExist();
  }

  @Test
  void anEarlierMomentIsAnErrorInSqlToo() throws SQLException {
    String before = engine.get(0).systemTime().toString().replace('T', ' ').replace("Z", "");
    assertThat(sync("kiosk", "--from-checkpoint")).as(printed()).isEqualTo(ExitCode.OK);
    try (Connection sql = DriverManager.getConnection("jdbc:ewig:" + folder("kiosk"))) {
      sql.createStatement().execute("create table t (id bigint primary key)");
      String asOf = "select * from t for system_time as of timestamp '" + before + "'";
      try (ResultSet rows = sql.createStatement().executeQuery(asOf)) {
        throw new AssertionError("an answer: " + rows.next());
      } catch (SQLException folded) {
        assertThat(folded.getSQLState()).isEqualTo("55W02");
        assertThat(folded.getMessage()).contains("begins at the signed checkpoint");
      }
    }
  }
}
