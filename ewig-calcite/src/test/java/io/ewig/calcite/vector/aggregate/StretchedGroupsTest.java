package io.ewig.calcite.vector.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.Runs;
import io.ewig.calcite.vector.term.ColumnLongs;
import io.ewig.calcite.vector.term.KeyTerm;
import io.ewig.calcite.vector.term.LongKey;
import io.ewig.calcite.vector.term.LongTerm;
import io.ewig.calcite.vector.term.RowSieve;
import io.ewig.calcite.vector.term.Sieve;
import io.ewig.calcite.vector.term.StepLongs;
import io.ewig.engine.time.SystemNanos;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Instants that rise are counted by hours as if each were looked at, and so are others. */
class StretchedGroupsTest {

  private static final int ROUNDS = 400;
  private static final int ROWS_MAX = 100;
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long START = SystemNanos.of(Instant.parse("2026-01-01T00:00:00Z"));

  /** As in a zone whose hours begin at a quarter past those of others, and one of them is short. */
  private static long hourOf(long instant) {
    long since = instant - START - HOUR / 4;
    long hour = START + HOUR / 4 + Math.floorDiv(since, HOUR) * HOUR;
    return since >= 7 * HOUR / 2 && since < 4 * HOUR ? hour + HOUR / 2 : hour;
  }

  private static final Expression HOURS =
      (row, execution) ->
          SystemNanos.toInstant(hourOf(SystemNanos.of((Instant) row[Columns.LARGE])));

  private static final KeyTerm BY_HOUR = new LongKey(new StepLongs(Columns.LARGE, HOURS, HOUR));

  /** Within a few hours; some rise, and some of them in small steps. */
  private static Columns random(SplittableRandom random) {
    int rows = random.nextInt(1, ROWS_MAX);
    long[] instants = new long[rows];
    long spread = random.nextBoolean() ? 8 * HOUR : HOUR;
    for (int i = 0; i < rows; i++) {
      instants[i] = START + random.nextLong(spread) / HOUR * HOUR + random.nextLong(HOUR);
    }
    if (random.nextInt(4) > 0) {
      Arrays.sort(instants);
    }
    long[] few = random.longs(rows, 0, 4).toArray();
    String[] texts = new String[rows];
    Arrays.fill(texts, "");
    return new Columns(few, instants, new int[rows], texts, 0, rows);
  }

  private static Sieve fewAbove(long limit) {
    Expression above = (row, execution) -> (long) row[Columns.FEW] > limit;
    return new RowSieve(new int[] {Columns.FEW}, Condition.of(above));
  }

  private static Map<Instant, Integer> counted(Columns columns, long limit) {
    Map<Instant, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < columns.to(); i++) {
      if (columns.few()[i] > limit) {
        counts.merge(SystemNanos.toInstant(hourOf(columns.large()[i])), 1, Integer::sum);
      }
    }
    return counts;
  }

  @Test
  void rowsAreCountedByStretches() {
    long seed = Long.getLong("ewig.seed", 20_261_123L);
    for (int round = 0; round < ROUNDS; round++, seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Columns columns = random(random);
      long limit = random.nextInt(-1, 4);
      List<VectorAggregation> calls =
          random.nextBoolean()
              ? List.of(new CountRows())
              : List.of(
                  new CountRows(),
                  new ExtremeLongs(new ColumnLongs(Columns.FEW, LongTerm.Form.BIGINT), true));
      Execution execution =
          Runs.execution(MemoryAccount.BYTES_DEFAULT, TemporaryFolder.none()).by(1);
      List<Sieve> sieves = limit < 0 ? List.of() : List.of(fewAbove(limit));
      try (Grouping grouping = grouping(columns, sieves, calls, execution)) {
        Map<Object, Integer> found = new LinkedHashMap<>();
        for (int group = 0; group < grouping.count(); group++) {
          Object[] row = grouping.row(group, 1);
          found.put(row[0], ((Number) row[1]).intValue());
        }
        assertThat(found)
            .as("seed %d", seed)
            .containsExactlyEntriesOf(new LinkedHashMap<>(counted(columns, limit)));
      }
    }
  }

  private static Grouping grouping(
      Columns columns, List<Sieve> sieves, List<VectorAggregation> calls, Execution execution) {
    VectorAggregate step =
        new VectorAggregate(columns, sieves, List.of(BY_HOUR), calls, Runs.table(List.of()));
    Grouping grouping = new Grouping(step, execution);
    assertThat(grouping.read(columns)).isTrue();
    return grouping;
  }
}
