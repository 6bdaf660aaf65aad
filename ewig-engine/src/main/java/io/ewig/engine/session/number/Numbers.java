package io.ewig.engine.session.number;

import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers that identity columns and sequences get; any thread.
 *
 * <p>A number is given out once, on whatever branch, also if the transaction comes to nothing.
 * After an opening they go on behind the last one that was committed, those of sequences behind all
 * that were given out.
 */
public final class Numbers {

  private final State state;
  private final Map<Counted, AtomicLong> next = new ConcurrentHashMap<>();
  private final Map<UUID, SequenceNumbers> sequences = new ConcurrentHashMap<>();

  private record Counted(UUID table, int column) {}

  public Numbers(State state) {
    this.state = state;
  }

  public long next(Table table, Column column) {
    Default.Identity identity = (Default.Identity) column.byDefault();
    AtomicLong counter = counter(table, column, identity);
    while (true) {
      long after = counter.get();
      long number = identity.notBefore(after);
      long next = behind(number, identity);
      if (next != number + identity.step()) {
        throw new UserException(
            ErrorCode.SEQUENCE_EXHAUSTED,
            "column '"
                + column.name()
                + "' of "
                + table
                + " has given out its last number; have it RESTART with one that is free");
      }
      if (counter.compareAndSet(after, next)) {
        return number;
      }
    }
  }

  /** The next number, or if there is none the last that there is. */
  private static long behind(long number, Default.Identity identity) {
    long next = number + identity.step();
    long last = identity.step() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    return identity.isBeyond(next, number) ? next : last;
  }

  /** The number that would come next. */
  public long upcoming(Table table, Column column) {
    if (!(column.byDefault() instanceof Default.Identity identity)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "column '" + column.name() + "' of " + table + " does not count by itself");
    }
    return identity.notBefore(counter(table, column, identity).get());
  }

  public long next(Sequence sequence, Committer committer) {
    return numbers(sequence).next(sequence, committer);
  }

  private SequenceNumbers numbers(Sequence sequence) {
    return sequences.computeIfAbsent(sequence.id(), id -> new SequenceNumbers(state, id));
  }

  /**
   * A sequence that goes on from the last number of another.
   *
   * @param changed of an id that is not in use; with what it begins is of no account
   */
  public Sequence following(Sequence old, Sequence changed, Committer committer) {
    OptionalLong last = numbers(old).last(old);
    if (last.isEmpty()) {
      return changed.from(numbers(old).counted(old).first());
    }
    Sequence given = changed.from(last.getAsLong());
    if (given.isPast(1)) {
      set(given, last.getAsLong(), true, committer);
      return given;
    }
    return given.from(given.number(1));
  }

  /** Has a sequence go on with a number, whatever has been given out before. */
  public void set(Sequence sequence, long number, boolean isGiven, Committer committer) {
    sequence.from(number); // or a refusal
    numbers(sequence).set(number, isGiven, committer);
  }

  private AtomicLong counter(Table table, Column column, Default.Identity identity) {
    return next.computeIfAbsent(
        new Counted(table.id(), column.id()),
        absent -> {
          OptionalLong last = state.lastNumber(table, column);
          return new AtomicLong(
              last.isPresent() ? behind(last.getAsLong(), identity) : identity.start());
        });
  }

  /** Takes note of the numbers that a row has, whoever chose them. */
  public void chosen(Table table, Row row) {
    List<Column> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.byDefault() instanceof Default.Identity identity
          && row.get(i) instanceof Number number) {
        long after = behind(number.longValue(), identity);
        counter(table, column, identity)
            .accumulateAndGet(after, identity.step() > 0 ? Math::max : Math::min);
      }
    }
  }
}
