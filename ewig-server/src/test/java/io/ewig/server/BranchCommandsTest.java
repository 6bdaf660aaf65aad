package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ewig branch}, {@code diff} and {@code merge}. */
class BranchCommandsTest {

  private static final ValidPeriod ALWAYS =
      new ValidPeriod(ValidPeriod.OPEN_START, ValidPeriod.OPEN_END);

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .mergeLaw("name", MergeLaw.FAIL)
          .primaryKey("id")
          .build();

  @TempDir private Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void plantTheGarden() {
    try (Ewig db = open();
        Transaction tx = db.begin("main")) {
      tx.create(PLANTS);
      tx.put(PLANTS, Row.of(1L, "rose"), ALWAYS);
      tx.commit();
    }
  }

  private Ewig open() {
    return Ewig.open(temporary.resolve("garden"));
  }

  private void put(String branch, long id, String name) {
    try (Ewig db = open();
        Transaction tx = db.begin(branch)) {
      tx.put(PLANTS, Row.of(id, name), ALWAYS);
      tx.commit();
    }
  }

  @Test
  void aBranchIsCreatedRenamedDroppedAndHadBack() {
    assertThat(ran("branch", "create", "dev")).isEqualTo("created dev");
    assertThat(ran("branch", "rename", "dev", "south")).isEqualTo("renamed to south");
    assertThat(ran("branch", "drop", "south")).isEqualTo("dropped south");
    assertThat(ran("branch", "list")).isEqualTo("branch  main");
    assertThat(ran("branch", "restore", "south")).isEqualTo("restored south");
    assertThat(ran("branch", "list")).contains("branch  main").contains("branch  south  since ");
  }

  @Test
  void aBranchOfOneWorldSaysSo() {
    ran("branch", "create", "beds", "--only", "a://garden");
    assertThat(ran("branch", "list")).contains("branch  beds  since ", "of a://garden");
  }

  @Test
  void aTagIsMadeAndDropped() {
    assertThat(ran("branch", "tag", "spring", "--message", "as planted"))
        .isEqualTo("tagged spring");
    assertThat(ran("branch", "list")).contains("tag     spring  ").endsWith("as planted");
    put("main", 2, "box");
    assertThat(ran("branch", "log", "spring").lines()).hasSize(1);
    assertThat(ran("branch", "log").lines()).hasSize(2);
    assertThat(ran("branch", "log", "main", "--limit", "1").lines()).hasSize(1);
    assertThat(run("branch", "log", "main", "--limit", "-1")).isEqualTo(ExitCode.ERROR);
    assertThat(ran("diff", "spring", "main")).startsWith("+ row").contains("id=2, name=box");
    assertThat(ran("branch", "drop", "spring", "--tag")).isEqualTo("dropped spring");
  }

  @Test
  void aBranchIsSeenAsOfADayOrATimeWithAnyOffset() {
    String all = ran("diff", "main@1999-01-31T12:00:00Z", "main");
    assertThat(all).contains("+ row");
    assertThat(ran("diff", "main@1999-01-31", "main")).isEqualTo(all);
    assertThat(ran("diff", "main@1999-01-31T12:00+02:00", "main")).isEqualTo(all);
  }

