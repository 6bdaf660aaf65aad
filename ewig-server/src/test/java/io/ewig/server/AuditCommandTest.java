package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
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
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ewig sync --audit} against a server. */
class AuditCommandTest {

  @TempDir private Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Ewig engine;
  private EwigServer server;
  private String laptop;

  @BeforeEach
  void serve() throws IOException {
    laptop = temporary.resolve("laptop").toString();
    String create = "create table plants (id bigint primary key, name varchar, height double)";
    String insert = "insert into plants values (1, 'rose', 0.5), (2, 'fern', 0.7)";
    run("sql", "--data", laptop, "-c", create + ";" + insert);
    engine = Ewig.open(temporary.resolve("garden"));
    server = EwigServer.start(engine, ServerOptions.local(0));
    assertThat(run("sync", "--data", laptop, "--with", url())).isEqualTo(ExitCode.OK);
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
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

  private int audit(String... more) {
    String[] args = {"sync", "--data", laptop, "--with", url(), "--audit"};
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return run(all);
  }

  @Test
  void equalReplicasAreSaidToBeEqual() {
    assertThat(audit()).isEqualTo(ExitCode.OK);
    assertThat(printed().get("equal")).hasToString("true");
    assertThat(printed().get("differences")).hasToString("[]");
    assertThat(printed().get("roundTrips")).hasToString("1");
  }

  @Test
  void whatDiffersIsNamedAndNothingIsExchanged() {
    run("sql", "--data", laptop, "-c", "update plants set name = 'Rose' where id = 1");
    engine.append(EventBuilder.in("a://beds").json("{\"id\":\"bed\"}"));
    engine.branches().create("trial", "main");
    assertThat(audit()).isEqualTo(ExitCode.ERROR);
    JsonObject said = printed();
    assertThat(said.get("equal")).hasToString("false");
    assertThat(said.get("settled")).hasToString("true");
    assertThat(((JsonArray) said.get("lackingHere")).length()).isEqualTo(1);
    assertThat(((JsonArray) said.get("lackingThere")).length()).isEqualTo(1);
    assertThat(said.get("branchesOnlyThere")).hasToString("[\"trial\"]");
    assertThat(said.get("differences").toString())
        .contains("\"key\":\"id = 1\"", "\"name\":\"Rose\"", "\"name\":\"rose\"")
        .contains("\"world\":\"0x", "\"key\":\"bed\"", "\"here\":null") // no event of it is here
        .contains("\"height\":0.5");
    assertThat(audit()).isEqualTo(ExitCode.ERROR);
    assertThat(printed().get("differences")).isEqualTo(said.get("differences"));
  }

  @Test
  void whatExchangesSomethingDoesNotGoWithAnAudit() {
    assertThat(audit("--watch")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--audit").contains("--watch");
  }

  @Test
  void aFolderWithoutADatabaseIsNotMadeOne() {
    String empty = temporary.resolve("empty").toString();
    int code = run("sync", "--data", empty, "--with", url(), "--audit");
    assertThat(code).isNotEqualTo(ExitCode.OK);
    assertThat(Path.of(empty)).doesNotExist();
  }
}
