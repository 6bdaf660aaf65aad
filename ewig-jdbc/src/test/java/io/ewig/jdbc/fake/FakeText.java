package io.ewig.jdbc.fake;

import io.ewig.jdbc.error.Failures;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ColumnInfo.Nullability;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.result.ListRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the fake database knows.
 *
 * <pre>
 * numbers N        rows of 1 to N: columns n INTEGER, word VARCHAR of the table things
 * echo TYPE        the parameter of that type, as it came
 * all              a row with a value of each type, see {@link FakeTypes}
 * nulls            the same with nulls
 * write ?          writes the parameter, counts 1; 13 violates a constraint
 * write N          writes N
 * create           a count of 0
 * sleep            gives rows only when it is stopped, which is an error then
 * crash            an unchecked exception
 * SELECT ...       of INFORMATION_SCHEMA, see {@link FakeSchema}
 * </pre>
 */
final class FakeText implements Compiled {

  private interface Behaviour {
    Answer run(FakeLink link, @Nullable Object[] parameters, Ask ask, Stop stop)
        throws SQLException;
  }

  private final String sql;
  private final List<ColumnInfo> columns;
  private final List<ValueType> parameters;
  private final Behaviour behaviour;

  private FakeText(
      String sql, List<ColumnInfo> columns, List<ValueType> parameters, Behaviour behaviour) {
    this.sql = sql;
    this.columns = columns;
    this.parameters = parameters;
    this.behaviour = behaviour;
  }

  static FakeText parse(String sql) throws SQLException {
    String[] words = sql.strip().replaceFirst(";$", "").split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "numbers" -> numbers(sql, Integer.parseInt(rest));
      case "echo" -> echo(sql, FakeTypes.named(rest));
      case "all" -> rows(sql, FakeTypes.columns(), List.<Object[]>of(FakeTypes.values()));
      case "nulls" ->
          rows(sql, FakeTypes.columns(), List.<Object[]>of(new Object[FakeTypes.values().length]));
      case "write" -> write(sql, rest);
      case "create" -> new FakeText(sql, List.of(), List.of(), (l, p, a, s) -> count(0, null));
      case "sleep" -> sleep(sql);
      case "crash" -> new FakeText(sql, List.of(), List.of(), FakeText::crash);
      case "SELECT" -> select(sql);
      default -> throw Failures.of("42601", 1035, "'" + words[0] + "' is no statement", null);
    };
  }

  private static FakeText numbers(String sql, int count) {
    var number =
        new ColumnInfo(
            "n", "n", "things", "public", FakeTypes.named("INTEGER"), Nullability.NO, true);
    var word =
        new ColumnInfo(
            "Word", "word", "things", "public", FakeTypes.named("VARCHAR"), Nullability.YES, false);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rows.add(new Object[] {i, i % 3 == 0 ? null : "word " + i});
    }
    return rows(sql, List.of(number, word), rows);
  }

  private static FakeText rows(String sql, List<ColumnInfo> columns, List<Object[]> rows) {
    return new FakeText(
        sql, columns, List.of(), (l, p, a, s) -> new Answer.Rows(new ListRows(columns, rows)));
  }

  private static FakeText echo(String sql, ValueType type) {
    List<ColumnInfo> columns = List.of(ListRows.column("value", type));
    return new FakeText(
        sql,
        columns,
        List.of(type),
        (link, parameters, ask, stop) ->
            new Answer.Rows(
                new ListRows(columns, List.<Object[]>of(new Object[] {parameters[0]}))));
  }

  private static FakeText write(String sql, String what) {
    boolean isOpen = what.equals("?");
    return new FakeText(
        sql,
        List.of(),
        isOpen ? List.of(FakeTypes.named("INTEGER")) : List.of(),
        (link, parameters, ask, stop) -> {
          Object value = isOpen ? parameters[0] : Integer.valueOf(what);
          if (Objects.equals(value, 13)) {
            throw Failures.of("23505", 1064, "there is a row 13 already", null);
          }
          link.written.add(String.valueOf(value));
          return count(1, ask.keys().isWanted() ? keys(ask.keys(), value) : null);
        });
  }

  private static ResultRows keys(Ask.Keys wanted, Object value) {
    String label =
        wanted.columns().isEmpty()
            ? wanted.positions().isEmpty() ? "id" : "column" + wanted.positions()
            : wanted.columns().get(0);
    return new ListRows(
        List.of(ListRows.column(label, FakeTypes.named("INTEGER"))),
        List.<Object[]>of(new Object[] {value}));
  }

  private static Answer count(long count, @Nullable ResultRows keys) {
    return new Answer.Count(count, keys);
  }

  private static FakeText sleep(String sql) {
    List<ColumnInfo> columns = List.of(ListRows.column("n", FakeTypes.named("INTEGER")));
    return new FakeText(
        sql,
        columns,
        List.of(),
        (link, parameters, ask, stop) -> {
          var latch = new CountDownLatch(1);
          stop.onCall(latch::countDown);
          link.journal.add("asleep");
          try {
            latch.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          throw Failures.of("57014", 1201, "the statement was cancelled", null);
        });
  }

  private static Answer crash(FakeLink link, Object[] parameters, Ask ask, Stop stop) {
    throw new IllegalStateException("a wheel came off");
  }

  private static FakeText select(String sql) {
    FakeSchema.Selection selection = FakeSchema.parse(sql);
    List<ValueType> types = new ArrayList<>();
    for (int i = 0; i < selection.parameters(); i++) {
      types.add(FakeTypes.named("VARCHAR"));
    }
    return new FakeText(
        sql,
        selection.columns(),
        types,
        (link, parameters, ask, stop) ->
            new Answer.Rows(new ListRows(selection.columns(), selection.run(parameters))));
  }

  Answer run(FakeLink link, @Nullable Object[] given, Ask ask, Stop stop) throws SQLException {
    return behaviour.run(link, given, ask, stop);
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public List<ColumnInfo> columns() {
    return columns;
  }

  @Override
  public List<ValueType> parameters() {
    return parameters;
  }

  @Override
  public boolean isQuery() {
    return !columns.isEmpty();
  }

  @Override
  public void close() {}
}
