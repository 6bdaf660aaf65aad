package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.server.command.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas that keep a part of a history, made by commands and met over HTTP. */
class FilteredSyncTest extends CommandLineCase {

  private static final String PEOPLE =
      "CREATE SCHEMA app; CREATE TABLE app.people (id BIGINT PRIMARY KEY, name VARCHAR)";
  private static final String PLANTS =
      "CREATE TABLE app.plants (id BIGINT PRIMARY KEY, name VARCHAR,"
          + " owner BIGINT REFERENCES app.people (id))";
  private static final String BEDS = "CREATE TABLE app.beds (id BIGINT PRIMARY KEY, name VARCHAR)";
  private static final String ROWS =
      "INSERT INTO app.people VALUES (1, 'Ada'); INSERT INTO app.plants VALUES (1, 'rose', 1);"
          + " INSERT INTO app.beds VALUES (1, 'south')";

  private Ewig engine;
  private EwigServer server;

  @BeforeEach
  void serve() throws IOException {
    String all = String.join("; ", PEOPLE, PLANTS, BEDS, ROWS);
    assertThat(run("sql", at("garden"), "-e", all)).as(err()).isEqualTo(ExitCode.OK);
    engine = Ewig.open(Path.of(at("garden")));
    engine.append(EventBuilder.in("a://garden/roses").json("{\"id\":\"rose\"}"));
    Path temporaryFiles = Path.of(at("garden"), "temporary");
    server = EwigServer.start(engine, ServerOptions.local(0).withTemporary(temporaryFiles));
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
  }

