package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.session.View;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One run of a statement: its parameters, its present, its limits; one thread. */
public final class Execution implements Watch {

  /** No more rows pass between two looks at the clock: some microseconds of plain ones. */
  private static final int TICKS_MAX = 128;

  /** Rows that take longer in all are slow: there are to be fewer of them between two looks. */
  private static final long UNSEEN_NANOS_MAX = 1_000_000;

  /** How fast looks become more frequent then. */
  private static final int TICKS_SHIFT = 3;

  private static final SessionFacts NOBODY = new SessionFacts("", "", "", "");

  private final @Nullable Object[] parameters;
  private final @Nullable Instant now;
  private final @Nullable ZoneId zone;
  private final @Nullable SessionFacts facts;
  private final Cancellation cancellation;
  private final LongSupplier nanoClock;
  private final long deadlineNanos;
  private final MemoryAccount memory;
  private final TemporaryFolder temporary;
  private final List<Moment> moments;
  private @Nullable Map<Object, Object> kept;
  private @Nullable IdentityHashMap<Operator, String> notes;
  private @Nullable Object @Nullable [] @Nullable [] outer;
  private int ticks;
  private int ticksBetween = 1;
  private long lookedNanos;
  private boolean usesVectors = true;
  private int workers = 1;

  public Execution(
      @Nullable Object[] parameters,
      Instant now,
      ZoneId zone,
      Cancellation cancellation,
      LongSupplier nanoClock,
      long deadlineNanos,
      MemoryAccount memory) {
    this(parameters, now, zone, NOBODY, cancellation, nanoClock, deadlineNanos, memory);
  }

  public Execution(
      @Nullable Object[] parameters,
      Instant now,
      ZoneId zone,
      SessionFacts facts,
      Cancellation cancellation,
      LongSupplier nanoClock,
      long deadlineNanos,
      MemoryAccount memory) {
    this(
        parameters,
        now,
        zone,
        facts,
        cancellation,
        nanoClock,
        deadlineNanos,
        memory,
        TemporaryFolder.none(),
        List.of());
  }

  public Execution(
      @Nullable Object[] parameters,
      Instant now,
      ZoneId zone,
      Cancellation cancellation,
      LongSupplier nanoClock,
      long deadlineNanos,
      MemoryAccount memory,
      TemporaryFolder temporary) {
    this(
        parameters,
        now,
        zone,
        NOBODY,
        cancellation,
        nanoClock,
        deadlineNanos,
        memory,
        temporary,
        List.of());
  }

  /**
   * @param parameters canonical values, in the order of their question marks
   * @param now what CURRENT_TIMESTAMP is throughout the statement
   * @param zone of the session: where an instant is seen on a wall clock
   * @param facts of the session
   * @param nanoClock a clock that only counts on
   * @param deadlineNanos on that clock; Long.MAX_VALUE for none
   * @param temporary where rows go that memory has no room for
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
      TemporaryFolder temporary,
      List<Moment> moments) {
    this.parameters = parameters;
    this.now = now;
    this.zone = zone;
    this.facts = facts;
    this.cancellation = cancellation;
    this.nanoClock = nanoClock;
    this.deadlineNanos = deadlineNanos;
    this.memory = memory;
    this.temporary = temporary;
    this.moments = moments;
  }

  private Execution(
      Execution other, Cancellation cancellation, MemoryAccount memory, List<Moment> moments) {
    this.parameters = other.parameters;
    this.now = other.now;
    this.zone = other.zone;
    this.facts = other.facts;
    this.cancellation = cancellation;
    this.nanoClock = other.nanoClock;
    this.deadlineNanos = other.deadlineNanos;
    this.memory = memory;
    this.temporary = other.temporary;
    this.moments = moments;
    this.outer = other.outer;
    this.usesVectors = other.usesVectors;
    this.workers = other.workers;
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
    temporary = TemporaryFolder.none();
    moments = List.of();
  }

  /**
   * For what is the same in every execution: it has no parameters, no present, no session, and
   * whoever asks for one of them gets {@link NotConstant}.
   */
  public static Execution ofConstants() {
    return new Execution();
  }

  /** The same, reading tables at moments; it takes the place of this one. */
  public Execution at(List<Moment> wanted) {
    return new Execution(this, cancellation, memory, wanted);
  }

  /**
   * The same for another thread that does a part of the work while this one waits or does another
   * part; rows of outer queries stay as they are meanwhile.
   */
  public Execution part(MemoryAccount ofPart) {
    return new Execution(this, cancellation.ofPart(), ofPart, moments);
  }

