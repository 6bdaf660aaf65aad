package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.rule.Rules;
import io.ewig.engine.internal.state.Held;
import io.ewig.engine.internal.state.HeldRows;
import io.ewig.engine.internal.state.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.merge.Edit;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What replicas wrote apart and what can't stand together: equal on all that have the same events;
 * any thread.
 *
 * <p>Each is settled by an ordinary commit, here or by whatever else makes it vanish: when the row
 * that won is changed or taken away, the one that is held is back by itself.
 */
public final class Disputes {

  private final Database database;

  public Disputes(Database database) {
    this.database = database;
  }

  /** A dispute and what it is about. */
  private record Found(MergeConflict conflict, TableCodec codec, byte[] key, Period at, Held held) {
    ValidPeriod valid() {
      return View.period(at);
    }
  }

  /** Those of a branch that are not over, by table and key. */
  public List<MergeConflict> of(String branch) {
    View view = database.view(branch, When.NOW);
    return find(view, view.validNanos()).stream().map(Found::conflict).toList();
  }

  /** Likewise, with those that were settled for the time from then on only. */
  public List<MergeConflict> ever(String branch) {
    View view = database.view(branch, When.NOW);
    return find(view, Long.MIN_VALUE).stream().map(Found::conflict).toList();
  }

  /**
   * @param since what ended before this is left out
   */
  private List<Found> find(View view, long since) {
    List<Found> found = new ArrayList<>();
    if (!HeldRows.areThere(view.source())) {
      return found;
    }
    HeldRows held = new HeldRows(view.source(), view.codecs());
    Rules rules = view.rules(database.checks());
    List<Table> tables = new ArrayList<>(view.tables());
    tables.sort(Comparator.comparing(Table::toString));
    for (Table table : tables) {
      for (byte[] key : held.keys(table.id())) {
        for (Period piece : held.pieces(table.id(), key, Long.MIN_VALUE, Version.OPEN)) {
          if (piece.validTo() <= since) {
            continue;
          }
          found.add(found(view.codecs().of(table), key, piece, view, rules));
        }
      }
    }
    return found;
  }

  private static Found found(TableCodec codec, byte[] key, Period piece, View view, Rules rules) {
    Held held = Held.read(piece.value());
    Table table = codec.table();
    Row row = codec.toRow(held.row());
    String why =
        held.reason() == Held.Reason.UNIQUE
            ? Rules.notUnique(table, index(table, held.rule()), row).getMessage()
            : rules
                .wrong(table, key, row, piece.validFrom(), piece.validTo())
                .orElse("a row of " + table + " waits for what it needs");
    Edit.OfRow edit = new Edit.OfRow(table, key, held.row(), piece.validFrom(), piece.validTo());
    Row winner = held.winner().length == 0 ? null : winner(codec, held, piece, view);
    MergeConflict conflict =
        MergeConflict.violation(
            table,
            codec.rowKey(key),
            codec.describe(key),
            edit,
            winner,
            Objects.requireNonNull(why, "errors have texts"));
    return new Found(conflict, codec, key, piece, held);
  }

  private static Index index(Table table, String name) {
    return table.keys().stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
  }

  /** The row that keeps another out, unless something keeps it out as well. */
  private static @Nullable Row winner(TableCodec codec, Held held, Period during, View view) {
    List<Period> pieces =
        view.source().pieces(codec.rowKey(held.winner()), during.validFrom(), during.validTo());
    return pieces.isEmpty() ? null : codec.toRow(pieces.get(0).value());
  }

  /** Whether a branch has a dispute with some id. */
  public boolean has(String branch, String id) {
    return of(branch).stream().anyMatch(conflict -> conflict.id().equals(id));
  }

  /** Settles a dispute: the row that holds stays, or makes room for the one that is held. */
  public void settle(String branch, String id, Resolution.Take take, String author) {
    change(branch, id, author, (found, transaction) -> take(found, take, transaction));
  }

  /** Settles a dispute by a row in place of the one that is held; null: by none. */
  public void settleTo(String branch, String id, @Nullable Object value, String author) {
    change(
        branch,
        id,
        author,
        (found, transaction) -> {
          byte[] bytes = SettledValue.bytes(found.conflict, value);
          if (bytes == null) {
            transaction.takeAway(found.codec, found.key, found.valid());
          } else {
            Row row = found.codec.toRow(bytes);
            transaction.put(found.codec.table(), row, found.valid());
          }
        });
  }

  /** Does something to settle a dispute. */
  @FunctionalInterface
  private interface Way {
    void settle(Found found, Transaction transaction);
  }

  private void change(String branch, String id, String author, Way way) {
    try (Transaction transaction = database.begin(branch)) {
      Found found =
          find(transaction.view(), Long.MIN_VALUE).stream()
              .filter(each -> each.conflict.id().equals(id))
              .findFirst()
              .orElseThrow(() -> unknown(branch, id));
      way.settle(found, transaction);
      transaction.words().author(author).message("settles conflict " + id);
      transaction.commit();
    }
  }

  private static void take(Found found, Resolution.Take take, Transaction transaction) {
    if (take == Resolution.Take.OURS) {
      transaction.takeAway(found.codec, found.key, found.valid());
    } else if (take == Resolution.Take.THEIRS && found.held.reason() == Held.Reason.UNIQUE) {
      Table table = found.codec.table();
      Row winner = (Row) found.conflict.ours();
      if (winner == null) {
        throw unfit(found, "the row that has the key waits itself; settle that first");
      }
      int[] positions = table.positionsOf(table.primaryKey());
      Object[] key = new Object[positions.length];
      for (int i = 0; i < key.length; i++) {
        key[i] = Objects.requireNonNull(winner.get(positions[i]), "no nulls in primary keys");
      }
      transaction.delete(table, List.of(key), found.valid());
    } else {
      throw unfit(
          found,
          found.held.reason() == Held.Reason.FOREIGN_KEY
              ? "insert the row that it refers to, or say OURS to delete it, or give another row"
              : "say OURS to delete it, or give another row");
    }
  }

  private static UserException unfit(Found found, String remedy) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "the row of "
            + found.codec.table()
            + " with "
            + found.conflict.key()
            + " can't be let in like that; "
            + remedy);
  }

  private static UserException unknown(String branch, String id) {
    return new UserException(
        ErrorCode.UNKNOWN_CONFLICT,
        "branch " + branch + " has no conflict " + id + " now; list those that it has");
  }
}
