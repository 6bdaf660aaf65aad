package io.ewig.calcite.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.system.catalog.ViewShapes;
import io.ewig.calcite.system.report.Served;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.value.Bytes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTablesTest {

  private static final int CONDITIONS = 150;

  @TempDir Path folder;

  private final AtomicLong nanos = Gardener.clock();

  static SystemRelations relations(Ewig engine) {
    return new SystemRelations(engine, "garden", ViewShapes.NONE, new Served());
  }

  /** Conditions about values that are there, nearly there, or not. */
  private static final class Conditions {
    private final Random random;
    private final Relation relation;
    private final List<List<Object>> rows;

    Conditions(Random random, Relation relation, List<List<Object>> rows) {
      this.random = random;
      this.relation = relation;
      this.rows = rows;
    }

    String any(int depth) {
      int choice = random.nextInt(depth == 0 ? 5 : 9);
      return switch (choice) {
        case 5, 6 -> "(" + any(depth - 1) + " AND " + any(depth - 1) + ")";
        case 7 -> "(" + any(depth - 1) + " OR " + any(depth - 1) + ")";
        case 8 -> "NOT " + any(depth - 1);
        default -> simple();
      };
    }

    private String simple() {
      int column = random.nextInt(relation.columns().size());
      RelationColumn known = relation.columns().get(column);
      String name = '"' + known.name() + '"';
      return switch (known.type().kind()) {
        case ARRAY -> name + " IS NOT NULL";
        case JSON -> name + " IS " + (random.nextBoolean() ? "" : "NOT ") + "NULL";
        default -> compared(name, column);
      };
    }

    private String compared(String name, int column) {
      return switch (random.nextInt(8)) {
        case 0 -> name + " IS NULL";
        case 1 -> name + " IN (" + literal(column) + ", " + literal(column) + ")";
        case 2 ->
            "(" + name + " >= " + literal(column) + " AND " + name + " < " + literal(column) + ")";
        case 3 -> literal(column) + " " + comparison() + " " + name;
        case 4 -> name + " = " + literal(column);
        default -> name + " " + comparison() + " " + literal(column);
      };
    }

    private String comparison() {
      return List.of("=", "<", "<=", ">", ">=", "<>").get(random.nextInt(6));
    }

    private String literal(int column) {
      Object value = rows.get(random.nextInt(rows.size())).get(column);
      for (int i = 0; i < rows.size() && value == null; i++) {
        value = rows.get(i).get(column);
      }
      if (value == null) {
        return "NULL";
      }
      if (value instanceof Long number) {
        return number(number + random.nextInt(3) - 1);
      } else if (value instanceof Instant instant) {
        return time(random.nextInt(3) == 0 ? instant.plusNanos(random.nextInt(3) - 1) : instant);
      } else if (value instanceof Boolean truth) {
        return truth ? "TRUE" : "FALSE";
      } else if (value instanceof Bytes bytes) {
        return "X'" + java.util.HexFormat.of().formatHex(bytes.toArray()) + "'";
      }
      String text = value.toString();
      return "'" + text.replace("'", "''") + (random.nextInt(9) == 0 ? "x" : "") + "'";
    }

    private String number(long number) {
      return random.nextInt(6) == 0
          ? new BigDecimal(number).subtract(new BigDecimal("0.5")).toPlainString()
          : String.valueOf(number);
    }

    private String time(Instant instant) {
      LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneId.of("UTC"));
      return switch (random.nextInt(4)) {
        case 0 -> "TIMESTAMP '" + local.toString().replace('T', ' ') + "'";
        case 1 -> "DATE '" + local.toLocalDate() + "'";
        default ->
            "CAST('"
                + local.toString().replace('T', ' ')
                + "' AS TIMESTAMP(9) WITH LOCAL TIME ZONE)";
      };
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "commits", "worlds", "branches", "tags", "reflog"})
  void conditionsGiveWhatReadingEverythingGives(String name) {
    for (LogKind kind : List.of(LogKind.MEMORY, LogKind.CHRONICLE)) {
      try (Ewig engine = Gardener.open(folder.resolve(kind.name()), kind, nanos)) {
        Gardener.grow(engine, nanos, 7, 150);
        compare(engine, relations(engine).find("ewig", name).orElseThrow(), new Random(42));
      }
    }
  }

  private static void compare(Ewig engine, Relation relation, Random random) {
    Ask ask = new Ask(engine).in(random.nextBoolean() ? "UTC" : "Europe/Berlin");
    Moment now = ask.now();
    List<Integer> all = Ask.positions(relation);
    List<List<Object>> rows = ask.rows(relation, now, List.of(), all);
    assertThat(rows).isNotEmpty();
    Conditions conditions = new Conditions(random, relation, rows);
    int passed = 0;
    for (int i = 0; i < CONDITIONS; i++) {
      String where = conditions.any(2);
      List<RexNode> nodes = ask.conditions(relation, where);
      if (random.nextBoolean()) {
        nodes = nodes.stream().map(ask::simplified).toList();
      }
      List<Integer> wanted = new ArrayList<>(all);
      java.util.Collections.shuffle(wanted, random);
      wanted = wanted.subList(0, random.nextInt(all.size() + 1));
      List<List<Object>> found = ask.rows(relation, now, nodes, wanted);
      assertThat(found)
          .as(where)
          .containsExactlyInAnyOrderElementsOf(ask.naive(relation, now, nodes, wanted));
      passed += found.size();
    }
    assertThat(passed).as("rows that passed").isPositive();
  }

  @Test
  void anEarlierMomentSeesWhatWasRecordedByThen() {
    try (Ewig engine = Gardener.open(folder, LogKind.MEMORY, nanos)) {
      Gardener.grow(engine, nanos, 11, 120);
      Ask ask = new Ask(engine);
      for (String name : List.of("events", "commits", "reflog")) {
        Relation relation = relations(engine).find("ewig", name).orElseThrow();
        int first = Ask.positions(relation, name.equals("commits") ? "first_seq" : "seq").get(0);
        int time = Ask.positions(relation, "system_time").get(0);
        List<Integer> all = Ask.positions(relation);
        List<List<Object>> rows = ask.rows(relation, ask.now(), List.of(), all);
        for (long seq = 0; seq < engine.head().size(); seq += 13) {
          Moment then = ask.afterEvent(seq);
          long size = then.view().size();
          assertThat(ask.rows(relation, then, List.of(), all))
              .isEqualTo(rows.stream().filter(row -> (Long) row.get(first) < size).toList());
        }
        Instant from = Gardener.START.plusSeconds(1_000);
        Instant to = from.plusSeconds(2_000);
        Moment stretch =
            new Moment(engine.view(), "main", seq -> "", TimeRange.fromTo(from, to), null);
        assertThat(ask.rows(relation, stretch, List.of(), all))
            .isNotEmpty()
            .isEqualTo(
                rows.stream()
                    .filter(row -> !((Instant) row.get(time)).isBefore(from))
                    .filter(row -> ((Instant) row.get(time)).isBefore(to))
                    .toList());
      }
    }
  }
}
