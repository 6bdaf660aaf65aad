package io.ewig.calcite.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.Answers;
import io.ewig.calcite.SqlDatabase;
import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.calcite.statement.Run;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.EventBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** System tables and table functions in statements, from text to rows. */
class SystemSqlTest {

  private final AtomicLong nanos = Gardener.clock();
  private Ewig engine;
  private SqlDatabase database;
  private Session session;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = Gardener.open(folder, LogKind.MEMORY, nanos);
    database = new SqlDatabase(engine, "garden", () -> 0, TemporaryFolder.none());
    session = database.session(new Settings());
    append("ObjectCreated", "{\"id\":\"rose\",\"n\":1}");
    append("ObjectMoved", "{\"id\":\"rose\",\"n\":2}");
    run("create table plants (id int primary key, name varchar(20))");
    run("insert into plants values (1, 'rose'), (2, 'fern')");
    run("create branch dev");
    run("use branch dev");
    run("update plants set name = 'tulip' where id = 1");
    run("use branch main");
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  private void append(String type, String json) {
    nanos.addAndGet(1_000_000_000L);
    engine.append(EventBuilder.in("a://garden").type(type).json(json));
  }

  private List<String> run(String sql, Object... parameters) {
    nanos.addAndGet(1_000_000_000L);
    Run run = new Run(session, parameters, new Cancellation(), 0, Run.Keys.NONE);
    return Answers.lines(database.prepare(sql).run(run));
  }

  private void refuses(String sql, String text) {
    assertThatThrownBy(() -> run(sql)).isInstanceOf(EwigException.class).hasMessageContaining(text);
  }

  private void says(String query, String how) {
    assertThat(run("explain analyze " + query)).as(query).first().asString().contains(how);
  }

  @Test
  void analyzingTellsHowFirstRowsWereFound() {
    append("garden.Sown", "{}");
    append("garden.Sown", "{}");
    String last = "explain analyze select seq, world from ewig.events%s order by seq desc limit 1";
    assertThat(String.join(" ", run(String.format(Locale.ROOT, last, ""))))
        .containsPattern("first rows by: .0 desc, by vectors .* \\(by vectors, [0-9]+ rows looked");
    assertThat(String.join(" ", run(String.format(Locale.ROOT, last, " where seq in (0, 1)"))))
        .contains("first rows by: $0 desc, by vectors where they pay (row by row)");
  }

  @Test
  void analyzingTellsHowEventsWereLookedAt() {
    String byType = "select type, count(*), max(seq) from ewig.events ";
    String known = "ms: known without a look at rows)";
    says(byType + "group by type", known);
    says(byType + "where seq > 1 group by type", known);
    says(byType + "where seq between 1 and 3 group by type", known);
    says(byType + "where seq >= 1 and seq < 3 group by type", known);
    says(
        byType
            + "where system_time >= timestamp '2020-01-01 00:00:00Z'"
            + " and system_time < timestamp '2200-01-01 00:00:00Z' group by type",
        known);
    says(
        "select type, sum(json_value(payload, '$.n' returning integer)) from ewig.events"
            + " where seq between 0 and 1 group by type",
        "ms: by vectors, 2 rows looked at)");
    run("set vectors = off");
    says(byType + "group by type", "ms: row by row)");
    assertThat(run(byType + "where seq between 0 and 1 group by type"))
        .containsExactlyInAnyOrder("[ObjectCreated, 1, 0]", "[ObjectMoved, 1, 1]");
    run("set vectors = on");
    assertThat(run(byType + "where seq between 0 and 1 group by type"))
        .containsExactlyInAnyOrder("[ObjectCreated, 1, 0]", "[ObjectMoved, 1, 1]");
  }

  @Test
  void whatIsAskedOfAllEventsIsKnownWithoutALook() {
    String all =
        "select count(*), count(seq), min(seq), max(seq), min(system_time), max(system_time)"
            + " from ewig.events";
    String known = "ms: known without a look at rows)";
    List<String> conditions =
        List.of(
            "",
            " where seq = 1",
            " where seq > 0 and seq < 2",
            " where seq > 1000",
            " where system_time >= timestamp '2020-01-01 00:00:00Z'",
            " where system_time < timestamp '2020-01-01 00:00:00Z'");
    run("set vectors = off");
    List<List<String>> byRow = conditions.stream().map(each -> run(all + each)).toList();
    run("set vectors = on");
    assertThat(conditions.stream().map(each -> run(all + each)).toList()).isEqualTo(byRow);
    assertThat(byRow.get(2).get(0)).startsWith("[1, 1, 1, 1, 20");
    assertThat(byRow.get(3)).containsExactly("[0, 0, null, null, null, null]");
    for (String condition : conditions) {
      if (!condition.contains("=")) { // one event is looked up in the log
        assertThat(String.join(" ", run("explain analyze " + all + condition))).contains(known);
      }
    }
    String filtered = "select count(*) filter (where seq > 0), count(*) from ewig.events";
    assertThat(String.join(" ", run("explain analyze " + filtered))).doesNotContain(known);
    assertThat(run("select count(*), count(distinct type), max(world) from ewig.events"))
        .isEqualTo(run("select count(seq), count(distinct type), max(world) from ewig.events"));
  }

