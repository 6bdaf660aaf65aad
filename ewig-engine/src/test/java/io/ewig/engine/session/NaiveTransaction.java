package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.NaiveHistory.Fact;
import io.ewig.engine.session.NaiveHistory.Moment;
import io.ewig.engine.session.NaiveHistory.NaiveLine;
import io.ewig.engine.session.NaiveHistory.Piece;
import io.ewig.engine.session.NaiveHistory.RowKey;
import io.ewig.engine.session.NaiveHistory.Written;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a transaction should see and come to, said once more in the plainest way. */
final class NaiveTransaction {

  /** A change of its own has a seq above all others. */
  private static final long OWN_SEQS = 1L << 61;

  /** One event that it will make. */
  sealed interface Step {}

  /**
   * @param value null if it is deleted
   * @param valid null: from the commit on
   */
  record OfRow(Table table, RowKey key, @Nullable Written value, @Nullable Span valid)
      implements Step {}

  record OfTable(@Nullable Table before, @Nullable Table after) implements Step {
    Table either() {
      return after != null ? after : Objects.requireNonNull(before);
    }
  }

  record OfWorld(World world, String type, String id, Map<String, Integer> said) implements Step {}

  record Span(long from, long to) {}

  private final NaiveHistory history;
  private final String branch;
  private final NaiveLine line;
  private final long size;
  private final long nanos;
  private final List<Step> steps = new ArrayList<>();

  NaiveTransaction(NaiveHistory history, String branch, NaiveLine line, long size, long nanos) {
    this.history = history;
    this.branch = branch;
    this.line = line;
    this.size = size;
    this.nanos = nanos;
  }

  String branch() {
    return branch;
  }

  NaiveLine line() {
    return line;
  }

  long nanos() {
    return nanos;
  }

  List<Step> steps() {
    return steps;
  }

  void backTo(int count) {
    steps.subList(count, steps.size()).clear();
  }

  /** What it sees. */
  Moment moment() {
    return over(size);
  }

  private Moment over(long seen) {
    List<Fact> own = new ArrayList<>();
    for (Step step : steps) {
      long seq = OWN_SEQS + own.size();
      if (step instanceof OfRow row) {
        Span span = span(row.valid);
        own.add(new Fact(null, seq, nanos, span.from, span.to, row.key, row.value));
      } else if (step instanceof OfTable table) {
        UUID id = table.either().id();
        own.add(new Fact(null, seq, nanos, nanos, Version.OPEN, id, table.after));
      }
    }
    return new Moment(line, seen, own);
  }

  private Span span(@Nullable Span valid) {
    return valid == null ? new Span(nanos, Version.OPEN) : valid;
  }

  private boolean isThere(RowKey key, @Nullable Span valid) {
    return !history.pieces(moment(), key, span(valid).from, span(valid).to).isEmpty();
  }

  // ---- changes; each gives the error that is due, or null

  @Nullable ErrorCode insert(Table table, RowKey key, Row row, @Nullable Span valid) {
    if (isThere(key, valid)) {
      return ErrorCode.DUPLICATE_KEY;
    }
    steps.add(new OfRow(table, key, Written.of(table, row), valid));
    return null;
  }

  void put(Table table, RowKey key, Row row, @Nullable Span valid) {
    steps.add(new OfRow(table, key, Written.of(table, row), valid));
  }

  /** How many pieces it changes. */
  int pieces(RowKey key, @Nullable Span valid) {
    return history.pieces(moment(), key, span(valid).from, span(valid).to).size();
  }

