package io.ewig.calcite.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.SqlDatabase;
import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.Run;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about system tables: its examples run, and it leaves no table and no column out. */
class DocumentedExamplesTest {

  private static final Pattern EXAMPLE = Pattern.compile("```sql\n([\\s\\S]*?)```");

  private static String page() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/sql/system-tables.md"))) {
      folder = folder.getParent();
    }
    return Files.readString(folder.resolve("docs/sql/system-tables.md"));
  }

  @Test
  void examplesRun() throws IOException {
    try (Ewig engine = Ewig.inMemory();
        Session session =
            new SqlDatabase(engine, "garden", () -> 0, TemporaryFolder.none())
                .session(new Settings())) {
      engine.append(EventBuilder.in("a://garden").type("ObjectCreated").json("{\"id\":\"rose\"}"));
      run(engine, session, "create table plants (name varchar primary key, petals int)");
      run(engine, session, "insert into plants values ('rose', 5)");
      run(engine, session, "create branch dev");
      List<String> examples =
          EXAMPLE.matcher(page()).results().map(found -> found.group(1)).toList();
      assertThat(examples).hasSizeGreaterThan(6);
      examples.forEach(example -> run(engine, session, example));
    }
  }

  private static void run(Ewig engine, Session session, String sql) {
    SqlDatabase database = new SqlDatabase(engine, "garden", () -> 0, TemporaryFolder.none());
    Run run = new Run(session, new Object[0], new Cancellation(), 0, Run.Keys.NONE);
    if (database.prepare(sql).run(run) instanceof Answer.Result result) {
      try (Rows rows = result.rows()) {
        while (rows.next() != null) {
          assertThat(result.columns()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void everythingIsDescribed() throws IOException {
    String page = page();
    try (Ewig engine = Ewig.inMemory()) {
      for (var relation : HistoryTablesTest.relations(engine).all()) {
        assertThat(page).contains(relation.name());
        relation.columns().forEach(column -> assertThat(page).contains(column.name()));
      }
      for (TableFunction function : new TableFunctions(engine).all()) {
        assertThat(page).contains(function.name());
        assertThat(function.remarks()).endsWith(".");
      }
    }
  }
}