  @Test
  void aBranchIsResetToATag() {
    ran("branch", "tag", "spring");
    put("main", 2, "box");
    assertThat(ran("branch", "reset", "main", "--to", "spring")).isEqualTo("reset main");
    assertThat(ran("diff", "spring", "main")).isEmpty();
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThat(run("branch", "drop", "dev")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).startsWith("ewig: ERROR ").contains("there is no branch 'dev'");
    assertThat(run("diff", "main", "dev")).isEqualTo(ExitCode.ERROR);
    assertThat(run("diff", "main", "main@noon")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("'noon' is no time");
    assertThat(run("merge", "dev")).isEqualTo(ExitCode.ERROR);
    assertThat(run("merge", "--abort", "x")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("no merge waits that has the id x");
  }

  @Test
  void aWrongCommandLineIsAUsageError() {
    assertThat(run("branch")).isEqualTo(ExitCode.USAGE);
    assertThat(run("branch", "create")).isEqualTo(ExitCode.USAGE);
    assertThat(run("diff", "main")).isEqualTo(ExitCode.USAGE);
    assertThat(run("merge")).isEqualTo(ExitCode.USAGE);
    assertThat(run("merge", "dev", "--waiting")).isEqualTo(ExitCode.USAGE);
    assertThat(run("merge", "dev", "--how", "somehow")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void diffShowsTablesRowsAndObjects() {
    ran("branch", "create", "dev");
    put("dev", 1, "hedge rose");
    try (Ewig db = open()) {
      EventBuilder event = EventBuilder.in("a://garden").json("{\"id\":\"bed\",\"x\":1}");
      db.batch().on("dev").add(event).commit();
    }
    assertThat(ran("diff", "main", "dev").lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("~ row    public.plants  (id=1, name=rose) -> (id=1,"))
        .anyMatch(line -> line.startsWith("+ object a://garden/bed"));
    assertThat(ran("diff", "main@1999-01-01T00:00:00Z", "main"))
        .contains("+ table  public.plants", "+ row    public.plants  (id=1, name=rose)");
  }

  @Test
  void diffSaysWhatADefinitionSaysDifferently() {
    ran("branch", "create", "dev");
    try (Ewig db = open();
        Transaction tx = db.begin("dev")) {
      tx.alter(PLANTS, new Alteration.SetDeletionsWin(true));
      tx.commit();
    }
    assertThat(ran("diff", "main", "dev"))
        .isEqualTo("~ table  public.plants  merge none -> DELETE WINS; version 1 -> 2");
    assertThat(ran("diff", "main", "dev", "--json"))
        .contains("\"after\":{\"name\":\"public.plants\"", "\"merge\":\"DELETE WINS\"");
  }

  @Test
  void diffShowsWhatHoldsAtOtherTimesOnly() {
    ran("branch", "create", "dev");
    try (Ewig db = open();
        Transaction tx = db.begin("dev")) {
      ValidPeriod past =
          new ValidPeriod(
              Instant.parse("1999-01-01T00:00:00Z"), Instant.parse("1999-02-01T00:00:00Z"));
      tx.put(PLANTS, Row.of(1L, "bud"), past);
      tx.commit();
    }
    assertThat(ran("diff", "main", "dev")).contains("name=bud) from 1999-01-01");
  }

  @Test
  void aMergeMovesForwardOrCommits() {
    ran("branch", "create", "dev");
    assertThat(ran("merge", "dev")).isEqualTo("nothing was to be done");
    put("dev", 2, "box");
    assertThat(ran("merge", "dev")).isEqualTo("branch main moved forward");
    put("main", 3, "lily");
    put("dev", 4, "ivy");
    assertThat(ran("merge", "main", "--into", "dev", "--how", "recursive", "--message", "all"))
        .startsWith("merged by commit ");
    assertThat(ran("branch", "log", "dev", "--limit", "1")).endsWith("all");
  }

  @Test
  void aMergeWithConflictsWaits() {
    ran("branch", "create", "dev");
    put("main", 1, "tea rose");
    put("dev", 1, "dog rose");
    assertThat(run("merge", "dev")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).startsWith("ewig: ERROR 40002: merge ").contains("waits with 1 conflicts");
    assertThat(out()).contains("CELL", "base rose, ours tea rose, theirs dog rose");
    String waiting = ran("merge", "--waiting");
    assertThat(waiting).contains("dev into main", "theirs dog rose");
    String id = waiting.substring(0, waiting.indexOf(' '));
    assertThat(ran("merge", "--settle", id, "--take", "theirs")).startsWith("merged by commit ");
    assertThat(ran("merge", "--waiting")).isEmpty();
    assertThat(ran("diff", "main", "dev")).isEmpty();
  }

  @Test
  void aMergeThatWaitsIsGivenUp() {
    ran("branch", "create", "dev");
    put("main", 1, "tea rose");
    put("dev", 1, "dog rose");
    run("merge", "dev");
    String waiting = ran("merge", "--waiting");
    String id = waiting.substring(0, waiting.indexOf(' '));
    assertThat(ran("merge", "--abort", id)).contains("is given up");
    assertThat(ran("merge", "--waiting")).isEmpty();
  }

  @Test
  void aMergeThatWaitsForABranchThatWasDroppedIsListedAndGivenUp() {
    ran("branch", "create", "dev");
    ran("branch", "create", "goal");
    put("goal", 1, "tea rose");
    put("dev", 1, "dog rose");
    run("merge", "dev", "--into", "goal");
    ran("branch", "drop", "goal");
    String waiting = ran("merge", "--waiting");
    assertThat(waiting).contains("dev into goal, which is dropped");
    assertThat(ran("merge", "--waiting", "--json")).contains("\"dropped\":true");
    String id = waiting.substring(0, waiting.indexOf(' '));
    assertThat(run("merge", "--settle", id)).isNotZero();
    assertThat(err()).contains("restore the branch");
    assertThat(ran("merge", "--abort", id)).contains("is given up");
  }

  @Test
  void helpHasExamples() {
    for (String command : List.of("branch", "diff", "merge")) {
      out.reset();
      assertThat(EwigCommand.run(terminal(), command, "--help")).isZero();
      assertThat(out()).contains("Examples:", "ewig " + command);
    }
  }

  /** What a command that succeeds prints. */
  private String ran(String... arguments) {
    assertThat(run(arguments)).as(() -> String.join(" ", arguments) + ": " + err()).isZero();
    return out().strip();
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--data");
    all.add(temporary.resolve("garden").toString());
    return EwigCommand.run(terminal(), all.toArray(String[]::new));
  }

  private Terminal terminal() {
    return Terminal.of(new ByteArrayInputStream(new byte[0]), out, err);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