  @Nullable ErrorCode update(
      Table table, RowKey key, UnaryOperator<Row> change, @Nullable Span valid) {
    int before = steps.size();
    List<OfRow> places = new ArrayList<>();
    for (Piece piece : history.pieces(moment(), key, span(valid).from, span(valid).to)) {
      Row after = change.apply(((Written) piece.value()).as(table));
      boolean isWhole = valid == null && piece.from() == nanos && piece.to() == Version.OPEN;
      Span during = isWhole ? null : new Span(piece.from(), piece.to());
      places.add(new OfRow(table, keyOf(table, after), Written.of(table, after), during));
    }
    places.stream()
        .filter(place -> !place.key().equals(key))
        .forEach(place -> steps.add(new OfRow(table, key, null, place.valid())));
    for (OfRow place : places) {
      if (!place.key().equals(key) && isThere(place.key(), place.valid())) {
        backTo(before);
        return ErrorCode.DUPLICATE_KEY;
      }
      steps.add(place);
    }
    return null;
  }

  static RowKey keyOf(Table table, Row row) {
    List<Object> key = new ArrayList<>();
    for (int position : table.positionsOf(table.primaryKey())) {
      key.add(row.get(position));
    }
    return new RowKey(table.id(), key);
  }

  boolean delete(Table table, RowKey key, @Nullable Span valid) {
    boolean isThere = isThere(key, valid);
    if (isThere) {
      steps.add(new OfRow(table, key, null, valid));
    }
    return isThere;
  }

  // ---- ends

  /** Whether all that rows must fulfil together holds within it. */
  boolean isConsistent() {
    return isConsistent(moment());
  }

  private boolean isConsistent(Moment at) {
    Set<UUID> touched = new LinkedHashSet<>();
    for (Step step : steps) {
      if (step instanceof OfRow row) {
        touched.add(row.table.id());
      }
    }
    for (UUID id : touched) {
      Table table = history.table(at, id);
      if (table != null && history.isUniqueBroken(at, table)) {
        return false;
      }
    }
    return true;
  }

  /** Why it may not commit now, or null. */
  @Nullable ErrorCode refusal(@Nullable NaiveLine current) {
    if (current == null || current.number() != line.number()) {
      return ErrorCode.WRITE_CONFLICT;
    }
    boolean isFirst =
        history.commits().stream()
            .noneMatch(commit -> line.equals(commit.line()) && commit.seq() >= size);
    if (isFirst) {
      return null;
    }
    for (Step step : steps) {
      if (isOvertaken(step)) {
        return ErrorCode.WRITE_CONFLICT;
      }
    }
    boolean goesWithOthers = !isNameTaken() && isConsistent(over(Long.MAX_VALUE));
    return goesWithOthers ? null : ErrorCode.WRITE_CONFLICT;
  }

  private boolean isOvertaken(Step step) {
    if (step instanceof OfRow row) {
      return isNewer(row.key) || isNewer(row.table.id());
    }
    return step instanceof OfTable table && isNewer(table.either().id());
  }

  private boolean isNewer(Object key) {
    List<Fact> latest = history.history(new Moment(line, Long.MAX_VALUE), key);
    return !latest.isEmpty() && latest.get(0).seq() >= size;
  }

  private boolean isNameTaken() {
    List<Table> all = history.tables(over(Long.MAX_VALUE));
    return all.stream().map(Table::toString).distinct().count() < all.size();
  }

  /** Makes it history. */
  void committed(long seq, long commitNanos) {
    boolean isMixed =
        steps.stream().anyMatch(step -> step instanceof OfRow row && row.valid() != null);
    Span whole = new Span(isMixed ? nanos : commitNanos, Version.OPEN);
    long at = seq;
    for (Step step : steps) {
      if (step instanceof OfRow row) {
        Span span = row.valid == null ? whole : row.valid;
        history.add(new Fact(line, at, commitNanos, span.from, span.to, row.key, row.value));
        history.mention(line, at, row.table.world());
      } else if (step instanceof OfTable table) {
        UUID id = table.either().id();
        history.add(new Fact(line, at, commitNanos, commitNanos, Version.OPEN, id, table.after));
        history.mention(line, at, table.either().world());
      } else if (step instanceof OfWorld told) {
        history.tell(new NaiveHistory.Told(line, at, told.world, told.type, told.id, told.said));
        history.mention(line, at, told.world);
      }
      at++;
    }
    history.add(new NaiveHistory.NaiveCommit(line, seq, at, commitNanos, null));
  }
}