  /** Stops it soon, and nothing around it; any thread. */
  public void stop() {
    cancellation.cancel();
  }

  /** Lets so many threads work at once where there is much to do. */
  public Execution by(int threads) {
    workers = threads;
    return this;
  }

  public int workers() {
    return workers;
  }

  /** Leaves vectors aside: all goes row by row. */
  public Execution byRow() {
    usesVectors = false;
    return this;
  }

  public boolean usesVectors() {
    return usesVectors;
  }

  public @Nullable Object parameter(int index) {
    if (facts == null) {
      throw new NotConstant();
    }
    return parameters[index];
  }

  public Instant now() {
    if (now == null) {
      throw new NotConstant();
    }
    return now;
  }

  public ZoneId zone() {
    if (zone == null) {
      throw new NotConstant();
    }
    return zone;
  }

  public SessionFacts facts() {
    if (facts == null) {
      throw new NotConstant();
    }
    return facts;
  }

  /** What was to be computed from constants depends on the execution. */
  public static final class NotConstant extends IllegalStateException {
    NotConstant() {
      super("there is no execution yet, only constants");
    }
  }

  /** The same, but what one view shows is read of another. */
  public Execution seeing(View before, View instead) {
    return at(moments.stream().map(m -> m.view() == before ? m.of(instead) : m).toList());
  }

  /** When and where tables are read of which a statement says no more than their name. */
  public Moment unsaid() {
    return moments.get(0);
  }

  /** When and where the tables with that number are read. */
  public Moment moment(int number) {
    return moments.get(number);
  }

  public MemoryAccount memory() {
    return memory;
  }

  public TemporaryFolder temporary() {
    return temporary;
  }

  /** What an operator keeps for others of the same execution: a table that is being worked on. */
  public @Nullable Object kept(Object owner) {
    return kept == null ? null : kept.get(owner);
  }

  /** Keeps something for others; null forgets it. */
  public void keep(Object owner, @Nullable Object state) {
    if (kept == null) {
      kept = new HashMap<>();
    }
    if (state == null) {
      kept.remove(owner);
    } else {
      kept.put(owner, state);
    }
  }

  /** Notes how a step is carried out this time, for EXPLAIN ANALYZE. */
  public void note(Operator step, String how) {
    if (notes == null) {
      notes = new IdentityHashMap<>();
    }
    notes.put(step, how);
  }

  /** What was noted of a step; nothing if nothing was. */
  public String noted(Operator step) {
    return notes == null ? "" : notes.getOrDefault(step, "");
  }

  /** A clock that only counts on, to see how long something takes. */
  public long nanos() {
    return nanoClock.getAsLong();
  }

  /** A watch on a statement that has no execution yet; see the constructor. */
  public static Watch watch(Cancellation cancellation, LongSupplier nanoClock, long deadlineNanos) {
    return () -> check(cancellation, nanoClock, deadlineNanos);
  }

  /** To be called for each row and each turn of a loop; throws when the execution has to stop. */
  public void tick() {
    if (++ticks >= ticksBetween) {
      ticks = 0;
      check();
      pace();
    }
  }

  /** A row may take a nanosecond or, with large documents, half a second. */
  private void pace() {
    long now = nanoClock.getAsLong();
    ticksBetween =
        now - lookedNanos > UNSEEN_NANOS_MAX
            ? Math.max(1, ticksBetween >> TICKS_SHIFT)
            : Math.min(TICKS_MAX, 2 * ticksBetween);
    lookedNanos = now;
  }

  /** Throws when the execution has to stop. */
  @Override
  public void check() {
    check(cancellation, nanoClock, deadlineNanos);
  }

  private static void check(Cancellation cancellation, LongSupplier nanoClock, long deadlineNanos) {
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
    @Nullable Object[] row =
        outer == null || correlation >= outer.length ? null : outer[correlation];
    if (row == null && facts == null) {
      throw new NotConstant();
    }
    if (row == null) {
      throw new IllegalStateException("no row for correlation " + correlation);
    }
    return row;
  }

  public void setOuter(int correlation, @Nullable Object @Nullable [] row) {
    if (outer == null) {
      outer = new @Nullable Object[correlation + 4][];
    } else if (correlation >= outer.length) {
      outer = Arrays.copyOf(outer, correlation + 4);
    }
    outer[correlation] = row;
  }
}
