package io.ewig.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.calcite.statement.Run;
import io.ewig.engine.Ewig;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlDatabaseTest {

  private Ewig engine;
  private SqlDatabase database;
  private Session session;

  @BeforeEach
  void open() {
    engine = Ewig.inMemory();
    database = new SqlDatabase(engine, "garden", () -> 0, TemporaryFolder.none());
    session = database.session(new Settings());
    Table plants =
        new TableBuilder(new UUID(1, 1), "public", "plants")
            .notNull("name", Type.VARCHAR)
            .column("petals", Type.INTEGER)
            .primaryKey("name")
            .build();
    try (Transaction transaction = engine.begin("main")) {
      transaction.create(plants);
      transaction.commit();
    }
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
  void rowsAreInsertedChangedReadAndDeleted() {
    assertThat(run("insert into plants values ('rose', 5), ('lily', 6)")).containsExactly("2");
    assertThat(run("insert into plants(petals, name) values (?, ?)", 7, "daisy"))
        .containsExactly("1");
    assertThat(run("select * from plants")).containsExactly("[daisy, 7]", "[lily, 6]", "[rose, 5]");
    assertThat(run("select petals + 1 from plants where name = ?", "rose")).containsExactly("[6]");
    assertThat(run("update plants set petals = petals * 2 where petals > 5")).containsExactly("2");
    assertThat(run("select sum(petals), count(*) from public.plants")).containsExactly("[31, 3]");
    assertThat(run("delete from plants where name like 'l%' returning name, petals"))
        .containsExactly("[lily, 12]");
    assertThat(
            run(
                "select p.name, q.petals from plants p join plants q on p.name = q.name order by 1 desc"))
        .containsExactly("[rose, 5]", "[daisy, 14]");
    assertThat(
            run(
                "select name, petals from plants for system_time as of seq 1 order by petals limit ?",
                1))
        .containsExactly("[rose, 5]");
    assertThat(run("select *, _valid_to from plants where name = 'rose'"))
        .containsExactly("[rose, 5, null]");
    assertThat(
            run(
                "with x as (select * from plants) select a.petals, b.petals from x for system_time as of seq 2 a join x b using (name) order by 1"))
        .containsExactly("[5, 5]");
    assertThat(
            run(
                "insert into plants values ('rose', 8) on conflict (name) do update set petals = excluded.petals + plants.petals"))
        .containsExactly("1");
    assertThat(run("select petals from plants where name = 'rose'")).containsExactly("[13]");
    assertThat(
            run(
                "merge into plants using (values ('rose', 1), ('ivy', 2)) s(n, p) on name = s.n when matched then update set petals = s.p when not matched then insert (name, petals) values (s.n, s.p)"))
        .containsExactly("2");
    assertThat(
            run("select name, petals from plants where name in ('rose', 'ivy', 'x') order by name"))
        .containsExactly("[ivy, 2]", "[rose, 1]");
  }
}
