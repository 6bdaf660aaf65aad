package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.late.HeldRows;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What replicas wrote apart and what can't stand together: equal on all that have the same events;
 * any thread.
 *
 * <ul>
 *   <li>a row that rules keep out of its table, and is back by itself when what keeps it out gives
 *       way;
 *   <li>what one of two wrote to a row and does not count, until somebody who has seen both writes
 *       there again.
 * </ul>
 *
 * <p>Each can be settled here by an ordinary commit.
 */
public final class Disputes {

  private final Database database;

  public Disputes(Database database) {
    this.database = database;
  }

  /** Something that can't stand together with something else. */
  interface Dispute {
    MergeConflict conflict();

    /** When. */
    Period at();

    default ValidPeriod valid() {
      return at().valid();
    }

    void settle(Resolution.Take take, Transaction transaction);

    /**
     * @param value as {@link SettledValue} has it; null: nothing is to be there
     */
    void settleTo(byte @Nullable [] value, Transaction transaction);
  }

  /** Those of a branch that are not over, by table and key. */
  public List<MergeConflict> of(String branch) {
    View view = database.view(branch, When.NOW);
    return find(view).stream()
        .filter(each -> each.at().validTo() > view.validNanos())
        .map(Dispute::conflict)
        .toList();
  }

  /** Likewise, with those that were settled for the time from then on only. */
  public List<MergeConflict> ever(String branch) {
    return find(database.view(branch, When.NOW)).stream().map(Dispute::conflict).toList();
  }

  private List<Dispute> find(View view) {
    return HeldRows.areThere(view.source())
        ? new DisputeSearch(view, view.rules(database.checks(), view.source())).all()
        : List.of();
  }

  /** Whether a branch has a dispute with some id. */
  public boolean has(String branch, String id) {
    return ever(branch).stream().anyMatch(conflict -> conflict.id().equals(id));
  }

  /** Settles a dispute by what counts now, or by what does not. */
  public void settle(String branch, String id, Resolution.Take take, String author) {
    change(branch, id, author, (found, transaction) -> found.settle(take, transaction));
  }

  /** Settles a dispute by another value or row; null: by none. */
  public void settleTo(String branch, String id, @Nullable Object value, String author) {
    change(
        branch,
        id,
        author,
        (found, transaction) ->
            found.settleTo(SettledValue.bytes(found.conflict(), value), transaction));
  }

  /** Does something to settle a dispute. */
  @FunctionalInterface
  private interface Way {
    void settle(Dispute dispute, Transaction transaction);
  }

  private void change(String branch, String id, String author, Way way) {
    try (Transaction transaction = database.begin(branch)) {
      Dispute found =
          find(transaction.view()).stream()
              .filter(each -> each.conflict().id().equals(id))
              .findFirst()
              .orElseThrow(() -> unknown(branch, id));
      way.settle(found, transaction);
      transaction.words().author(author).message("settles conflict " + id);
      transaction.commit();
    }
  }

  private static UserException unknown(String branch, String id) {
    return new UserException(
        ErrorCode.UNKNOWN_CONFLICT,
        "branch " + branch + " has no conflict " + id + " now; list those that it has");
  }

  /** The values of a row's primary key. */
  static List<@Nullable Object> keyOf(Table table, Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int position : table.positionsOf(table.primaryKey())) {
      values.add(row.get(position));
    }
    return values;
  }

  static UserException unfit(MergeConflict conflict, String remedy) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "the conflict in "
            + conflict.where()
            + " about "
            + conflict.key()
            + " can't be settled like that; "
            + remedy);
  }
}
