package io.ewig.calcite.vector.term;

import io.ewig.calcite.vector.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is found out about a name, once for each as long as codes stand for the same; one thread.
 */
final class PerName<T> {

  private final int column;
  private final Function<@Nullable Object[], T> finding;
  private final @Nullable Object[] row;
  private final List<@Nullable T> found = new ArrayList<>();
  private Batch.@Nullable Names names;

  /**
   * @param finding of a row in which only that column is there
   */
  PerName(int column, Function<@Nullable Object[], T> finding) {
    this.column = column;
    this.finding = finding;
    this.row = new @Nullable Object[column + 1];
  }

  void enter(Batch batch) {
    Batch.Names now = batch.names(column);
    if (now != names) {
      names = now;
      found.clear();
    }
    while (found.size() < now.size()) {
      found.add(null);
    }
  }

  T of(int code) {
    T known = found.get(code);
    if (known == null) {
      row[column] = Objects.requireNonNull(names, "entered before").get(code);
      known = finding.apply(row);
      found.set(code, known);
    }
    return known;
  }
}
