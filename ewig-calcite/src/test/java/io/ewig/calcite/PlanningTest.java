package io.ewig.calcite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.calcite.statement.Run;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.EwigException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd statements are planned in a moment; what takes long can be stopped. */
class PlanningTest {

  private static final int MANY = 1_000;

  private final AtomicLong millis = new AtomicLong();
  private long millisPerLook;
  private Ewig engine;
  private SqlDatabase database;
  private Session session;

  @BeforeEach
  void open() {
    engine = Ewig.inMemory();
    database = new SqlDatabase(engine, "garden", this::nanos, TemporaryFolder.none());
    session = database.session(new Settings());
    answer("create table plant (id int primary key, height int not null, width int)");
    answer("insert into plant values (1, 10, 7), (2, 20, null), (3, 30, 9)");
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  /** Time passes when somebody looks. */
  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(millis.addAndGet(millisPerLook));
  }

  private List<String> answer(String sql) {
    return answer(sql, new Cancellation(), 0);
  }

  private List<String> answer(String sql, Cancellation cancellation, long timeoutMillis) {
    long timeout = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    Run run = new Run(session, new Object[0], cancellation, timeout, Run.Keys.NONE);
    return Answers.lines(database.prepare(sql).run(run));
  }

  private static String many(String each, String between) {
    return IntStream.range(0, MANY)
        .mapToObj(i -> each.formatted(i))
        .collect(Collectors.joining(between));
  }

  @ParameterizedTest
  @ValueSource(strings = {"height", "width"})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void manyComputedConstantsAreOneSet(String column) {
    String list = many("2 * %d + 1", ", ");
    String found = column.equals("width") ? "[[1], [3]]" : "[]";
    String start = "select id from plant where " + column;
    assertThat(answer(start + " in (" + list + ")")).hasToString(found);
    String others = column.equals("width") ? "[]" : "[[1], [2], [3]]";
    assertThat(answer(start + " not in (" + list + ") order by id")).hasToString(others);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void manyRangesAreFew() {
    String start = "select id from plant where ";
    String below = many("height < %d - 985", " or ");
    assertThat(answer(start + below)).containsExactly("[1]");
    assertThat(answer(start + many("height >= %d - 985", " and ") + " order by id"))
        .containsExactly("[2]", "[3]");
    String missing = many("width > %d + 7", " or ");
    assertThat(answer(start + missing)).containsExactly("[3]");
    assertThat(answer(start + "(" + missing + ") is null")).containsExactly("[2]");
    String apart = many("(height > 3 * %1$d and height < 3 * %1$d + 2)", " or ");
    assertThat(answer(start + apart + " order by id")).containsExactly("[1]");
  }

  @Test
  void planningEndsWhenItsTimeIsUp() {
    String joins =
        IntStream.range(1, 40)
            .mapToObj(i -> " left join plant p" + i + " on p" + i + ".id = p0.height")
            .collect(Collectors.joining());
    String sql = "select count(*) from plant p0" + joins;
    millisPerLook = 1;
    assertThatThrownBy(() -> answer(sql, new Cancellation(), 1_000))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"))
        .hasMessageContaining("took longer than its timeout");
    millisPerLook = 0;
    assertThat(answer(sql, new Cancellation(), 1_000)).containsExactly("[3]");
  }

  @Test
  void whatIsCancelledIsNotPlanned() {
    var cancellation = new Cancellation();
    cancellation.cancel();
    Run shape = Run.shape(session, cancellation, 0);
    var statement = database.prepare("select height + 1 from plant");
    assertThatThrownBy(() -> statement.columns(shape))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"))
        .hasMessageContaining("cancelled");
    assertThat(statement.columns(Run.shape(session))).hasSize(1);
  }
}
