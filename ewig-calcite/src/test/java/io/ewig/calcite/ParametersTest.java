package io.ewig.calcite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.calcite.statement.Run;
import io.ewig.engine.Ewig;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Question marks where statements look beside their own table, and what steps of plans did. */
class ParametersTest {

  private Ewig engine;
  private SqlDatabase database;
  private Session session;

  @BeforeEach
  void open() {
    engine = Ewig.inMemory();
    database = new SqlDatabase(engine, "garden", () -> 0, TemporaryFolder.none());
    session = database.session(new Settings());
    run("create table plant (id int primary key, height int)");
    run("insert into plant values (1, 10), (2, 20), (3, 20)");
    run("create table visit (plant int primary key, height int)");
    run("insert into visit values (1, 11), (2, 21)");
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  private List<String> run(String sql, Object... parameters) {
    Run run = new Run(session, parameters, new Cancellation(), 0, Run.Keys.NONE);
    return Answers.lines(database.prepare(sql).run(run));
  }

  @Test
  void inAListOfRowsTheyAreOfTheTypeOfWhatOtherRowsHave() {
    String sql = "select a + 1, b from (values (?, 'x'), (2, ?)) as v (a, b) order by a";
    assertThat(run(sql, 1, "y")).containsExactly("[2, x]", "[3, y]");
    assertThat(run("with v (a, b) as (values (1, ?), (?, 2)) select sum(a), sum(b) from v", 5, 7))
        .containsExactly("[8, 7]");
  }

  @Test
  void aChangeBesideOtherTablesTakesThem() {
    String sql =
        "update plant p set height = v.height + ? from visit v where v.plant = p.id and p.id > ?"
            + " returning p.id, p.height, v.height + ?";
    assertThat(run(sql, 100, 1, 1)).containsExactly("[2, 121, 22]");
    assertThat(run("update plant set height = ? from visit where plant = id", 5))
        .containsExactly("2");
    assertThat(run("update plant set (id, height) = (?, ?) where id = 3", 33, 34))
        .containsExactly("1");
    assertThat(run("delete from plant using visit where plant = id and plant = ?", 1))
        .containsExactly("1");
    assertThat(run("select * from plant order by id")).containsExactly("[2, 5]", "[33, 34]");
  }

  @Test
  void aFunctionTakesThemBesideColumns() {
    String sql = "select p.id, g from plant p, generate_series(p.id, ?) g order by 1, 2";
    assertThat(run(sql, 2)).containsExactly("[1, 1]", "[1, 2]", "[2, 2]");
    assertThat(run("select h.height from plant p, history('plant', p.id) h where p.id = ?", 2))
        .containsExactly("[20]");
  }

  @Test
  void rowsAreLimitedByThem() {
    String sql = "select id from plant order by height desc fetch first ? rows with ties";
    assertThat(run(sql, 1)).containsExactlyInAnyOrder("[2]", "[3]");
    assertThat(run(sql, 0)).isEmpty();
    assertThatThrownBy(() -> run(sql, -1)).hasMessageContaining("negative");
  }

  @Test
  void theyNameSequences() {
    run("create sequence pace start 7");
    assertThat(run("select nextval(?)", "pace")).containsExactly("[7]");
    assertThat(run("select setval(?, ?)", "public.pace", 50)).containsExactly("[50]");
    assertThat(run("select nextval(?), currval(?)", "PACE", "pace")).containsExactly("[51, 51]");
  }

  @Test
  void analyzingTellsWhatEachStepDid() {
    assertThat(run("explain analyze select id from plant where height > ?", 10))
        .anyMatch(line -> line.contains("scan public.plant"))
        .first()
        .asString()
        .contains("(2 rows, 0.000 ms: by vectors, 3 rows looked at)");
    assertThat(
            run(
                "explain analyze select id, (select max(height) from visit v where v.plant > p.id)"
                    + " from plant p"))
        .anyMatch(line -> line.contains("3 runs, "));
    assertThatThrownBy(() -> run("explain analyze delete from plant"))
        .hasMessageContaining("takes queries only");
    assertThat(run("select count(*) from plant")).containsExactly("[3]");
  }
}
