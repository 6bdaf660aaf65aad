package io.ewig.calcite.expression.rex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.Answers;
import io.ewig.calcite.SqlDatabase;
import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.calcite.statement.Run;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.EwigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every function that the page names is called with too few, too many and the wrong arguments, in a
 * select list, in FROM and over a window. Each call has an answer, or an error that is the
 * caller's.
 */
class OddCallsTest {

  private static final Pattern NAME = Pattern.compile("\\b([a-z_0-9]+)\\(");

  private static final List<String> ARGUMENTS =
      List.of(
          "NULL",
          "?",
          "*",
          "1",
          "-2.5",
          "1e3",
          "'abc'",
          "''",
          "'s'",
          "'{\"a\": 1}'",
          "true",
          "DAY",
          "DATE '2026-01-01'",
          "TIME '12:00:00'",
          "TIMESTAMP '2026-01-01 00:00:00'",
          "CURRENT_TIMESTAMP",
          "INTERVAL '1' DAY",
          "INTERVAL '1' MONTH",
          "UUID '00000000-0000-0000-0000-000000000001'",
          "X'0aff'",
          "ARRAY[1, 2]",
          "ARRAY['a']",
          "ARRAY[NULL]",
          "MAP['a', 1]",
          "ROW(1, 'a')",
          "(SELECT 1)",
          "plant",
          "plant.id",
          "code",
          "price",
          "facts");

  private static final int OPERANDS_MAX = 5;

  private static final boolean IS_LONG = "long".equals(System.getProperty("ewig.tier"));

  private final Random random = new Random(4);
  private Ewig engine;
  private Session session;
  private SqlDatabase database;

  @BeforeEach
  void open() {
    engine = Ewig.inMemory();
    database = new SqlDatabase(engine, "garden", System::nanoTime, TemporaryFolder.none());
    session = database.session(new Settings());
    answer(
        "CREATE TABLE plant (id INT PRIMARY KEY, code CHAR(3), price DECIMAL(10, 2), facts JSON)");
    answer("INSERT INTO plant VALUES (1, 'a', 2.5, '{}')");
    answer("CREATE SEQUENCE s");
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void noCallIsADefect() throws IOException {
    List<String> defects = new ArrayList<>();
    int calls = 0;
    for (String function : functions()) {
      for (String operands : operands()) {
        String call = function + "(" + operands + ")";
        for (String sql : statements(call)) {
          calls++;
          state(sql).filter(OddCallsTest::isDefect).ifPresent(state -> defects.add(state + sql));
        }
      }
    }
    assertThat(defects).isEmpty();
    assertThat(calls).isGreaterThan(200);
  }

  private static boolean isDefect(String failure) {
    return !failure.matches("(0A|2[0-9]|42|HY|54|55)\\w{3} .*");
  }

  private static Set<String> functions() throws IOException {
    String page = Files.readString(Path.of("../docs/sql/functions.md"));
    Set<String> names =
        NAME.matcher(page)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    names.add("no_such_function");
    return names;
  }

  /** None, one of each kind, and some of the lists of two and more. */
  private List<String> operands() {
    List<String> lists = new ArrayList<>();
    lists.add("");
    for (String first : ARGUMENTS) {
      if (IS_LONG || random.nextInt(15) == 0) {
        lists.add(first);
      }
    }
    for (int i = 0; i < (IS_LONG ? 1_000 : 1); i++) {
      int count = 2 + random.nextInt(random.nextInt(OPERANDS_MAX - 1) + 1);
      lists.add(
          random
              .ints(count, 0, ARGUMENTS.size())
              .mapToObj(ARGUMENTS::get)
              .collect(Collectors.joining(", ")));
    }
    return lists;
  }

  private List<String> statements(String call) {
    List<String> statements = new ArrayList<>();
    statements.add("SELECT " + call + " FROM plant");
    if (IS_LONG || random.nextInt(5) == 0) {
      statements.add("SELECT * FROM " + call);
      statements.add("SELECT " + call + " OVER () FROM plant");
    }
    return statements;
  }

  private Optional<String> state(String sql) {
    try {
      answer(sql);
      return Optional.empty();
    } catch (EwigException e) {
      return Optional.of(e.sqlState() + " " + e.getMessage() + ": ");
    } catch (RuntimeException | Error e) {
      return Optional.of(e + ": ");
    }
  }

  private void answer(String sql) {
    Object[] values = {null, 1, "x", true, 2.5};
    Object[] parameters = new Object[(int) sql.chars().filter(c -> c == '?').count()];
    Arrays.setAll(parameters, i -> values[random.nextInt(values.length)]);
    long timeout = TimeUnit.SECONDS.toNanos(10);
    Run run = new Run(session, parameters, new Cancellation(), timeout, Run.Keys.NONE);
    Answers.lines(database.prepare(sql).run(run));
  }
}
