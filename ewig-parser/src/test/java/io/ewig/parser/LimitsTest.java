package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.limit.Limits;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {

  /** Three quarters of what a thread usually has. */
  private static final int STACK_BYTES = 768 << 10;

  private static final int MANY = 100_000;

  /** Enough to be too much of what takes longer to read. */
  private static final int FEW = 5_000;

  record Text(String name, String sql) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Text> tooMuch() {
    return List.of(
        new Text("parentheses", "SELECT " + "(".repeat(MANY)),
        new Text("closed parentheses", "SELECT " + "(".repeat(MANY) + "1" + ")".repeat(MANY)),
        new Text("one parenthesis too many", "SELECT " + nested("(", "1", ")", 201)),
        new Text("NOT", "SELECT " + "NOT ".repeat(MANY) + "TRUE"),
        new Text("minus", "SELECT " + "- ".repeat(MANY) + "1"),
        new Text("plus", "SELECT 1" + " + 1".repeat(FEW)),
        new Text("concat", "SELECT 'a'" + " || 'a'".repeat(FEW)),
        new Text("CASE", "SELECT " + "CASE WHEN TRUE THEN ".repeat(FEW)),
        new Text("CASE of CASE", "SELECT " + "CASE ".repeat(MANY)),
        new Text("CASE of columns called end", "SELECT " + "CASE WHEN end THEN ".repeat(FEW)),
        new Text("subqueries", "SELECT * FROM " + "(SELECT * FROM ".repeat(FEW)),
        new Text("functions", "SELECT " + "f(".repeat(MANY)),
        new Text("escaped functions", "SELECT " + "{fn f(".repeat(FEW)),
        new Text("arrays", "SELECT " + "ARRAY[".repeat(MANY)),
        new Text("items", "SELECT " + "a[".repeat(MANY)),
        new Text("item of item", "SELECT a" + "[1]".repeat(FEW)),
        new Text("unions", "SELECT 1" + " UNION SELECT 1".repeat(FEW)),
        new Text("joins", "SELECT * FROM t" + " JOIN t ON a".repeat(FEW)),
        new Text("natural joins", "SELECT * FROM t" + " NATURAL JOIN t".repeat(FEW)),
        new Text("tables", "SELECT * FROM t" + ", t".repeat(MANY)),
        new Text("casts", "SELECT a" + "::INT".repeat(FEW)),
        new Text("array types", "SELECT CAST(a AS INT" + " ARRAY".repeat(FEW) + ")"),
        new Text("map types", "SELECT CAST(a AS " + "MAP<INT, ".repeat(FEW)),
        new Text("row types", "SELECT CAST(a AS " + "ROW(a ".repeat(FEW)),
        new Text("LIKE", "SELECT 1 FROM t WHERE a" + " LIKE 'x'".repeat(FEW)),
        new Text("dots", "SELECT f(1)" + ".a".repeat(FEW)),
        new Text("multiset", "SELECT " + "MULTISET[".repeat(FEW)),
        new Text("intervals", "SELECT " + "INTERVAL (".repeat(FEW)),
        new Text("WITH", "WITH w AS (".repeat(FEW)),
        new Text("WHEN lists", "SELECT CASE a WHEN (".repeat(FEW)),
        new Text("tokens", "SELECT " + "1,".repeat(130_000) + "1"),
        new Text("characters", "SELECT '" + "x".repeat(Limits.TEXT_CHARS_MAX) + "'"),
        new Text("a name", "SELECT " + "x".repeat(129)));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void whatIsTooMuchIsRefusedOnASmallStack(Text text) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Runnable task =
        () -> {
          try {
            SqlText.parse(text.sql);
          } catch (Throwable e) {
            thrown.set(e);
          }
        };
    Thread thread = new Thread(null, task, "small stack", STACK_BYTES);
    thread.start();
    thread.join();
    assertThat(thrown.get()).isInstanceOf(UserException.class);
    assertThat(((UserException) thrown.get()).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void whatDoesNotFitTheStackIsRefused() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Runnable task = () -> SqlText.parse("SELECT " + nested("(", "1", ")", 200));
    Thread thread = new Thread(null, task, "smallest stack", 144 << 10);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    thread.join();
    assertThat(thrown.get()).isInstanceOf(UserException.class);
    assertThat(thrown.get()).hasMessageContaining("too deep for the stack of this thread");
  }

  @Test
  void aLimitIsNamedWithItsPlace() {
    assertThatThrownBy(() -> SqlText.parse("SELECT\n" + "(".repeat(201)))
        .hasMessageContaining(
            "line 2, column 201: more than 200 parentheses, brackets, CASEs or joins are open here");
  }

  @Test
  void whatIsJustWithinTheLimitsIsParsed() throws InterruptedException {
    List<String> texts =
        List.of(
            "SELECT " + nested("(", "1", ")", 200),
            "SELECT " + nested("f(", "1", ")", 200),
            "SELECT " + nested("coalesce(a, ", "1", ")", 200),
            "SELECT " + nested("json_object(KEY 'a' VALUE ", "1", ")", 200),
            "SELECT " + nested("CAST(", "1", " AS INT)", 200),
            "SELECT " + nested("ARRAY[", "1", "]", 200),
            "SELECT " + nested("CASE a WHEN (", "1", ") THEN 1 END", 100),
            "SELECT " + nested("a IN (", "1", ")", 200),
            nested("(", "SELECT 1", ")", 200),
            "SELECT * FROM " + nested("(", "t JOIN u ON a", ")", 200),
            "SELECT " + nested("CASE WHEN a THEN ", "1", " END", 200),
            "SELECT * FROM " + nested("(SELECT * FROM ", "t", ")", 63),
            "SELECT * FROM t WHERE " + nested("a IN (SELECT b FROM u WHERE ", "c = 1", ")", 63),
            "SELECT 1" + " + 1".repeat(Limits.OPERATORS_MAX),
            "SELECT " + "NOT ".repeat(Limits.OPERATORS_MAX) + "TRUE",
            "SELECT 1" + " UNION ALL SELECT 1".repeat(Limits.OPERATORS_MAX),
            "SELECT " + "x".repeat(128));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Runnable task = () -> texts.forEach(SqlText::parse);
    Thread thread = new Thread(null, task, "small stack", STACK_BYTES);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    thread.join();
    assertThat(thrown.get()).isNull();
  }

  @Test
  void aHundredThousandConditionsAreABalancedTree() {
    String conditions = "a OR ".repeat(99_999) + "a";
    SqlNode or = SqlText.parseExpression(conditions);
    assertThat(depth(or)).isLessThan(20);
    String both = "a = 1 AND b BETWEEN 1 AND 2 OR ".repeat(20_000) + "c";
    SqlNode mixed = SqlText.parseExpression(both);
    assertThat(depth(mixed)).isLessThan(25);
    assertThat(SqlText.print(SqlText.parseExpression("a AND ".repeat(99_999) + "a"))).isNotEmpty();
  }

  @Test
  void aLongChainMeansWhatAShortOneDoes() {
    // The same conditions in the same order, AND before OR, BETWEEN kept whole.
    String sql =
        IntStream.range(0, 200)
            .mapToObj(i -> "a" + i + " = 1 AND NOT b" + i + " BETWEEN x AND y AND c LIKE 'z'")
            .collect(Collectors.joining(" OR "));
    String printed = SqlText.print(SqlText.parseExpression(sql)).replaceAll("[()\"]", "");
    String same = printed.replaceAll("\\s+", " ").replace("BETWEEN ASYMMETRIC", "BETWEEN");
    assertThat(same).isEqualTo(sql);
  }

  @Test
  void fiveThousandRowsOfTwentyColumnsAreOneInsert() {
    String row = "(" + "123456,".repeat(19) + "1)";
    String rows = (row + ",").repeat(4_999) + row;
    SqlNode tree = SqlText.parse("INSERT INTO t VALUES " + rows).tree();
    SqlCall values = (SqlCall) ((SqlInsert) tree).getSource();
    assertThat(values.operandCount()).isEqualTo(5_000);
  }

  @Test
  void aHundredThousandValuesAreOneInList() {
    String list = "1,".repeat(99_999) + "1";
    assertThat(SqlText.parse("SELECT 1 FROM t WHERE a IN (" + list + ")").parameters()).isZero();
  }

  private static String nested(String open, String middle, String close, int depth) {
    return open.repeat(depth) + middle + close.repeat(depth);
  }

  private static int depth(SqlNode node) {
    int depth = 0;
    if (node instanceof SqlCall call) {
      for (SqlNode operand : call.getOperandList()) {
        depth = Math.max(depth, depth(operand));
      }
    }
    return depth + 1;
  }
}
