package io.ewig.engine.check.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.check.RowPredicate;
import io.ewig.engine.check.Truth;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Random conditions, each made together with what it comes to by the plainest rules there are. */
class CheckOracleTest {

  private static final int CONDITIONS = 100_000;

  private static final Table TABLE =
      new TableBuilder(new UUID(1, 1), "public", "t")
          .column("a", Type.INTEGER)
          .column("b", Type.BIGINT)
          .column("c", Type.SMALLINT)
          .build();

  /** A text and its value: a number, a truth, or null. */
  private record Made(String text, Object value) {}

  @Test
  void conditionsAgreeWithTheOracle() {
    Randoms random = new Randoms(1);
    int decided = 0;
    for (int i = 0; i < CONDITIONS; i++) {
      Object[] row = {number(random), number(random), number(random)};
      Made made = condition(random, row, 3);
      Row accepted = TABLE.accept(row[0], row[1], row[2], new UUID(1, 1));
      RowPredicate predicate = new CheckLanguage().compile(TABLE, made.text);
      Truth expected = Truth.of((Boolean) made.value);
      decided += expected == Truth.UNKNOWN ? 0 : 1;
      assertThat(predicate.test(accepted)).as("%s for %s", made.text, accepted).isEqualTo(expected);
    }
    assertThat(decided).isGreaterThan(CONDITIONS / 4);
  }

  private static Object number(Randoms random) {
    return random.oneIn(4) ? null : random.below(7) - 3;
  }

  private static Made condition(Randoms random, Object[] row, int depth) {
    if (depth == 0 || random.oneIn(4)) {
      return predicate(random, row, depth);
    }
    Made x = condition(random, row, depth - 1);
    Made y = condition(random, row, depth - 1);
    Boolean a = (Boolean) x.value;
    Boolean b = (Boolean) y.value;
    return switch (random.below(4)) {
      case 0 -> new Made("(" + x.text + " AND " + y.text + ")", and(a, b));
      case 1 -> new Made("(" + x.text + " or " + y.text + ")", not(and(not(a), not(b))));
      case 2 -> new Made("(NOT " + x.text + ")", not(a));
      default -> new Made("(" + x.text + " IS TRUE)", Boolean.TRUE.equals(a));
    };
  }

  private static Boolean and(Boolean a, Boolean b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
      return false;
    }
    return a == null || b == null ? null : Boolean.TRUE;
  }

  private static Boolean not(Boolean a) {
    return a == null ? null : Boolean.valueOf(!a);
  }

  private static Made predicate(Randoms random, Object[] row, int depth) {
    Made x = sum(random, row, depth);
    Made y = sum(random, row, depth);
    Made z = sum(random, row, depth);
    return switch (random.below(6)) {
      case 0 -> new Made("(" + x.text + " IS NULL)", x.value == null);
      case 1 ->
          new Made(
              "(" + x.text + " BETWEEN " + y.text + " AND " + z.text + ")",
              and(compare(">=", x, y), compare("<=", x, z)));
      case 2 -> {
        List<Made> all = new ArrayList<>(List.of(y, z));
        Boolean none = and(not(compare("=", x, y)), not(compare("=", x, z)));
        yield new Made(
            "(" + x.text + " NOT IN (" + all.get(0).text + ", " + all.get(1).text + "))", none);
      }
      default -> {
        String operator = random.of("=", "<>", "<", "<=", ">", ">=");
        yield new Made("(" + x.text + " " + operator + " " + y.text + ")", compare(operator, x, y));
      }
    };
  }

  private static Boolean compare(String operator, Made x, Made y) {
    if (x.value == null || y.value == null) {
      return null;
    }
    int order = ((BigInteger) x.value).compareTo((BigInteger) y.value);
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static Made sum(Randoms random, Object[] row, int depth) {
    if (depth == 0 || random.oneIn(3)) {
      int choice = random.below(6);
      if (choice < 3) {
        Object value = row[choice];
        BigInteger number = value == null ? null : BigInteger.valueOf((Integer) value);
        return new Made(String.valueOf((char) ('a' + choice)), number);
      }
      int literal = random.below(9);
      return choice == 5
          ? new Made("NULL", null)
          : new Made(Integer.toString(literal), BigInteger.valueOf(literal));
    }
    Made x = sum(random, row, depth - 1);
    Made y = sum(random, row, depth - 1);
    BigInteger a = (BigInteger) x.value;
    BigInteger b = (BigInteger) y.value;
    boolean unknown = a == null || b == null;
    return switch (random.below(6)) {
      case 0 -> new Made("(" + x.text + " + " + y.text + ")", unknown ? null : a.add(b));
      case 1 -> new Made("(" + x.text + " - " + y.text + ")", unknown ? null : a.subtract(b));
      case 2 -> new Made("(" + x.text + " * " + y.text + ")", unknown ? null : a.multiply(b));
      case 3 ->
          new Made("(" + x.text + " / 3)", a == null ? null : a.divide(BigInteger.valueOf(3)));
      case 4 -> new Made("abs(" + x.text + ")", a == null ? null : a.abs());
      default -> new Made("coalesce(" + x.text + ", " + y.text + ")", a == null ? b : a);
    };
  }
}
