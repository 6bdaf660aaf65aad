package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One run of a statement: its parameters, its present, its limits; one thread. */
public final class Execution {

  /** How many rows pass between two looks at the clock: some microseconds. */
  private static final int TICKS = 1_024;

  private static final SessionFacts NOBODY = new SessionFacts("", "", "", "");

  private final @Nullable Object[] parameters;
  private final @Nullable Instant now;
  private final @Nullable ZoneId zone;
  private final @Nullable SessionFacts facts;
  private final Cancellation cancellation;
  private final LongSupplier nanoClock;
  private final long deadlineNanos;
  private final MemoryAccount memory;
  private final List<Moment> moments;
  private @Nullable Object @Nullable [][] outer = new @Nullable Object[4][];
  private int ticks;

  /** One whose session is nobody's. */
  public Execution(
      @Nullable Object[] parameters,
      Instant now,
      ZoneId zone,
      Cancellation cancellation,
      LongSupplier nanoClock,
      long deadlineNanos,
      MemoryAccount memory,
      List<Moment> moments) {
    this(parameters, now, zone, NOBODY, cancellation, nanoClock, deadlineNanos, memory, moments);
  }

  /**
   * @param parameters canonical values, in the order of their question marks
   * @param now what CURRENT_TIMESTAMP is throughout the statement
   * @param zone of the session: where an instant is seen on a wall clock
   * @param facts of the session
   * @param nanoClock a clock that only counts on
   * @param deadlineNanos on that clock; Long.MAX_VALUE for none
   * @param moments at which its tables are read, by the number that the plan has for each
   */
  public Execution(
      @Nullable Object[] parameters,
      Instant now,
      ZoneId zone,
      SessionFacts facts,
      Cancellation cancellation,
      LongSupplier nanoClock,
      long deadlineNanos,
      MemoryAccount memory,
      List<Moment> moments) {
    this.parameters = parameters;
    this.now = now;
    this.zone = zone;
    this.facts = facts;
    this.cancellation = cancellation;
    this.nanoClock = nanoClock;
    this.deadlineNanos = deadlineNanos;
    this.memory = memory;
    this.moments = moments;
  }

  private Execution() {
    parameters = new @Nullable Object[0];
    now = null;
    zone = null;
    facts = null;
    cancellation = new Cancellation();
    nanoClock = () -> 0;
    deadlineNanos = Long.MAX_VALUE;
    memory = new MemoryAccount(MemoryAccount.BYTES_DEFAULT);
    moments = List.of();
  }

  /**
   * For what is the same in every execution: it has no parameters, no present, no session, and
   * whoever asks for one of them gets an IllegalStateException.
   */
  public static Execution ofConstants() {
    return new Execution();
  }

  public @Nullable Object parameter(int index) {
    if (facts == null) {
      throw notConstant();
    }
    return parameters[index];
  }

  public Instant now() {
    if (now == null) {
      throw notConstant();
    }
    return now;
  }

  public ZoneId zone() {
    if (zone == null) {
      throw notConstant();
    }
    return zone;
  }

  public SessionFacts facts() {
    if (facts == null) {
      throw notConstant();
    }
    return facts;
  }

  private static IllegalStateException notConstant() {
    return new IllegalStateException("there is no execution yet, only constants");
  }

  /** When and where the tables with that number are read. */
  public Moment moment(int number) {
    return moments.get(number);
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
}