  @Test
  void wallClocksInARangeAreThoseOfTheSessionsZone() {
    String stretch =
        "select count(*) from (values (timestamp '2026-03-01 10:00:00Z'),"
            + " (timestamp '2026-03-01 11:30:00Z')) as t(x) where x ";
    run("set time zone 'Asia/Kathmandu'"); // 5:45 ahead
    for (String condition :
        List.of(
            ">= timestamp '2026-03-01 15:45:00' and x < timestamp '2026-03-01 16:00:00'",
            "between timestamp '2026-03-01 15:45:00' and timestamp '2026-03-01 17:00:00'",
            "in (timestamp '2026-03-01 15:45:00', timestamp '2026-03-01 10:00:00')")) {
      assertThat(run(stretch + condition)).as(condition).containsExactly("[1]");
    }
    run("create table visits (id int primary key, at timestamp with time zone)");
    run("insert into visits values (1, timestamp '2026-03-01 10:00:00Z')");
    for (String vectors : List.of("on", "off")) {
      run("set vectors = " + vectors);
      assertThat(
              run(
                  "select count(*) from visits where at >= timestamp '2026-03-01 15:00:00'"
                      + " and at < timestamp '2026-03-01 16:00:00'"))
          .containsExactly("[1]");
    }
  }

  @Test
  void eventsAreRows() {
    assertThat(run("select seq, type, payload from ewig.events where world = 'a://garden'"))
        .containsExactly(
            "[0, ObjectCreated, {\"id\":\"rose\",\"n\":1}]",
            "[1, ObjectMoved, {\"id\":\"rose\",\"n\":2}]");
    assertThat(run("select seq from ewig.events where world = ? and seq > ?", "a://garden", 0))
        .containsExactly("[1]");
    assertThat(run("select branch, count(*) from ewig.events group by branch order by branch"))
        .containsExactly("[dev, 1]", "[ewig.refs, 1]", "[main, 5]");
    assertThat(run("select count(*) from ewig.events for system_time as of seq 1"))
        .containsExactly("[2]");
    assertThat(
            run(
                "select count(*) from ewig.events e join ewig.commits c"
                    + " on e.commit_id = c.commit_id"))
        .containsExactly("[7]");
    assertThat(
            run("explain select seq from ewig.events where world = 'a://garden' and seq < 9")
                .get(0))
        .contains("list ewig.events by [seq, world]");
  }

  @Test
  void branchesKnowWhereTheyCameFrom() {
    assertThat(run("select name, parent, fork_seq from ewig.branches order by name"))
        .containsExactly("[dev, main, 4]", "[main, null, null]");
    assertThat(run("select count(distinct state_root) from ewig.branches")).containsExactly("[2]");
  }

  @Test
  void functionsStandInFrom() {
    assertThat(run("select change, from_name, to_name from diff('main', 'dev', 'plants')"))
        .containsExactly("[modified, rose, tulip]");
    assertThat(run("select kind, name, change from table(diff('main', ?))", "dev"))
        .containsExactly("[row, public.plants, modified]");
    assertThat(run("select name, _operation from history('plants', ?)", 1))
        .containsExactly("[rose, insert]");
    assertThat(run("select branch, events from log('dev', 2)"))
        .containsExactly("[dev, 1]", "[main, 2]");
    assertThat(run("select change from reflog('dev')")).containsExactly("[created]");
    assertThat(run("select last_seq from merge_bases('main', 'dev')")).containsExactly("[4]");
    assertThat(run("select * from state('a://garden')")).containsExactly("[rose, {\"n\":2}]");
    assertThat(run("select state from world_state('a://garden')"))
        .containsExactly("[{\"rose\":{\"n\":2}}]");
    assertThat(
            run(
                "select seq from world_events('a://garden',"
                    + " timestamp '2000-01-01 00:00:00', null) where type = 'ObjectMoved'"))
        .containsExactly("[1]");
    assertThat(run("select is_sound from verify()")).containsExactly("[true]", "[true]");
  }

  @Test
  void seriesOfNumbersAndTimes() {
    assertThat(run("select sum(n) from generate_series(1, 1000) as s(n) where n > 500"))
        .containsExactly("[375250]");
    assertThat(run("select * from generate_series(?, ?)", 2, 3)).containsExactly("[2]", "[3]");
    assertThat(
            run(
                "select * from generate_series(date '2026-01-31', date '2026-03-31',"
                    + " interval '1' month)"))
        .containsExactly("[2026-01-31T00:00]", "[2026-02-28T00:00]", "[2026-03-31T00:00]");
  }

  @Test
  void definitionsAreRowsToo() {
    assertThat(
            run(
                "select table_name, table_type from information_schema.tables"
                    + " where table_schema = 'public'"))
        .containsExactly("[plants, BASE TABLE]");
    assertThat(
            run(
                "select column_name, data_type, column_size from information_schema.columns"
                    + " where table_name = 'plants' and is_hidden = 'NO'"))
        .containsExactly("[id, INTEGER, 10]", "[name, VARCHAR, 20]");
    assertThat(run("select index_name, cardinality from information_schema.indexes"))
        .containsExactly("[plants_pkey, 2]");
  }

  @Test
  void errorsSayWhatIsWrong() {
    refuses("select * from diff('main', 'nowhere', 'plants')", "no branch 'nowhere'");
    refuses("select * from diff('main', 'dev', 'nothing')", "no table 'nothing'");
    refuses("select * from history('nothing', 1)", "no table 'nothing'");
    refuses("select * from history('plants')", "history");
    refuses("select * from ewig.nothing", "no table or view ewig.nothing");
    refuses("select * from state('garden')", "'garden' does not name a world");
  }
}
