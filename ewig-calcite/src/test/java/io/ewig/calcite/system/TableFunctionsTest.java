package io.ewig.calcite.system;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.Receipt;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.When;
import io.ewig.engine.session.Words;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFunctionsTest {

  private final AtomicLong nanos = Gardener.clock();
  private Ewig engine;
  private Ask ask;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = Gardener.open(folder, LogKind.MEMORY, nanos);
    ask = new Ask(engine);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void tick() {
    nanos.addAndGet(60_000_000_000L);
  }

  private TableFunction function(String name) {
    return new TableFunctions(engine).find(name).orElseThrow();
  }

  private List<List<Object>> call(String name, List<String> columns, Object... arguments) {
    return ask.call(function(name), ask.now(), columns, arguments);
  }

  private void change(String branch, Consumer<Transaction> what) {
    tick();
    try (Transaction transaction = engine.begin(branch)) {
      what.accept(transaction);
      transaction.commit();
    }
  }

  private static Table table(Transaction transaction) {
    return transaction.view().table("public", "plants");
  }

  private void put(String branch, int id, String name) {
    change(
        branch,
        transaction -> {
          Table table = table(transaction);
          if (transaction.view().get(table, id) == null) {
            transaction.insert(table, Map.of("id", id, "name", name));
          } else {
            transaction.update(table, List.of(id), row -> row.with(1, name), null);
          }
        });
  }

  private void plants() {
    change("main", transaction -> transaction.create(Gardener.plants()));
    put("main", 1, "rose");
    put("main", 2, "fern");
    put("main", 3, "moss");
    engine.branches().create("dev", "main");
  }

  private static void refuses(Runnable call, ErrorCode code, String text) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(text);
  }

  // ---- diff

  @Test
  void diffGivesTheRowsThatDifferWithBothSides() {
    plants();
    put("dev", 1, "tulip");
    change("dev", transaction -> transaction.delete(table(transaction), List.of(2), null));
    put("dev", 4, "yew");
    assertThat(
            call(
                "diff",
                List.of("change", "key", "from_id", "from_name", "to_id", "to_name", "valid_to"),
                "main",
                "dev",
                "plants"))
        .containsExactlyInAnyOrder(
            asList("modified", "1", 1, "rose", 1, "tulip", null),
            asList("removed", "2", 2, "fern", null, null, null),
            asList("added", "4", null, null, 4, "yew", null));
    assertThat(call("diff", List.of("change", "key"), "dev", "main", "public.plants"))
        .containsExactlyInAnyOrder(
            asList("modified", "1"), asList("added", "2"), asList("removed", "4"));
    assertThat(call("diff", List.of("key"), "dev", "dev", "plants")).isEmpty();
  }

  @Test
  void diffComparesTagsCommitsAndMoments() {
    plants();
    engine.branches().tag("v1", "main", When.NOW, "");
    Instant before = Instant.ofEpochSecond(0, nanos.get());
    tick();
    put("main", 1, "tulip");
    String commit = engine.events().commitOf(engine.head().size() - 1).id().toString();
    put("main", 1, "aster");
    List<String> columns = List.of("from_name", "to_name");
    assertThat(call("diff", columns, "tag:v1", "main", "plants"))
        .containsExactly(asList("rose", "aster"));
    assertThat(call("diff", columns, "tag:v1", "main", "plants", "all"))
        .as("also what it is by now known to have been meanwhile")
        .containsExactly(asList("rose", "tulip"), asList("rose", "aster"));
    assertThat(call("diff", columns, "commit:" + commit, "main", "plants"))
        .containsExactly(asList("tulip", "aster"));
    assertThat(call("diff", columns, before, "main", "plants"))
        .containsExactly(asList("rose", "aster"));
    assertThat(call("diff", columns, before.toString(), "commit:" + commit, "plants"))
        .containsExactly(asList("rose", "tulip"));
    String text = LocalDateTime.ofInstant(before, ZoneOffset.UTC).toString().replace('T', ' ');
    assertThat(call("diff", columns, text, "dev@" + text, "plants")).isEmpty();
    refuses(
        () -> call("diff", columns, "main", "dev", "plants", "some"),
        ErrorCode.INVALID_ARGUMENT,
        "not 'some'");
  }

  @Test
  void diffSaysEverythingThatDiffers() {
    plants();
    tick();
    engine
        .batch()
        .on("dev")
        .add(EventBuilder.in("a://garden").type("ObjectCreated").json("{\"id\":\"x\",\"n\":1}"))
        .commit();
    put("dev", 1, "tulip");
    assertThat(call("diff", List.of("kind", "name", "key", "change", "to_value"), "main", "dev"))
        .containsExactlyInAnyOrder(
            asList(
                "row",
                "public.plants",
                "1",
                "modified",
                "{\"data\":null,\"id\":1,\"name\":\"tulip\"}"),
            asList("object", "a://garden", "\"x\"", "added", "{\"n\":1}"));
  }

  @Test
  void diffShowsBothDefinitionsOfATable() {
    plants();
    change(
        "dev",
        transaction -> {
          Table altered =
              transaction.alter(
                  table(transaction), new Alteration.SetMergeLaw("name", MergeLaw.TEXT));
          transaction.alter(altered, new Alteration.SetDeletionsWin(true));
        });
    List<Object> both =
        call("diff", List.of("kind", "change", "from_value", "to_value"), "main", "dev").get(0);
    assertThat(both.subList(0, 2)).containsExactly("table", "modified");
    assertThat((String) both.get(2)).contains("\"column name\":\"varchar").doesNotContain("WINS");
    assertThat((String) both.get(3)).contains("MERGE TEXT", "\"merge\":\"DELETE WINS\"");
    assertThat(call("diff", List.of("change", "from_value"), "main@1999-01-01", "main"))
        .contains(asList("added", null));
  }

  @Test
  void diffShowsEachSideByItsOwnColumns() {
    plants();
    change(
        "dev",
        transaction -> {
          transaction.alter(
              table(transaction),
              new Alteration.AddColumn(
                  "height", Type.INTEGER, true, Default.none(), null, false, MergeLaw.LWW, ""));
        });
    put("dev", 1, "tulip");
    Relation relation = function("diff").call(engine.view(), List.of("main", "dev", "plants"));
    assertThat(relation.columns().stream().map(RelationColumn::name))
        .containsExactly(
            "change",
            "key",
            "valid_from",
            "valid_to",
            "from_id",
            "from_name",
            "from_data",
            "to_id",
            "to_name",
            "to_data",
            "to_height");
    assertThat(call("diff", List.of("from_name", "to_name", "to_height"), "main", "dev", "plants"))
        .containsExactly(asList("rose", "tulip", null));
    assertThat(function("diff").call(engine.view(), asList(null, null, "plants")).columns())
        .hasSize(10);
  }

  @Test
  void diffRefusesWhatItCannotCompare() {
    plants();
    refuses(
        () -> call("diff", List.of(), "main", "nowhere", "plants"),
        ErrorCode.UNKNOWN_BRANCH,
        "no branch 'nowhere'");
    refuses(
        () -> call("diff", List.of(), "main", "dev", "nothing"),
        ErrorCode.UNKNOWN_TABLE,
        "no table 'nothing'");
    refuses(
        () -> call("diff", List.of(), "main", "dev", null),
        ErrorCode.INVALID_ARGUMENT,
        "write its name as a literal");
    refuses(
        () -> call("diff", List.of(), "main"),
        ErrorCode.UNKNOWN_FUNCTION,
        "call diff(a, b [, table [, valid]])");
    refuses(
        () -> call("diff", List.of("key"), "main", null),
        ErrorCode.INVALID_ARGUMENT,
        "the second state of diff is null");
    refuses(
        () -> call("diff", List.of("key"), "tag:no", "main"),
        ErrorCode.UNKNOWN_OBJECT,
        "no tag 'no'");
  }

  // ---- history

  @Test
  void historyGivesAllThatWasRecordedAboutARow() {
    plants();
    put("main", 1, "tulip");
    change("main", transaction -> transaction.delete(table(transaction), List.of(1), null));
    put("main", 1, "aster");
    List<List<Object>> rows =
        call(
            "history",
            List.of("name", "_operation", "_system_from", "_system_to", "_commit"),
            "plants",
            1);
    assertThat(rows.stream().map(row -> row.subList(0, 2)))
        .containsExactly(
            asList("aster", "insert"),
            asList(null, "delete"),
            asList("tulip", "update"),
            asList("rose", "insert"));
    for (int i = 1; i < rows.size(); i++) {
      assertThat(rows.get(i).get(3)).isEqualTo(rows.get(i - 1).get(2));
    }
    assertThat(rows.get(0).get(3)).isNull();
    assertThat(rows.stream().map(row -> row.get(4))).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(call("history", List.of("name"), "plants", 99)).isEmpty();
    assertThat(call("history", List.of("name"), "plants", (Object) null)).isEmpty();
    assertThat(call("history", List.of("name"), "plants", new BigDecimal("1"))).hasSize(4);
  }

  @Test
  void historySeesItsTransaction() {
    plants();
    try (Transaction transaction = engine.begin("main")) {
      transaction.update(table(transaction), List.of(1), row -> row.with(1, "own"), null);
      assertThat(
              ask.call(
                  function("history"),
                  Moment.at(transaction.view(), "main"),
                  List.of("name", "_operation", "_commit"),
                  "plants",
                  1))
          .first()
          .isEqualTo(asList("own", "update", null));
    }
  }

  @Test
  void historyRefusesAPartOfAKey() {
    plants();
    refuses(
        () -> call("history", List.of(), "plants", 1, 2),
        ErrorCode.INVALID_ARGUMENT,
        "primary key of public.plants is [id]");
    refuses(
        () -> call("history", List.of(), "plants"),
        ErrorCode.UNKNOWN_FUNCTION,
        "call history(table, key, ...)");
  }

  // ---- branches

  @Test
  void logGivesTheCommitsThatABranchSees() {
    plants();
    put("dev", 1, "tulip");
    put("main", 1, "aster");
    List<Object> ids = new ArrayList<>();
    engine.branches().log("dev", When.NOW, 99).forEach(commit -> ids.add(commit.id().toString()));
    assertThat(call("log", List.of("commit_id"), "dev").stream().map(row -> row.get(0)))
        .hasSize(5)
        .containsExactlyElementsOf(ids);
    assertThat(call("log", List.of("commit_id"), "dev", 2L).stream().map(row -> row.get(0)))
        .containsExactlyElementsOf(ids.subList(0, 2));
    assertThat(call("log", List.of("branch"), "dev", 1).get(0)).containsExactly("dev");
    refuses(
        () -> call("log", List.of("branch"), "dev", -1),
        ErrorCode.INVALID_ARGUMENT,
        "limit of log is -1");
    refuses(() -> call("log", List.of("branch"), "no"), ErrorCode.UNKNOWN_BRANCH, "'no'");
  }

  @Test
  void reflogSaysWhatHappenedToAName() {
    plants();
    tick();
    engine.branches().rename("dev", "trial");
    tick();
    engine.branches().tag("v1", "main", When.NOW, "first");
    assertThat(call("reflog", List.of("kind", "name", "change", "new_name"), "trial"))
        .containsExactly(asList("branch", "dev", "renamed", "trial"));
    assertThat(call("reflog", List.of("change", "message"), "v1"))
        .containsExactly(asList("created", "first"));
    assertThat(call("reflog", List.of("change"), "dev"))
        .containsExactly(List.of("renamed"), List.of("created"));
  }

  @Test
  void mergeBasesAreTheLastCommonCommits() {
    plants();
    String fork = engine.branches().log("main", When.NOW, 1).get(0).id().toString();
    put("dev", 1, "tulip");
    put("main", 2, "aster");
    assertThat(call("merge_bases", List.of("commit_id"), "main", "dev"))
        .containsExactly(List.of(fork));
    tick();
    engine.merges().merge("dev", "main", MergeStrategy.THREE_WAY, new Words());
    String head = engine.branches().log("dev", When.NOW, 1).get(0).id().toString();
    assertThat(call("merge_bases", List.of("commit_id"), "main", "dev"))
        .containsExactly(List.of(head));
  }

  @Test
  void verifySaysThatAllIsWell() {
    plants();
    assertThat(call("verify", List.of("part", "is_sound", "events", "finding")))
        .containsExactly(
            asList("log", true, engine.head().size(), null),
            asList("state", true, engine.head().size(), null));
  }

  // ---- worlds

  @Test
  void rangeGivesTheEventsOfAWorldDuringATime() {
    Gardener.grow(engine, nanos, 5, 200);
    List<Event> all = new ArrayList<>();
    World world = World.of("a://pond");
    try (EventCursor events = engine.timelines().of(world).range(Instant.MIN, Instant.MAX)) {
      while (events.next()) {
        all.add(events.event());
      }
    }
    Instant from = all.get(all.size() / 4).systemTime();
    Instant to = all.get(all.size() / 2).systemTime();
    List<List<Object>> expected = new ArrayList<>();
    for (Event event : all) {
      if (!event.systemTime().isBefore(from) && event.systemTime().isBefore(to)) {
        expected.add(List.of(event.seq(), event.world().uri()));
      }
    }
    assertThat(expected).isNotEmpty();
    assertThat(call("range", List.of("seq", "world"), "a://pond", from, to)).isEqualTo(expected);
    assertThat(call("range", List.of("seq"), "a://pond", null, null)).hasSize(all.size());
    assertThat(call("range", List.of("seq"), "a://pond", to, from)).isEmpty();
    assertThat(call("range", List.of("seq"), "a://pond", to.toString(), null)).isNotEmpty();
    refuses(
        () -> call("range", List.of("seq"), "pond", from, to), ErrorCode.INVALID_WORLD, "'pond'");
  }

  @Test
  void stateGivesTheObjectsOfAWorldAsTheyWere() {
    tick();
    engine.append(
        EventBuilder.in("a://garden").type("ObjectCreated").json("{\"id\":\"rose\",\"n\":1}"));
    tick();
    Receipt second =
        engine.append(
            EventBuilder.in("a://garden").type("ObjectMoved").json("{\"id\":\"rose\",\"n\":2}"));
    tick();
    engine.append(EventBuilder.in("a://garden").type("ObjectCreated").json("{\"id\":\"fern\"}"));
    assertThat(call("state", List.of("key", "value"), "a://garden"))
        .containsExactly(List.of("fern", "{}"), List.of("rose", "{\"n\":2}"));
    Instant before = second.systemTime().minusNanos(1);
    assertThat(call("state", List.of("key", "value"), "a://garden", before))
        .containsExactly(List.of("rose", "{\"n\":1}"));
    assertThat(call("world_state", List.of("state", "objects"), "a://garden", before))
        .containsExactly(List.of("{\"rose\":{\"n\":1}}", 1L));
    assertThat(call("world_state", List.of("state"), "a://nothing")).containsExactly(List.of("{}"));
    Moment then = ask.afterEvent(0);
    assertThat(ask.call(function("state"), then, List.of("key"), "a://garden", Ask.NOW))
        .as("nothing later than the statement's moment")
        .containsExactly(List.of("rose"));
  }

  // ---- series

  private List<Object> series(Object... arguments) {
    return call("generate_series", List.of("generate_series"), arguments).stream()
        .map(row -> row.get(0))
        .toList();
  }

  @Test
  void aSeriesCountsAsInPostgres() {
    assertThat(series(1, 4)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(series(5L, 1L, -2L)).containsExactly(5L, 3L, 1L);
    assertThat(series(4, 3)).isEmpty();
    assertThat(series(1, null)).isEmpty();
    assertThat(series(1, 3, null)).isEmpty();
    assertThat(series(new BigDecimal("1.1"), new BigDecimal("4"), new BigDecimal("1.3")))
        .containsExactly(new BigDecimal("1.1"), new BigDecimal("2.4"), new BigDecimal("3.7"));
    assertThat(series(Long.MAX_VALUE - 1, Long.MAX_VALUE, 1))
        .containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
    assertThat(series(Long.MIN_VALUE, Long.MIN_VALUE, -1)).containsExactly(Long.MIN_VALUE);
    refuses(() -> series(1, 2, 0), ErrorCode.INVALID_ARGUMENT, "never end");
    refuses(() -> series("a", 2), ErrorCode.INVALID_ARGUMENT, "'a'");
    refuses(() -> series(new BigDecimal("1e30"), 2), ErrorCode.OUT_OF_RANGE, "no whole number");
  }

  @Test
  void aSeriesOfTimesKeepsTheEndsOfMonthsAndTheZonesHours() {
    assertThat(series(LocalDate.of(2024, 1, 31), LocalDate.of(2024, 4, 30), Interval.ofMonths(1)))
        .containsExactly(
            LocalDateTime.of(2024, 1, 31, 0, 0),
            LocalDateTime.of(2024, 2, 29, 0, 0),
            LocalDateTime.of(2024, 3, 31, 0, 0),
            LocalDateTime.of(2024, 4, 30, 0, 0));
    ask.in("Europe/Berlin");
    Instant start = Instant.parse("2024-03-30T23:00:00Z");
    assertThat(series(start, start.plusSeconds(3 * 3_600), Interval.ofNanos(3_600_000_000_000L)))
        .hasSize(4)
        .doesNotHaveDuplicates();
    assertThat(series(start, Instant.parse("2024-05-01T00:00:00Z"), Interval.ofMonths(1)))
        .containsExactly(start, Instant.parse("2024-04-29T22:00:00Z"));
    refuses(() -> series(start, start), ErrorCode.INVALID_ARGUMENT, "takes an interval");
    refuses(() -> series(start, start, Interval.ZERO), ErrorCode.INVALID_ARGUMENT, "never end");
    refuses(() -> series(start, 4, Interval.ofMonths(1)), ErrorCode.INVALID_ARGUMENT, "is no time");
  }
}
