package io.ewig.calcite.operator.window;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.RowOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one partition in their order, and which of them are equal in it (peers). */
final class Partition {

  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final RowOrder order;
  private final Execution execution;
  private int[] groupOf = {};
  private int[] groupStarts = {};
  private int groups;

  Partition(RowOrder order, Execution execution) {
    this.order = order;
    this.execution = execution;
  }

  void add(@Nullable Object[] row) {
    rows.add(row);
  }

  /** To be called when all rows are there. */
  void findPeers() {
    groupOf = new int[rows.size()];
    groupStarts = new int[rows.size() + 1];
    groups = 0;
    for (int i = 0; i < rows.size(); i++) {
      execution.tick();
      if (i == 0 || order.compare(rows.get(i - 1), rows.get(i)) != 0) {
        groupStarts[groups++] = i;
      }
      groupOf[i] = groups - 1;
    }
    groupStarts[groups] = rows.size();
  }

  int size() {
    return rows.size();
  }

  @Nullable Object[] row(int index) {
    return rows.get(index);
  }

  int group(int index) {
    return groupOf[index];
  }

  int groups() {
    return groups;
  }

  /** Where a group starts; the number of groups is where all end. */
  int groupStart(int group) {
    return groupStarts[Math.max(0, Math.min(group, groups))];
  }

  int peersStart(int index) {
    return groupStarts[groupOf[index]];
  }

  int peersEnd(int index) {
    return groupStarts[groupOf[index] + 1];
  }

  Execution execution() {
    return execution;
  }
}
