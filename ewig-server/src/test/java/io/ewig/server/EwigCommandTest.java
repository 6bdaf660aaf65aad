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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EwigCommandTest {

  @TempDir private Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private InputStream in = new ByteArrayInputStream(new byte[0]);
  private Path garden;

  @BeforeEach
  void nameTheGarden() {
    garden = temporary.resolve("garden");
  }

  @Test
  void demoShowsEveryStep() {
    assertThat(run("demo", "--data", garden.toString())).isEqualTo(ExitCode.OK);
    assertThat(out())
        .contains("1. Make a table", "2. Change one", "3. Nothing is lost", "4. Say today")
        .contains("5. Make a branch", "6. What differs", "7. Merge", "8. What happened")
        .contains("9. Verify", "10. Open it again", "All 10 steps held");
    assertThat(err()).isEmpty();
  }

  @Test
  void demoRunsAgainOnItsOwnDatabase() {
    run("demo", "--data", garden.toString());
    assertThat(run("demo", "--data", garden.toString())).isEqualTo(ExitCode.OK);
    assertThat(out().split("All 10 steps held")).hasSize(3);
  }

  @Test
  void demoTellsProgramsWhatEachStepShows() {
    assertThat(run("demo", "--data", garden.toString(), "--json")).isEqualTo(ExitCode.OK);
    assertThat(out()).hasLineCount(1);
    JsonObject document = (JsonObject) Json.parse(out());
    assertThat(document.keys()).containsExactlyInAnyOrder("data", "millis", "steps");
    assertThat((JsonArray) document.get("steps"))
        .hasSize(10)
        .allSatisfy(
            step ->
                assertThat(((JsonObject) step).keys())
                    .containsExactlyInAnyOrder("step", "millis", "shown"));
  }

  @Test
  void demoThatCanNotWriteFails() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "in the way");
    assertThat(run("demo", "--data", file.toString())).isEqualTo(ExitCode.ERROR);
    assertThat(err().lines()).hasSize(1).first().asString().startsWith("ewig: ERROR ");
  }

  @Test
  void logShowsTheNewestFirst() {
    plant("rose", "box");
    assertThat(run("log", "--data", garden.toString())).isZero();
    assertThat(out().lines()).hasSize(2);
    assertThat(out().lines().findFirst()).get().asString().contains("{\"id\":\"box\"}");
    out.reset();
    run("log", "--data", garden.toString(), "--limit", "1");
    assertThat(out().lines()).hasSize(1);
    out.reset();
    run("log", "--data", garden.toString(), "--world", "a://desert");
    assertThat(out()).isEmpty();
  }

  @Test
  void atShowsAWorldAsItWas() {
    plant("rose", "box");
    assertThat(run("at", "--data", garden.toString(), "--world", "a://garden")).isZero();
    assertThat(out().strip()).startsWith("{").contains("\"rose\":", "\"box\":");
    out.reset();
    run(
        "at",
        "--data",
        garden.toString(),
        "--world",
        "a://garden",
        "--time",
        "1999-01-01T00:00:00Z");
    assertThat(out().strip()).isEqualTo("{}");
    out.reset();
    run("state", "--data", garden.toString(), "--world", "a://garden", "--tick", "1");
    assertThat(out()).contains("\"rose\":").doesNotContain("box");
  }

  @Test
  void atSaysWhichTicksThereAre() {
    plant("rose", "box");
    String[] command = {"at", "--data", garden.toString(), "--world", "a://garden", "--tick", "3"};
    assertThat(run(command)).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("no tick 3", "2 events on branch main", "choose 0 to 2");
  }

  @Test
  void atOnABranchThatIsNotThereFails() {
    plant("rose");
    String[] command = {
      "at", "--data", garden.toString(), "--world", "a://garden", "--branch", "x"
    };
    assertThat(run(command)).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("there is no branch 'x'");
  }

  @Test
  void rangeShowsTheOldestFirst() {
    plant("rose", "box");
    assertThat(run("range", "--data", garden.toString(), "--world", "a://garden")).isZero();
    assertThat(out().lines()).hasSize(2);
    assertThat(out().lines().findFirst()).get().asString().contains("{\"id\":\"rose\"}");
    out.reset();
    run(
        "range",
        "--data",
        garden.toString(),
        "--world",
        "a://garden",
        "--to",
        "1999-01-01T00:00:00Z");
    assertThat(out()).isEmpty();
    assertThat(run("range", "--data", garden.toString(), "--world", "a://garden", "--to", "noon"))
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void logAsJsonHasAnObjectALine() {
    plant("rose", "box");
    run("log", "--data", garden.toString(), "--json");
    assertThat(out().lines())
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).startsWith("{\"seq\":").contains("\"branch\":\"main\""));
  }

  @Test
  void logOfALongOrBinaryPayloadStaysOnItsLine() {
    plant("x".repeat(100), "\u0001", "\n");
    run("log", "--data", garden.toString());
    assertThat(out().lines()).hasSize(3);
    assertThat(out()).contains("bytes)");
  }

  @Test
  void logOfAWorldThatCanNotBeIsAnError() {
    plant("rose");
    assertThat(run("log", "--data", garden.toString(), "--world", "x")).isEqualTo(1);
    assertThat(err()).startsWith("ewig: ERROR 22023: ");
  }

  @Test
  void verifyOfASoundDatabase() {
    plant("rose");
    assertThat(run("verify", "--data", garden.toString())).isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("sound: ").contains("events  1", "chain   ", "root    ");
    out.reset();
    run("verify", "--data", garden.toString(), "--json");
    assertThat(out()).startsWith("{\"sound\":true,\"events\":1,").contains("\"findings\":[]}");
  }

  @Test
  void verifyOfStatePrintsTheRootOfEachBranch() {
    plant("rose");
    assertThat(run("verify", "--data", garden.toString(), "--state")).isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("sound: ").containsPattern("state   [0-9a-f]{64}  main");
    out.reset();
    run("verify", "--data", garden.toString(), "--state", "--json");
    assertThat(out())
        .containsPattern("\"branches\":\\[\\{\"branch\":\"main\",\"state\":\"[0-9a-f]{64}\"");
  }

  @Test
  void whatIsRebuiltHasTheSameRoots() {
    plant("rose", "box");
    run("verify", "--data", garden.toString(), "--state");
    String root = out().lines().filter(line -> line.startsWith("state")).toList().get(0);
    out.reset();
    assertThat(run("rebuild", "--data", garden.toString())).isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("rebuilt ").contains("from 2 events");
    assertThat(out().lines().toList().get(1)).isEqualTo(root.substring("state   ".length()));
  }

  @Test
  void collectingKeepsWhatEventsNeed() {
    Path garden = temporary.resolve("big");
    byte[] large = new byte[2 << 20];
    new Random(1).nextBytes(large);
    try (Ewig db = Ewig.open(garden)) {
      db.append(EventBuilder.in("a://garden").payload(large));
    }
    assertThat(run("collect", "--data", garden.toString())).isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("removed 0 objects").contains("kept 1");
    try (Ewig db = Ewig.open(garden)) {
      assertThat(db.events().payload(db.get(0))).isEqualTo(large);
    }
    assertThat(run("collect", "--data", temporary.resolve("none").toString()))
        .isEqualTo(ExitCode.ERROR);
  }

  @Test
  void whatIsErasedIsGoneAndItsEventsStay() throws IOException {
    plant("rose", "box");
    assertThat(run("erase", "--data", garden.toString(), "--seq", "0", "--message", "request 7"))
        .isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("erased the payloads of 1 events");
    assertThat(run("log", "--data", garden.toString())).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("(erased)", "box").doesNotContain("rose");
    assertThat(run("erase", "--data", garden.toString(), "--world", "ewig://erasures"))
        .isEqualTo(ExitCode.ERROR);
    assertThat(run("verify", "--data", garden.toString())).isEqualTo(ExitCode.OK);
  }

  @Test
  void whatIsNotThereIsNotSaidToBeErased() {
    plant("rose");
    for (String what : List.of("--seq 7", "--seq -1", "--seq 0 --seq 7", "--world a://gardn")) {
      String[] words = ("erase --data " + garden + " " + what).split(" ");
      assertThat(run(words)).as(what).isEqualTo(ExitCode.ERROR);
    }
    assertThat(err()).contains("there is no event 7", "there is no event of the world a://gardn");
    assertThat(out()).isEmpty();
    run("log", "--data", garden.toString());
    assertThat(out()).contains("rose");
  }

  @Test
  void aTimeThatIsNoneIsNamedWithOneThatIs() {
    plant("rose");
    String[] at = {"at", "--data", garden.toString(), "--world", "a://garden", "--time"};
    assertThat(run(joined(at, "soon"))).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("'soon' is no time; write it as 2026-03-01T12:00:00Z");
    assertThat(run(joined(at, "2020-01-31"))).isZero();
    assertThat(run(joined(at, "2020-01-31T01:00:00+01:00"))).isZero();
    assertThat(out()).isEqualTo("{}\n{}\n");
  }

  private static String[] joined(String[] words, String last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  @Test
  void verifyOfADamagedLogGivesThree() throws IOException {
    plant("rose", "box");
    for (Path file : logFiles()) {
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int at = text.indexOf("rose");
      if (at >= 0) {
        bytes[at] = 'R';
        Files.write(file, bytes);
      }
    }
    assertThat(run("verify", "--data", garden.toString())).isEqualTo(ExitCode.DAMAGED);
    assertThat(out()).startsWith("DAMAGED: ").contains("found   ");
    out.reset();
    assertThat(run("verify", "--data", garden.toString(), "--json")).isEqualTo(3);
    assertThat(out()).startsWith("{\"sound\":false,").contains("\"offset\":");
    assertThat(run("log", "--data", garden.toString())).isEqualTo(ExitCode.DAMAGED);
    assertThat(run("export", "--data", garden.toString())).isEqualTo(ExitCode.DAMAGED);
  }

  @Test
  void aDamagedDatabaseFileGivesThree() throws IOException {
    plant("rose");
    Files.writeString(garden.resolve("ewig.json"), "{}");
    assertThat(run("verify", "--data", garden.toString())).isEqualTo(ExitCode.DAMAGED);
    assertThat(err()).startsWith("ewig: ERROR XX001: ").contains("ewig.json");
  }

  @Test
  void exportedAndImportedIsTheSame() throws IOException {
    plant("rose", "box", "x".repeat(2 << 20));
    Path lines = temporary.resolve("all.ndjson");
    assertThat(run("export", "--data", garden.toString(), "--out", lines.toString())).isZero();
    assertThat(err()).contains("exported 3 events");
    String copy = temporary.resolve("copy").toString();
    assertThat(run("import", "--data", copy, lines.toString())).isZero();
    assertThat(out()).contains("imported 3 events; there are 3");
    assertThat(verified(copy)).isEqualTo(verified(garden.toString()));
  }

  @Test
  void exportAndImportByPipe() {
    plant("rose", "box");
    run("export", "--data", garden.toString(), "--from", "1", "--to", "2");
    assertThat(out().lines()).hasSize(1);
    in = new ByteArrayInputStream(out.toByteArray());
    out.reset();
    assertThat(run("import", "--data", temporary.resolve("copy").toString())).isZero();
    assertThat(out()).contains("imported 1 events");
  }

  @Test
  void aMalformedImportIsOneLineWithItsState() {
    in = new ByteArrayInputStream("{}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(run("import", "--data", garden.toString())).isEqualTo(ExitCode.ERROR);
    assertThat(err()).startsWith("ewig: ERROR 22030: ").contains("line 1");
    assertThat(err().lines()).hasSize(1);
  }

  @Test
  void aMissingImportFileIsAnInputError() {
    assertThat(run("import", "--data", garden.toString(), "nowhere.ndjson")).isEqualTo(1);
    assertThat(err()).startsWith("ewig: ERROR 58P01: ").contains("nowhere.ndjson");
  }

  @Test
  void noDatabaseIsAnError() {
    for (String command :
        List.of("verify", "log", "export", "rebuild", "merge dev", "erase --seq 1", "stats")) {
      err.reset();
      String[] words = (command + " --data " + garden).split(" ");
      assertThat(run(words)).as(command).isEqualTo(ExitCode.ERROR);
      assertThat(garden).doesNotExist();
      assertThat(err()).startsWith("ewig: ERROR 08001: ").contains("ewig.json");
      assertThat(err().lines()).hasSize(1);
    }
  }

  @Test
  void aWrongCommandLineIsAUsageError() {
    assertThat(run("verify")).isEqualTo(ExitCode.USAGE);
    assertThat(run("log", "--data", "x", "--limit", "many")).isEqualTo(ExitCode.USAGE);
    assertThat(run("forget")).isEqualTo(ExitCode.USAGE);
    assertThat(run()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aSlipOfThePenIsUnderstood() {
    String[][] slips = {
      {"lgo", "did you mean ewig log?", "see ewig --help"},
      {"brnch list", "did you mean ewig branch?", "see ewig --help"},
      {"user ad", "did you mean ewig user add?", "see ewig user --help"},
      {"log --data x --limt=5", "did you mean --limit?", "see ewig log --help"},
      {"log", "--data", "see ewig log --help"},
    };
    for (String[] slip : slips) {
      err.reset();
      assertThat(run(slip[0].split(" "))).as(slip[0]).isEqualTo(ExitCode.USAGE);
      assertThat(err()).as(slip[0]).contains(slip[1], slip[2]);
      assertThat(err().lines()).as(slip[0]).hasSizeLessThanOrEqualTo(3);
    }
    err.reset();
    run("forget-all-of-it");
    assertThat(err()).doesNotContain("did you mean");
    run("user");
    assertThat(err()).contains("Missing required subcommand", "  passwd ");
  }

  @Test
  void helpHasExamplesAndExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out()).contains("Examples:", "Exit codes:", "ewig verify --data garden");
    for (String command : List.of("demo", "log", "verify", "export", "import")) {
      out.reset();
      assertThat(run(command, "--help")).isZero();
      assertThat(out()).contains("Examples:", "ewig " + command);
    }
  }

  private void plant(String... ids) {
    try (Ewig db = Ewig.open(garden)) {
      for (String id : ids) {
        db.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
      }
    }
  }

  private List<Path> logFiles() throws IOException {
    try (var files = Files.walk(garden.resolve("log"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private String verified(String folder) {
    out.reset();
    run("verify", "--json", "--data", folder);
    return out();
  }

  private int run(String... arguments) {
    return EwigCommand.run(Terminal.of(in, out, err), arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
