package io.ewig.engine.internal.warm;

import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.Tally;
import io.ewig.engine.event.EventType;
import java.util.ArrayList;
import java.util.List;

/**
 * How many events of a block have each type, and which is the last, before every {@value #STEP}th
 * row: so that for the first rows of a block a few are looked at and not all. Any thread.
 */
final class TypeSteps {

  /** So many rows are looked at, at most. */
  static final int STEP = 256;

  /** Of more types it would take more room than a few kilobytes for a block. */
  static final int TYPES_MAX = 64;

  private final int types;
  private final short[] counts; // before step 1, by type; then before step 2, and so on
  private final short[] lastRows; // the same of the last row of each; nothing where there is none

  private TypeSteps(int types, int steps) {
    this.types = types;
    this.counts = new short[types * steps];
    this.lastRows = new short[types * steps];
  }

  static TypeSteps of(WarmBlock block) {
    int types = block.names(NameColumn.TYPE).size();
    int steps = block.size() / STEP;
    TypeSteps made = new TypeSteps(types, steps);
    int[] codes = block.codes(NameColumn.TYPE);
    Rows rows = made.new Rows(0);
    for (int step = 1; step <= steps; step++) {
      rows.add(codes, (step - 1) * STEP, STEP, (step - 1) * STEP);
      rows.keep(step);
    }
    return made;
  }

  /** What the first rows of the block add up to. */
  List<Tally<EventType>> until(WarmBlock block, int end) {
    int step = end / STEP;
    Rows rows = new Rows(step);
    int from = step * STEP;
    rows.add(block.codes(NameColumn.TYPE, from, end), 0, end - from, from);
    return rows.tallies(block, end);
  }

  /** Counts rows of the block, one behind the other. */
  private final class Rows {
    private final int[] counted = new int[types];
    private final int[] last = new int[types];

    Rows(int step) {
      for (int type = 0; step > 0 && type < types; type++) {
        counted[type] = counts[(step - 1) * types + type];
        last[type] = lastRows[(step - 1) * types + type];
      }
    }

    /**
     * @param row that the first of these codes belongs to
     */
    void add(int[] codes, int from, int count, int row) {
      for (int i = 0; i < count; i++) {
        int code = codes[from + i];
        counted[code]++;
        last[code] = row + i;
      }
    }

    void keep(int step) {
      for (int type = 0; type < types; type++) {
        counts[(step - 1) * types + type] = (short) counted[type];
        lastRows[(step - 1) * types + type] = (short) last[type];
      }
    }

    List<Tally<EventType>> tallies(WarmBlock block, int end) {
      Dictionary<EventType> names = block.names(NameColumn.TYPE);
      long[] nanos = block.systemNanos(last, types);
      List<Tally<EventType>> tallies = new ArrayList<>();
      for (Tally<EventType> all : block.entry().types()) {
        if (all.firstSeq() < block.firstSeq() + end) {
          int type = names.find(all.name());
          tallies.add(
              new Tally<>(
                  all.name(),
                  counted[type],
                  all.firstSeq(),
                  block.firstSeq() + last[type],
                  all.firstNanos(),
                  nanos[type]));
        }
      }
      return tallies;
    }
  }
}