  private int sync(String folder, String... more) {
    String url = "http://127.0.0.1:" + server.address().getPort();
    String[] args = new String[5 + more.length];
    System.arraycopy(new String[] {"sync", "--data", at(folder), "--with", url}, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    return run(args);
  }

  private int sql(String folder, String text) {
    return run("sql", at(folder), "-e", text, "--mode", "csv");
  }

  @Test
  void aTableThatIsKeptCanBeReadAndWrittenAndOthersAreNotHere() {
    assertThat(sync("phone", "--only-table", "app.beds")).as(err()).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("\"equal\":true");
    assertThat(sql("phone", "SELECT name FROM app.beds")).as(err()).isEqualTo(ExitCode.OK);
    assertThat(lines()).containsExactly("name", "south");
    for (String text :
        new String[] {
          "SELECT * FROM app.people",
          "SELECT count(*) FROM app.people",
          "SELECT name, max(id) FROM app.people GROUP BY name",
          "SELECT * FROM app.people WHERE id = 1",
          "SELECT * FROM app.people FOR SYSTEM_TIME ALL",
          "INSERT INTO app.people VALUES (2, 'Bo')",
          "UPDATE app.people SET name = 'Bo'",
          "DELETE FROM app.people WHERE id = 1",
          "TRUNCATE TABLE app.people",
          "ERASE FROM app.people WHERE TRUE",
          "ALTER TABLE app.people ADD COLUMN age BIGINT",
          "DROP TABLE app.people CASCADE"
        }) {
      assertThat(sql("phone", text)).as(text).isEqualTo(ExitCode.ERROR);
      assertThat(err()).as(text).contains("55W01", "table app.p", " is not here", "--only-table");
    }
    assertThat(sql("phone", "INSERT INTO app.beds VALUES (2, 'north')")).isEqualTo(ExitCode.OK);
    assertThat(sync("phone")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(engine.view().scan(engine.view().table("app", "beds")).next()).isTrue();
    assertThat(engine.replica().version().events()).isEqualTo(engine.head().size());
  }

  @Test
  void rowsThatDependOnWhatIsNotHereAreNotHereEither() {
    assertThat(sync("phone", "--only-table", "app.plants")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(sql("phone", "SELECT * FROM app.plants")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("55W01", "whose rows depend on table app.people");
    assertThat(sync("phone", "--only-table", "app.plants", "--only-table", "app.people"))
        .as(out())
        .isEqualTo(ExitCode.OK);
    assertThat(sql("phone", "SELECT name FROM app.plants")).as(err()).isEqualTo(ExitCode.OK);
    assertThat(lines()).containsExactly("name", "rose");
  }

  @Test
  void aParentThatMayBeReferredToFromElsewhereStays() {
    assertThat(sync("phone", "--only-table", "app.people")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(sql("phone", "UPDATE app.people SET name = 'Eve'")).as(err()).isEqualTo(ExitCode.OK);
    assertThat(sql("phone", "DELETE FROM app.people")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("55W01", "app.plants");
  }

  @Test
  void worldsAreKeptByPatterns() {
    assertThat(sync("phone", "--only-world", "a://garden/*")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(sql("phone", "SELECT world FROM ewig.worlds WHERE objects > 0 AND world LIKE 'a:%'"))
        .isZero();
    assertThat(lines()).containsExactly("world", "a://garden/roses");
    assertThat(sql("phone", "SELECT count(*) FROM ewig.events WHERE withheld")).isZero();
    assertThat(lines()).contains("3");
    assertThat(run("verify", "--data", at("phone"), "--state")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("keeps   world a://garden/*", "lacks   3 payloads");
    assertThat(run("log", "--data", at("phone"))).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("(not here)");
  }

  @Test
  void branchesAreKeptByPatterns() {
    engine.branches().create("dev", "main");
    assertThat(sync("phone", "--only-branch", "main")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(sql("phone", "SELECT name FROM app.plants")).isEqualTo(ExitCode.OK);
    assertThat(sql("phone", "SELECT name FROM app.plants FOR BRANCH 'dev'"))
        .isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("55W01", "branch dev is not here");
    assertThat(sql("phone", "SELECT name FROM ewig.branches WHERE state_root IS NULL")).isZero();
    assertThat(lines()).containsExactly("name", "dev");
  }

  @Test
  void whatComesLaterIsWhatTheOthersHave() {
    sync("phone", "--only-table", "app.beds");
    assertThat(sync("phone", "--everything")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(sql("phone", "SELECT name FROM app.plants")).as(err()).isEqualTo(ExitCode.OK);
    assertThat(lines()).containsExactly("name", "rose");
    assertThat(run("verify", "--data", at("phone"), "--state")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(out()).doesNotContain("keeps");
  }

  @Test
  void aFilterThatCanBeNoneIsRefused() {
    assertThat(sync("phone", "--only-table", "app.")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("22023", "'app.' names no table");
    assertThat(sync("phone", "--only-world", "a://x a://y")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("22023", "holds a blank");
    assertThat(sync("phone", "--everything", "--only-branch", "main")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("--everything leaves nothing out");
    assertThat(sync("phone", "--only-table", "app.beds")).isEqualTo(ExitCode.OK);
    assertThat(sync("phone", "--only-table", "app.people")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("HYC00", "can get more, but not less");
  }

  @Test
  void aPeerCanBeAddedToAReplicaThatKeepsAPart() {
    String url = "http://127.0.0.1:" + server.address().getPort();
    assertThat(run("peer", "add", "--data", at("phone"), "hq", url, "--only-table", "app.beds"))
        .as(err())
        .isEqualTo(ExitCode.OK);
    assertThat(sync("phone")).as(out()).isEqualTo(ExitCode.OK);
    assertThat(sql("phone", "SELECT * FROM app.people")).isEqualTo(ExitCode.ERROR);
    assertThat(sql("phone", "SELECT name FROM app.beds")).isEqualTo(ExitCode.OK);
  }

  @Test
  void anExportSaysWhatIsWithheldAndIsNotTakenForAWholeOne() {
    sync("phone", "--only-table", "app.beds");
    assertThat(run("export", "--data", at("phone"), "--out", at("phone.ndjson")))
        .as(err())
        .isEqualTo(ExitCode.OK);
    assertThat(run("import", "--data", at("other"), at("phone.ndjson"))).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("55W01", "came without its payload");
  }

  @Test
  void aBackupOfAPartIsRestoredAsAPart() {
    sync("phone", "--only-table", "app.beds");
    assertThat(run("backup", "--data", at("phone"), "--to", at("backup")))
        .as(err())
        .isEqualTo(ExitCode.OK);
    assertThat(run("restore", "--from", at("backup"), "--data", at("again")))
        .as(err())
        .isEqualTo(ExitCode.OK);
    assertThat(sql("again", "SELECT name FROM app.beds")).as(err()).isEqualTo(ExitCode.OK);
    assertThat(sql("again", "SELECT * FROM app.people")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("55W01");
  }
}
