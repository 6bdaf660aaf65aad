package io.ewig.calcite.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.execution.TemporaryFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Runs operators over small tables, and looks that they leave nothing behind. */
public final class Runs {

  /** So little that all operators have to do with what is theirs anyway. */
  public static final long TINY = 0;

  private Runs() {}

  public static Execution execution(long bytesMax, TemporaryFolder temporary) {
    return execution(bytesMax, temporary, new Cancellation());
  }

  public static Execution execution(
      long bytesMax, TemporaryFolder temporary, Cancellation cancellation) {
    return new Execution(
        new Object[0],
        Instant.EPOCH,
        ZoneOffset.UTC,
        cancellation,
        () -> 0,
        Long.MAX_VALUE,
        new MemoryAccount(bytesMax),
        temporary);
  }

  /** All rows, in memory. */
  public static List<List<Object>> all(Operator operator) {
    return all(operator, execution(MemoryAccount.BYTES_DEFAULT, TemporaryFolder.none()));
  }

  /** All rows, with next to no memory. */
  public static List<List<Object>> allOnDisk(Operator operator, Path folder) {
    TemporaryFolder temporary = TemporaryFolder.at(folder, TemporaryFolder.BYTES_DEFAULT);
    List<List<Object>> rows = all(operator, execution(TINY, temporary));
    assertThat(temporary.bytes()).as("bytes left on disk").isZero();
    assertThat(folder).isEmptyDirectory();
    return rows;
  }

  public static List<List<Object>> all(Operator operator, Execution execution) {
    List<List<Object>> result = new ArrayList<>();
    try (Rows rows = operator.open(execution)) {
      for (Object[] row = rows.next(); row != null; row = rows.next()) {
        result.add(Arrays.asList(row));
      }
      assertThat(rows.next()).as("after the last row").isNull();
    }
    assertThat(execution.memory().bytes()).as("bytes of memory left").isZero();
    return result;
  }

  /** The same rows in an order in which lists of equal rows are equal. */
  public static List<List<Object>> sorted(List<List<Object>> rows) {
    List<List<Object>> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(Object::toString));
    return sorted;
  }

  /** Rows as an operator. */
  public static Operator table(List<List<Object>> rows) {
    return new Table(rows.stream().map(List::toArray).toList());
  }

  private record Table(List<Object[]> rows) implements Operator {

    @Override
    public Rows open(Execution execution) {
      return new Rows() {
        private int at;

        @Override
        public Object[] next() {
          return at < rows.size() ? rows.get(at++) : null;
        }

        @Override
        public void close() {
          at = rows.size();
        }
      };
    }

    @Override
    public String describe() {
      return "table";
    }

    @Override
    public List<Operator> inputs() {
      return List.of();
    }
  }
}
