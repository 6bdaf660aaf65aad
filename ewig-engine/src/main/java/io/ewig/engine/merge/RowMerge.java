package io.ewig.engine.merge;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.law.CellMerge;
import io.ewig.engine.law.Ruling;
import io.ewig.engine.merge.table.MergedTable;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges the timelines of one row, step by step of valid time and column by column; one thread, one
 * row.
 *
 * <ul>
 *   <li>edits of one cell for different times do not meet;
 *   <li>where they do, there is one conflict for each period in which the three values stay the
 *       same.
 * </ul>
 */
final class RowMerge {

  private final Side base;
  private final Side ours;
  private final Side theirs;
  private final MergedTable table;
  private final TableCodec codec;
  private final byte[] key;
  private final Referee referee;
  private final List<Step> steps = new ArrayList<>();
  private final List<Clash> clashes = new ArrayList<>();
  private final TreeMap<Integer, Clash> latest = new TreeMap<>();

  /** What the row is to be for some time, and what it would be if nothing was written. */
  private static final class Step {
    private final long from;
    private final long to;
    private final @Nullable Row ours;
    private @Nullable Row result;

    Step(long from, long to, @Nullable Row ours, @Nullable Row result) {
      this.from = from;
      this.to = to;
      this.ours = ours;
      this.result = result;
    }
  }

  /** A column, or the row, of which the sides made different things for some time. */
  private record Clash(
      int column,
      @Nullable Object base,
      @Nullable Object ours,
      @Nullable Object theirs,
      List<Step> steps) {

    boolean goesOn(long from, Clash next) {
      return steps.get(steps.size() - 1).to == from
          && Objects.equals(base, next.base)
          && Objects.equals(ours, next.ours)
          && Objects.equals(theirs, next.theirs);
    }
  }

  RowMerge(
      Side base,
      Side ours,
      Side theirs,
      MergedTable table,
      TableCodec codec,
      byte[] key,
      Referee referee) {
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    this.table = table;
    this.codec = codec;
    this.key = key;
    this.referee = referee;
  }

  /** Adds what is to change in ours. */
  void run(List<Edit> edits) {
    Steps times = new Steps(List.of(timeline(base), timeline(ours), timeline(theirs)));
    while (times.next()) {
      Row was = row(base, table.base(), times.value(0));
      Row mine = row(ours, table.ours(), times.value(1));
      Row other = row(theirs, table.theirs(), times.value(2));
      Step step = new Step(times.from(), times.to(), unwritten(times.value(1), mine), mine);
      steps.add(step);
      merge(step, was, mine, other);
    }
    clashes.forEach(this::settle);
    emit(edits);
  }

  /** What a row of ours is by the merged definition, if it stays as it is in bytes. */
  private @Nullable Row unwritten(byte @Nullable [] bytes, @Nullable Row mine) {
    return bytes != null && table.isAnyFreed() ? codec.toRow(bytes) : mine;
  }

