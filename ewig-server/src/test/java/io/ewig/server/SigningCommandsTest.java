package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.server.command.ExitCode;
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
import java.sql.Statement;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases that sign, made by commands and met over HTTP. */
class SigningCommandsTest extends CommandLineCase {

  private Ewig engine;
  private EwigServer server;

  @BeforeEach
  void serve() throws IOException {
    assertThat(run("sql", at("garden"), "--sign", "-e", "SELECT 1")).isEqualTo(ExitCode.OK);
    engine = Ewig.open(Path.of(at("garden")));
    plant(engine, "rose");
    Path temporaryFiles = Path.of(at("garden"), "temporary");
    server = EwigServer.start(engine, ServerOptions.local(0).withTemporary(temporaryFiles));
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
  }

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
  }

  private void plant(String folder, String id) {
    try (Ewig db = Ewig.open(Path.of(at(folder)))) {
      plant(db, id);
    }
  }

  private String url() {
    return "http://127.0.0.1:" + server.address().getPort();
  }

  private int sync(String folder, String... more) {
    String[] args = new String[5 + more.length];
    System.arraycopy(new String[] {"sync", "--data", at(folder), "--with", url()}, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    return run(args);
  }

  @Test
  void twoDatabasesThatSignMeetOverHttp() {
    assertThat(sync("laptop", "--sign")).as(err()).isEqualTo(ExitCode.OK);
    plant("laptop", "fern");
    assertThat(sync("laptop", "--sign")).as(err()).isEqualTo(ExitCode.OK);
    assertThat(engine.events().commitOf(1).info().seal()).isPresent();
    assertThat(SigningOrigin.is(engine.get(1).origin())).isTrue();
    assertThat(run("verify", "--data", at("laptop"))).as(out()).isEqualTo(ExitCode.OK);
    run("sql", at("laptop"), "-e", "SELECT signed_by FROM ewig.commits", "--mode", "csv");
    assertThat(lines())
        .containsExactlyInAnyOrder(
            "signed_by", engine.get(0).origin().toString(), engine.get(1).origin().toString());
  }

  @Test
  void aDatabaseThatIsThereIsNotMadeToSignByTheWay() {
    plant("laptop", "fern");
    assertThat(sync("laptop", "--sign")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("22023", "ewig keys sign --data " + at("laptop"));
    assertThat(run("keys", "sign", "--data", at("laptop"))).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("signs what it writes as 7369676e");
    assertThat(sync("laptop", "--sign")).as(err()).isEqualTo(ExitCode.OK);
    assertThat(run("keys", "show", "--data", at("laptop"))).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("is not encrypted", "signs what it writes as 7369676e");
    assertThat(run("keys", "sign", "--data", at("nothing"))).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("holds no database");
  }

  @Test
  @SuppressWarnings("try") // a test may be interrupted
  void whatAServerThatSignsMakesSignsToo() throws Exception {
    run("sql", at("yard"), "--sign", "-e", "SELECT 1");
    try (ServerProcess yard = ServerProcess.start(Path.of(at("yard")), 0)) {
      String url = "jdbc:ewig://127.0.0.1:" + yard.port();
      try (Connection main = DriverManager.getConnection(url + "/main")) {
        main.createStatement().execute("CREATE DATABASE shed");
      }
      try (Connection shed = DriverManager.getConnection(url + "/shed");
          Statement statement = shed.createStatement()) {
        statement.execute("CREATE TABLE tool (id INT)");
        try (ResultSet row = statement.executeQuery("SELECT signed_by FROM ewig.commits")) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString(1)).isNotNull();
        }
      }
    }
    assertThat(Keys.signer(Path.of(at("yard"), "databases", "shed"))).isPresent();
  }

  @Test
  void aDatabaseInMemoryCantBeToldToSignBySql() {
    assertThat(run("sql", "--sign", "-e", "SELECT 1")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("08001", "in a folder");
  }

  @Test
  void anEncryptedDatabaseSignsToo() {
    run("keys", "init", at("a.key"));
    String[] made = {"sql", at("secret"), "--sign", "--key-file", at("a.key"), "-e", "SELECT 1"};
    assertThat(run(made)).as(err()).isEqualTo(ExitCode.OK);
    assertThat(Path.of(at("secret"), "signing.ewk")).exists();
    assertThat(sync("secret", "--key-file", at("a.key"))).as(out()).isEqualTo(ExitCode.OK);
    assertThat(run("keys", "sign", "--data", at("secret"), "--key-file", at("a.key"), "--json"))
        .isEqualTo(ExitCode.OK);
    assertThat(out()).contains("\"signs_as\":\"7369676e");
    assertThat(run("keys", "show", "--data", at("secret"), "--json")).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("\"encrypted\":true", "\"signs_as\":\"7369676e");
  }

  @Test
  void whereAllHaveToSignWhoDoesNotHasToBeTrusted() {
    plant("laptop", "fern");
    assertThat(run("peer", "policy", "--data", at("garden"), "all")).isEqualTo(ExitCode.OK);
    assertThat(sync("laptop")).isEqualTo(ExitCode.ERROR);
    assertThat(out()).contains("\"refused\":\"unsigned\"", "ewig peer trust");
    assertThat(engine.head().size()).isEqualTo(1);
    Origin laptop;
    try (Ewig db = Ewig.open(Path.of(at("laptop")))) {
      laptop = db.replica().self();
    }
    assertThat(run("peer", "trust", "--data", at("garden"), laptop.toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(sync("laptop")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(run("peer", "policy", "--data", at("garden"))).isEqualTo(ExitCode.OK);
    assertThat(lines()).containsExactly("trusted  " + laptop, "policy   all");
    assertThat(run("peer", "trust", "--data", at("garden"), "--revoke", laptop.toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(run("peer", "policy", "--data", at("garden"), "known", "--json"))
        .isEqualTo(ExitCode.OK);
    assertThat(out()).isEqualTo("{\"policy\":\"known\",\"trusted\":[]}" + System.lineSeparator());
  }

  @Test
  void policiesAndTrustThatMakeNoSenseAreRefused() {
    assertThat(run("peer", "policy", "--data", at("garden"), "some")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("22023", "none, known, all");
    String signer = engine.replica().self().toString();
    assertThat(run("peer", "trust", "--data", at("garden"), signer)).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains(signer, "signs all that it writes");
    assertThat(run("peer", "trust", "--data", at("garden"), "rose")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("'rose' is not an origin");
  }

  @Test
  void whatIsPushedAsJsonIsLookedAtToo() throws IOException, InterruptedException {
    String lines;
    try (Ewig db = Ewig.open(Path.of(at("far")))) {
      plant(db, "oak");
      lines = exported(db);
    }
    run("peer", "policy", "--data", at("garden"), "all");
    String events = lines.lines().collect(Collectors.joining(",", "{\"events\":[", "]}"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/api/push"))
            .POST(HttpRequest.BodyPublishers.ofString(events))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("UNSIGNED");
    assertThat(engine.head().size()).isEqualTo(1);
  }

  private static String exported(Ewig db) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    db.exportTo(out, 0, db.head().size());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSignatureThatWasChangedInAnExportIsNotImported() throws IOException {
    Path file = Path.of(at("garden.ndjson"));
    String seal = engine.events().commitOf(0).info().seal().orElseThrow();
    Files.writeString(file, exported(engine).replace(seal, seal.substring(4) + "AAAA"));
    assertThat(run("import", "--data", at("copy"), file.toString())).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("is not signed by " + engine.replica().self());
    Files.writeString(file, exported(engine));
    assertThat(run("import", "--data", at("copy"), file.toString())).isEqualTo(ExitCode.OK);
    assertThat(Keys.signer(Path.of(at("copy")))).isEmpty();
  }
}
