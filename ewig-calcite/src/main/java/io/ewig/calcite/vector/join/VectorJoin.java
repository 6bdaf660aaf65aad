package io.ewig.calcite.vector.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.join.JoinType;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.stored.StoredColumn;
import io.ewig.calcite.vector.term.Sieve;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of two sides with something that is equal: the columns of the side that is looked up, and
 * behind them, unless the join is half, those of the side that is kept.
 *
 * @param sought the side that is looked up
 * @param sieves what its rows have to pass
 * @param width how many columns it has
 * @param type as if that side were the left one; neither RIGHT nor FULL
 * @param residual what pairs have to pass besides
 */
public record VectorJoin(
    VectorSource sought,
    List<Sieve> sieves,
    int width,
    JoinType type,
    List<JoinKey> keys,
    List<Sieve> residual,
    Kept kept)
    implements VectorSource {

  /**
   * The other side.
   *
   * @param sieves what its rows have to pass
   * @param columns those that are asked for in pairs
   */
  public record Kept(
      VectorSource source, List<Sieve> sieves, Map<Integer, StoredColumn.Wanted> columns) {

    public static Kept of(
        VectorSource source, List<Sieve> sieves, List<StoredColumn.Wanted> columns) {
      Map<Integer, StoredColumn.Wanted> byColumn = new HashMap<>();
      columns.forEach(one -> byColumn.put(one.column(), one));
      return new Kept(source, sieves, byColumn);
    }
  }

  public VectorJoin {
    if (keys.isEmpty() || type == JoinType.RIGHT || type == JoinType.FULL) {
      throw new IllegalArgumentException("no join by vectors is " + type + " on " + keys);
    }
  }

  /** The same, and what pairs have to pass besides. */
  public VectorJoin with(List<Sieve> besides) {
    return new VectorJoin(sought, sieves, width, type, keys, besides, kept);
  }

  @Override
  public VectorKind kind(int column) {
    return column < width ? sought.kind(column) : kindOfKept(column - width);
  }

  /** An instant is never null as one. */
  private VectorKind kindOfKept(int column) {
    StoredColumn.Wanted of = kept.columns.get(column);
    if (of == null || of.form() == null) {
      return VectorKind.CODED;
    }
    boolean mayBeMissing = type == JoinType.LEFT;
    return mayBeMissing && of.kind() == VectorKind.INSTANT ? VectorKind.CODED : of.kind();
  }

  @Override
  public boolean pays(Execution execution) {
    return sought.pays(execution) && kept.source.pays(execution);
  }

  @Override
  public @Nullable VectorSource ready(Execution execution, Reservation memory) {
    VectorSource readySought = sought.ready(execution, memory);
    VectorSource readyKept = kept.source.ready(execution, memory);
    if (readySought == null || readyKept == null) {
      return null;
    }
    JoinTable table = new JoinTable(keys, List.copyOf(kept.columns.values()), execution);
    return fill(table, readyKept, execution, memory) ? new Ready(this, readySought, table) : null;
  }

  /** Whether memory had room. */
  private boolean fill(
      JoinTable table, VectorSource from, Execution execution, Reservation memory) {
    List<Sieve.Sifting> siftings =
        kept.sieves.stream().map(sieve -> sieve.start(execution)).toList();
    Selection rows = new Selection();
    long held = 0;
    try (Batches batches = from.open(execution)) {
      for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
        execution.check();
        batch.select(rows);
        for (int i = 0; i < siftings.size() && !rows.isEmpty(); i++) {
          siftings.get(i).sift(batch, rows);
        }
        table.add(batch, rows);
        long bytes = table.bytes();
        if (!memory.tryTake(bytes - held)) {
          return false;
        }
        held = bytes;
      }
    }
    return true;
  }

  @Override
  public Batches open(Execution execution) {
    throw new IllegalStateException("a join is opened when it is ready");
  }

  /** The join when its table is there. */
  private record Ready(VectorJoin join, VectorSource sought, JoinTable table)
      implements VectorSource {

    @Override
    public VectorKind kind(int column) {
      return join.kind(column);
    }

    @Override
    public boolean pays(Execution execution) {
      return true;
    }

    @Override
    public Batches open(Execution execution) {
      boolean canMatch = table.rows().count() > 0;
      boolean isEmpty = !canMatch && (join.type == JoinType.INNER || join.type == JoinType.SEMI);
      return isEmpty ? Batches.none() : new JoinWalk(join, table, sought, execution);
    }

    @Override
    public List<VectorSource> parts(int threads, Execution execution) {
      return sought.parts(threads, execution).stream()
          .map(part -> (VectorSource) new Ready(join, part, table))
          .toList();
    }
  }
}
