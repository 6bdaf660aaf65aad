package io.ewig.calcite.operator.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.operator.spill.Backlog;
import io.ewig.calcite.operator.spill.NumberedRow;
import io.ewig.engine.error.ResourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups of one run.
 *
 * <p>When memory has no room for another group, rows of groups that are not there yet go to disk,
 * divided by their keys; the groups that are there get all their rows. Then part by part is worked
 * on in the same way. A row on disk has the number of its grouping set as its last value.
 *
 * <p>Groups that are there may grow with their rows, as those of DISTINCT do, until there is no
 * room for that: then all rows are read again and go to disk, so that fewer groups are there at a
 * time. Only a group that has no room by itself is refused.
 */
final class GroupedRows implements Rows {

  private record Group(@Nullable Object[] row, int set, Accumulator[] accumulators) {}

  private final Operator source;
  private final int[] columns;
  private final boolean[][] isGrouped;
  private final Keys[] keys;
  private final Aggregation[][] calls;
  private final Execution execution;
  private final Reservation memory;
  private final Backlog backlog;
  private final List<Map<Key, Group>> groups = new ArrayList<>();
  private @Nullable Iterator<Group> ready;
  private int setsReady;
  private Rows input;
  private boolean isOver;

  GroupedRows(
      Operator source, int[] columns, int[][] sets, List<Aggregation> calls, Execution execution) {
    this.source = source;
    this.input = source.open(execution);
    this.columns = columns;
    this.execution = execution;
    this.memory = new Reservation(execution.memory(), "grouping");
    this.backlog = new Backlog(execution);
    this.keys = new Keys[sets.length];
    this.isGrouped = new boolean[sets.length][columns.length];
    this.calls = new Aggregation[sets.length][];
    for (int set = 0; set < sets.length; set++) {
      int number = set;
      keys[set] = Keys.of(sets[set]);
      this.calls[set] = calls.stream().map(call -> call.inSet(number)).toArray(Aggregation[]::new);
      groups.add(new LinkedHashMap<>());
      for (int i = 0; i < columns.length; i++) {
        int column = columns[i];
        isGrouped[set][i] = Arrays.stream(sets[set]).anyMatch(each -> each == column);
      }
    }
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (!isOver) {
      execution.tick();
      if (ready == null) {
        groupAll();
      } else if (ready.hasNext()) {
        return result(ready.next());
      } else if (++setsReady < groups.size()) {
        ready = groups.get(setsReady).values().iterator();
      } else {
        groupNextPart();
      }
    }
    return null;
  }

  private void groupAll() {
    for (int set = 0; set < keys.length; set++) {
      if (keys[set].size() == 0) {
        groups.get(set).put(Key.EMPTY, start(new @Nullable Object[0], set));
      }
    }
    try {
      readInput(this::add);
    } catch (ResourceException e) {
      requireDivisible(e);
      backlog.again();
      input.close();
      input = source.open(execution);
      readInput(this::spill);
    }
    input.close();
    giveGroups();
  }

  /** What is done with a row for a grouping set. */
  @FunctionalInterface
  private interface Step {
    void take(@Nullable Object[] row, int set);
  }

  private void readInput(Step step) {
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      execution.tick();
      for (int set = 0; set < keys.length; set++) {
        step.take(row, set);
      }
    }
  }

  private void readPart(Rows part, Step step) {
    for (@Nullable Object[] row = part.next(); row != null; row = part.next()) {
      execution.tick();
      NumberedRow numbered = NumberedRow.of(row);
      step.take(numbered.row(), numbered.number());
    }
  }

  /** Forgets all groups, if they grew too large together. */
  private void requireDivisible(ResourceException refusal) {
    int count = groups.stream().mapToInt(Map::size).sum();
    if (!memory.wasRefused() || count < 2 || !backlog.canDivide()) {
      throw refusal;
    }
    forgetGroups();
  }

  private void forgetGroups() {
    groups.forEach(Map::clear);
    memory.close();
  }

  private void groupNextPart() {
    forgetGroups();
    Rows part = backlog.next();
    if (part == null) {
      isOver = true;
      return;
    }
    try {
      readPart(part, this::add);
    } catch (ResourceException e) {
      requireDivisible(e);
      Rows again = backlog.again();
      if (again != null) {
        readPart(again, this::spill);
      }
    }
    giveGroups();
  }

  private void giveGroups() {
    setsReady = 0;
    ready = groups.get(0).values().iterator();
  }

  private void add(@Nullable Object[] row, int set) {
    Key key = keys[set].of(row);
    Map<Key, Group> ofSet = groups.get(set);
    Group group = ofSet.get(key);
    if (group == null) {
      if (!takeRoom(key, row)) {
        spill(row, set);
        return;
      }
      group = start(row, set);
      ofSet.put(key, group);
    }
    for (Accumulator accumulator : group.accumulators) {
      accumulator.add(row);
    }
  }

  private void spill(@Nullable Object[] row, int set) {
    backlog.spilled().add(keys[set].of(row), new NumberedRow(row, set).onDisk());
  }

  /** The first group always finds room, or is refused: so each part gets done. */
  private boolean takeRoom(Key key, @Nullable Object[] row) {
    long size =
        key.size() + RowSize.of(row) + RowSize.ENTRY + (long) calls[0].length * Aggregation.BYTES;
    if (memory.bytes() == 0 && !backlog.isSpilling()) {
      memory.take(size);
      return true;
    }
    return !backlog.isSpilling() && memory.tryTake(size);
  }

  private Group start(@Nullable Object[] row, int set) {
    Accumulator[] accumulators = new Accumulator[calls[set].length];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = calls[set][i].start(execution, memory);
    }
    return new Group(row, set, accumulators);
  }

  private @Nullable Object[] result(Group group) {
    @Nullable Object[] result = new @Nullable Object[columns.length + group.accumulators.length];
    for (int i = 0; i < columns.length; i++) {
      if (isGrouped[group.set][i]) {
        result[i] = group.row[columns[i]];
      }
    }
    for (int i = 0; i < group.accumulators.length; i++) {
      result[columns.length + i] = group.accumulators[i].value();
    }
    return result;
  }

  @Override
  public void close() {
    isOver = true;
    input.close();
    backlog.close();
    forgetGroups();
  }
}