  private List<Period> timeline(Side side) {
    return side.source().pieces(key, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static @Nullable Row row(
      Side side, MergedTable.Reading reading, byte @Nullable [] bytes) {
    return bytes == null ? null : reading.fit(side.codec(reading.table()).toRow(bytes));
  }

  private void merge(Step step, @Nullable Row was, @Nullable Row mine, @Nullable Row other) {
    Row touched = mine == null ? table.withoutRestored(other) : other;
    if (Objects.equals(touched, was) || isSame(was, mine, other)) {
      return;
    }
    if (Objects.equals(mine, was)) {
      step.result = other;
    } else if (mine != null && other != null) {
      step.result = columns(step, was, mine, other);
    } else if (was != null) {
      existence(step, was, mine, other);
    }
  }

  /** Whether both sides came to the same; two counts that went up by as much each did not. */
  private boolean isSame(@Nullable Row was, @Nullable Row mine, @Nullable Row other) {
    if (!Objects.equals(mine, other)) {
      return false;
    }
    List<Column> columns = table.table().columns();
    for (int i = 0; was != null && mine != null && i < columns.size(); i++) {
      if (columns.get(i).mergeLaw() == MergeLaw.COUNTER
          && mine.get(i) != null
          && !Objects.equals(was.get(i), mine.get(i))) {
        return false;
      }
    }
    return true;
  }

  private Row columns(Step step, @Nullable Row was, Row mine, Row other) {
    @Nullable Object[] values = new @Nullable Object[mine.size()];
    for (int i = 0; i < values.length; i++) {
      if (table.isRestored(i)) {
        values[i] = other.get(i);
        continue;
      }
      Column column = table.table().columns().get(i);
      Object before = was == null ? null : was.get(i);
      int position = i;
      Ruling ruling =
          CellMerge.of(
              column,
              before,
              mine.get(i),
              other.get(i),
              () -> LastWrite.theirsIsLater(ours, theirs, table, key, step.from, position));
      if (ruling instanceof Ruling.Settled settled) {
        values[i] = settled.value();
      } else {
        values[i] = mine.get(i);
        clash(step, i, before, mine.get(i), other.get(i));
      }
    }
    return table.computed(Row.wrap(values));
  }

  /**
   * One side took the row away, the other changed it: as the table says, or the laws of what was
   * changed.
   */
  private void existence(Step step, Row was, @Nullable Row mine, @Nullable Row other) {
    if (table.table().deletionsWin()) {
      step.result = null;
      return;
    }
    Row changed = mine == null ? table.withoutRestored(other) : mine;
    MergeLaw law = changed == null ? MergeLaw.FAIL : lawOf(was, changed);
    boolean takesTheirs =
        law == MergeLaw.THEIRS
            || (law == MergeLaw.LWW
                && LastWrite.theirsIsLater(ours, theirs, table, key, step.from, LastWrite.ROW));
    if (takesTheirs) {
      step.result = other;
    } else if (law == MergeLaw.FAIL) {
      clash(step, LastWrite.ROW, was, mine, other);
    }
  }

  /** The law of all columns that changed, if it is one that says which side wins. */
  private MergeLaw lawOf(Row was, Row changed) {
    MergeLaw common = null;
    for (int i = 0; i < was.size(); i++) {
      if (!Objects.equals(was.get(i), changed.get(i))) {
        MergeLaw law = table.table().columns().get(i).mergeLaw();
        boolean isDeciding = law == MergeLaw.LWW || law == MergeLaw.OURS || law == MergeLaw.THEIRS;
        if (!isDeciding || (common != null && common != law)) {
          return MergeLaw.FAIL;
        }
        common = law;
      }
    }
    return common == null ? MergeLaw.FAIL : common;
  }

  private void clash(
      Step step, int column, @Nullable Object was, @Nullable Object mine, @Nullable Object other) {
    Clash clash = new Clash(column, was, mine, other, new ArrayList<>(List.of(step)));
    Clash last = latest.get(column);
    if (last != null && last.goesOn(step.from, clash)) {
      last.steps.add(step);
    } else {
      clashes.add(clash);
      latest.put(column, clash);
    }
  }

  private void settle(Clash clash) {
    Resolution settled = referee.decide(conflict(clash));
    if (settled == null || settled.take() == Resolution.Take.OURS) {
      return;
    }
    byte[] bytes = settled.value();
    Object value = settled.take() == Resolution.Take.BASE ? clash.base : clash.theirs;
    if (settled.take() == Resolution.Take.VALUE) {
      Row row = bytes == null ? null : codec.toRow(bytes);
      value = row == null || clash.column == LastWrite.ROW ? row : row.get(clash.column);
    }
    for (Step step : clash.steps) {
      Row result = step.result;
      if (clash.column == LastWrite.ROW) {
        step.result = value == null ? null : table.computed((Row) value);
      } else if (result != null) {
        step.result = table.computed(result.with(clash.column, value));
      }
    }
  }

  private MergeConflict conflict(Clash clash) {
    long from = clash.steps.get(0).from;
    long to = clash.steps.get(clash.steps.size() - 1).to;
    boolean isRow = clash.column == LastWrite.ROW;
    MergeConflict.Kind kind = isRow ? MergeConflict.Kind.ROW : MergeConflict.Kind.CELL;
    String what = isRow ? "" : table.table().columns().get(clash.column).name();
    byte[] primaryKey = Space.afterId(key);
    String id =
        MergeConflict.id(
            kind,
            key,
            what,
            from,
            to,
            bytes(clash.column, clash.base),
            bytes(clash.column, clash.ours),
            bytes(clash.column, clash.theirs));
    return new MergeConflict(
        id,
        kind,
        table.table().toString(),
        codec.describe(primaryKey),
        what,
        clash.base,
        clash.ours,
        clash.theirs,
        ValidPeriod.ofNanos(from, to),
        table.table());
  }

  private byte @Nullable [] bytes(int column, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return codec.toBytesAsIs(column == LastWrite.ROW ? (Row) value : cell(codec, column, value));
  }

  /** A row that has nothing but one cell. */
  static Row cell(TableCodec codec, int column, @Nullable Object value) {
    return Row.of(new @Nullable Object[codec.table().columns().size()]).with(column, value);
  }

  /** Neighbours that become the same are one edit. */
  private void emit(List<Edit> edits) {
    byte[] primaryKey = Space.afterId(key);
    Edit.OfRow last = null;
    for (Step step : steps) {
      Row result = step.result;
      if (!Objects.equals(result, step.ours)) {
        byte[] bytes =
            result == null ? null : codec.toBytesAsIs(result); // whether it fits is a rule
        boolean isLonger =
            last != null && last.until() == step.from && Arrays.equals(last.row(), bytes);
        if (isLonger) {
          edits.remove(edits.size() - 1);
        }
        long from = last == null || !isLonger ? step.from : last.from();
        last = new Edit.OfRow(table.table(), primaryKey, bytes, from, step.to);
        edits.add(last);
      }
    }
  }
}
