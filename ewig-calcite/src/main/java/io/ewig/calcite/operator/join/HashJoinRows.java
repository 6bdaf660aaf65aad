package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.spill.Partitions;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A hash join of one run.
 *
 * <p>A part that does not fit is divided again. When that does not help, because too many rows have
 * one key, its table is loaded in several loads, and all its other rows are looked up in each.
 */
final class HashJoinRows implements Rows {

  private record Part(Partitions table, Partitions probe, int number, int depth) {

    void close() {
      table.close(number);
      probe.close(number);
    }

    Rows tableRows() {
      return orNone(table.rows(number));
    }

    Rows probeRows() {
      return orNone(probe.rows(number));
    }

    private static Rows orNone(@Nullable Rows rows) {
      return rows == null ? NoRows.INSTANCE : rows;
    }
  }

  private final HashJoin.Plan plan;
  private final Operator tableInput;
  private final Operator probeInput;
  private final Execution execution;
  private final Keys tableKeys;
  private final Keys probeKeys;
  private final JoinTable table;
  private final Deque<Part> parts = new ArrayDeque<>();
  private @Nullable Part part;
  private @Nullable Rows input;
  private @Nullable Rows current;
  private @Nullable Rows loads;
  private @Nullable Object @Nullable [] firstOfLoad;
  private @Nullable BitSet matched;
  private boolean isStarted;

  HashJoinRows(HashJoin.Plan plan, Operator tableInput, Operator probeInput, Execution execution) {
    this.plan = plan;
    this.tableInput = tableInput;
    this.probeInput = probeInput;
    this.execution = execution;
    this.tableKeys = plan.isRightInTable() ? plan.keys().right() : plan.keys().left();
    this.probeKeys = plan.isRightInTable() ? plan.keys().left() : plan.keys().right();
    this.table = new JoinTable(plan.keys(), tableKeys, plan.givesTable(), execution);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      execution.tick();
      if (current != null) {
        @Nullable Object[] row = current.next();
        if (row != null) {
          return row;
        }
        current.close();
        current = null;
      }
      if (!advance()) {
        return null;
      }
    }
  }

  private boolean advance() {
    table.close();
    if (!isStarted) {
      isStarted = true;
      start();
      return true;
    }
    Part working = part;
    if (working != null && loads != null) {
      nextLoad(working, loads);
      return true;
    }
    if (working != null) {
      working.close();
    }
    part = parts.poll();
    if (part == null) {
      return false;
    }
    joinPart(part);
    return true;
  }

  private void start() {
    Rows build = tableInput.open(execution);
    input = build;
    @Nullable Object[] overflow = load(build);
    if (overflow == null) {
      build.close();
      input = null;
      if (!table.isEmpty() || plan.keepsProbe()) {
        current = new Probe(plan, table, probeInput.open(execution), null, execution);
      }
      return;
    }
    Partitions dividedTable = divideTable(build, overflow, 0);
    divideProbe(dividedTable, null, 0);
  }

  /** Fills the table; returns the first row that there is no room for. */
  private @Nullable Object @Nullable [] load(Rows rows) {
    for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
      execution.tick();
      if (!table.tryAdd(row)) {
        return row;
      }
    }
    return null;
  }

  private Partitions divideTable(Rows rest, @Nullable Object[] overflow, int depth) {
    Partitions divided = new Partitions(execution, depth);
    parts.push(new Part(divided, new Partitions(execution, depth), 0, depth + 1));
    table.forEach(row -> divided.add(tableKeys.of(row), row));
    table.close();
    for (@Nullable Object[] row = overflow; row != null; row = rest.next()) {
      execution.tick();
      divided.add(tableKeys.of(row), row);
    }
    rest.close();
    input = null;
    return divided;
  }

  /** Divides the other side too; the first of the parts is there already. */
  private void divideProbe(Partitions dividedTable, @Nullable Part from, int depth) {
    Partitions divided = parts.element().probe;
    for (int i = 1; i < dividedTable.size(); i++) {
      parts.push(new Part(dividedTable, divided, i, depth + 1));
    }
    Rows rows = from == null ? probeInput.open(execution) : from.probeRows();
    input = rows;
    for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
      execution.tick();
      divided.add(probeKeys.of(row), row);
    }
    rows.close();
    input = null;
    if (from != null) {
      from.close();
    }
  }

  private void joinPart(Part working) {
    long count = working.table.count(working.number);
    if (count == 0 && !plan.keepsProbe()) {
      return;
    }
    Rows rows = working.tableRows();
    @Nullable Object[] overflow = load(rows);
    if (overflow == null) {
      rows.close();
      current = new Probe(plan, table, working.probeRows(), null, execution);
    } else if (working.depth < Key.DEPTH_MAX && isDivisible(working)) {
      Partitions divided = divideTable(rows, overflow, working.depth);
      divideProbe(divided, working, working.depth);
      part = null;
    } else {
      loads = rows;
      firstOfLoad = overflow;
      matched = new BitSet();
      current = new Probe(plan, table, working.probeRows(), matched, execution);
    }
  }

  /** Whether dividing has helped so far: if all is in one part, it is of one key. */
  private static boolean isDivisible(Part part) {
    for (int i = 0; i < part.table.size(); i++) {
      if (i != part.number && part.table.wasUsed(i)) {
        return true;
      }
    }
    return false;
  }

  /** Looks all rows up in the next load of the table, and in the end gives those in vain. */
  private void nextLoad(Part working, Rows rest) {
    BitSet found = matched;
    @Nullable Object[] first = firstOfLoad;
    if (first != null && found != null) {
      table.tryAdd(first);
      firstOfLoad = load(rest);
      current = new Probe(plan, table, working.probeRows(), found, execution);
      return;
    }
    rest.close();
    loads = null;
    matched = null;
    if (found != null && plan.keepsProbe()) {
      current = new Unmatched(plan, plan.pairs(), working.probeRows(), found, execution);
    }
  }

  @Override
  public void close() {
    isStarted = true;
    if (current != null) {
      current.close();
      current = null;
    }
    if (input != null) {
      input.close();
      input = null;
    }
    if (loads != null) {
      loads.close();
      loads = null;
    }
    if (part != null) {
      part.close();
      part = null;
    }
    parts.forEach(Part::close);
    parts.clear();
    table.close();
  }

  private static final class Unmatched implements Rows {

    private final HashJoin.Plan plan;
    private final Pairs pairs;
    private final Rows rows;
    private final BitSet matched;
    private final Execution execution;
    private int number;

    Unmatched(HashJoin.Plan plan, Pairs pairs, Rows rows, BitSet matched, Execution execution) {
      this.plan = plan;
      this.pairs = pairs;
      this.rows = rows;
      this.matched = matched;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        execution.tick();
        if (!matched.get(number++)) {
          return Probe.alone(plan, pairs, row);
        }
      }
      return null;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
