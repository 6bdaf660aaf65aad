package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One run of a statement: its parameters, its present, its limits; one thread. */
public final class Execution {

  /** How many rows pass between two looks at the clock: some microseconds. */
  private static final int TICKS = 1_024;

  private final @Nullable Object[] parameters;
  private final Instant now;
  private final ZoneId zone;
  private final Cancellation cancellation;
  private final LongSupplier nanoClock;
  private final long deadlineNanos;
  private final MemoryAccount memory;
  private @Nullable Object @Nullable [][] outer = new @Nullable Object[4][];
  private int ticks;

  /**
   * @param parameters canonical values, in the order of their question marks
   * @param now what CURRENT_TIMESTAMP is throughout the statement
   * @param zone of the session: where an instant is seen on a wall clock
   * @param nanoClock a clock that only counts on
   * @param deadlineNanos on that clock; Long.MAX_VALUE for none
   */
  public Execution(
      @Nullable Object[] parameters,
      Instant now,
      ZoneId zone,
      Cancellation cancellation,
      LongSupplier nanoClock,
      long deadlineNanos,
      MemoryAccount memory) {
    this.parameters = parameters;
    this.now = now;
    this.zone = zone;
    this.cancellation = cancellation;
    this.nanoClock = nanoClock;
    this.deadlineNanos = deadlineNanos;
    this.memory = memory;
  }

  public @Nullable Object parameter(int index) {
    return parameters[index];
  }

  public Instant now() {
    return now;
  }

  public ZoneId zone() {
    return zone;
  }

  public MemoryAccount memory() {
    return memory;
  }

  /** To be called for each row and each turn of a loop; throws when the execution has to stop. */
  public void tick() {
    if (++ticks >= TICKS) {
      ticks = 0;
      check();
    }
  }

  /** Throws when the execution has to stop. */
  public void check() {
    if (cancellation.isCancelled()) {
      throw new UserException(ErrorCode.CANCELLED, "the statement was cancelled");
    }
    if (deadlineNanos != Long.MAX_VALUE && nanoClock.getAsLong() - deadlineNanos > 0) {
      throw new UserException(
          ErrorCode.TIMED_OUT, "the statement took longer than its timeout; it was stopped");
    }
  }

  /** The row of an outer query that a correlated one is run for. */
  public @Nullable Object[] outer(int correlation) {
    @Nullable Object[] row = outer[correlation];
    if (row == null) {
      throw new IllegalStateException("no row for correlation " + correlation);
    }
    return row;
  }

  public void setOuter(int correlation, @Nullable Object @Nullable [] row) {
    if (correlation >= outer.length) {
      outer = java.util.Arrays.copyOf(outer, correlation + 4);
    }
    outer[correlation] = row;
  }

  private final java.util.Map<Object, Object> kept = new java.util.HashMap<>();
  private TemporaryFolder temporary = TemporaryFolder.none();

  /** Where rows go that memory has no room for; at first nowhere. */
  public TemporaryFolder temporary() {
    return temporary;
  }

  public void setTemporary(TemporaryFolder temporary) {
    this.temporary = temporary;
  }

  /** What an operator keeps for others of the same execution: a table that is being worked on. */
  public @Nullable Object kept(Object owner) {
    return kept.get(owner);
  }

  /** Keeps something for others; null forgets it. */
  public void keep(Object owner, @Nullable Object state) {
    if (state == null) {
      kept.remove(owner);
    } else {
      kept.put(owner, state);
    }
  }
}
