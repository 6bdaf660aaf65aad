package io.ewig.calcite.moment;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.session.Instants;
import io.ewig.calcite.session.Session;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.parser.node.Place;
import io.ewig.parser.time.Anchor;
import io.ewig.parser.time.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A moment whose parts can be computed; immutable, any thread. */
public final class MomentPlan {

  /** As the session has it. */
  public static final MomentPlan DEFAULT = new MomentPlan(null, null, null, false, false);

  private final @Nullable Expression branch;
  private final @Nullable SpanPlan system;
  private final @Nullable SpanPlan valid;
  private final boolean needsParameters;
  private final boolean hasQueries;

  private MomentPlan(
      @Nullable Expression branch,
      @Nullable SpanPlan system,
      @Nullable SpanPlan valid,
      boolean needsParameters,
      boolean hasQueries) {
    this.branch = branch;
    this.system = system;
    this.valid = valid;
    this.needsParameters = needsParameters;
    this.hasQueries = hasQueries;
  }

  /** A span with its ends as expressions: one, two, or none for all of it. */
  private record SpanPlan(Span text, List<Expression> ends) {

    static @Nullable SpanPlan of(
        @Nullable Span text, BiFunction<SqlNode, SqlTypeName, Expression> compiler) {
      if (text == null) {
        return null;
      }
      if (text instanceof Span.AsOf at) {
        return new SpanPlan(text, List.of(compiler.apply(at.value(), type(at.anchor()))));
      } else if (text instanceof Span.FromTo range) {
        return new SpanPlan(
            text, List.of(time(range.from(), compiler), time(range.to(), compiler)));
      } else if (text instanceof Span.Between range) {
        return new SpanPlan(
            text, List.of(time(range.first(), compiler), time(range.last(), compiler)));
      }
      return new SpanPlan(text, List.of());
    }

    private static Expression time(
        SqlNode end, BiFunction<SqlNode, SqlTypeName, Expression> compiler) {
      return compiler.apply(end, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
    }

    private static SqlTypeName type(Anchor anchor) {
      return switch (anchor) {
        case TIME -> SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
        case SEQ -> SqlTypeName.BIGINT;
        case COMMIT, BEFORE_COMMIT, TAG, BEFORE_TAG -> SqlTypeName.VARCHAR;
      };
    }

    boolean isRange() {
      return text.isRange();
    }

    /** The moment of an AS OF. */
    Object point(Execution execution) {
      Object value = ends.get(0).value(new Object[0], execution);
      if (value == null) {
        throw new UserException(
            ErrorCode.NULL_NOT_ALLOWED,
            "a moment must not be null"
                + Place.of(text).behind()
                + "; give a time or leave FOR out");
      }
      return value;
    }

    /** One end of a range; null leaves it open. */
    private Instant end(int number, Instant open, Execution execution) {
      Object value = ends.get(number).value(new Object[0], execution);
      return Instants.orOpen(value, execution.zone(), open);
    }

    TimeRange range(Execution execution) {
      if (ends.isEmpty()) {
        return TimeRange.ALL;
      }
      Instant from = end(0, TimeRange.ALL.from(), execution);
      Instant to = end(1, TimeRange.ALL.to(), execution);
      return text instanceof Span.Between
          ? TimeRange.between(from, to)
          : TimeRange.fromTo(from, to);
    }
  }

  /**
   * @param compiler of expressions without columns, a question mark being of that type
   */
  public static MomentPlan of(
      MomentText text, BiFunction<SqlNode, SqlTypeName, Expression> compiler) {
    return new MomentPlan(
        text.branch() == null ? null : compiler.apply(named(text.branch()), SqlTypeName.VARCHAR),
        SpanPlan.of(text.systemTime(), compiler),
        SpanPlan.of(text.validTime(), compiler),
        text.hasParameters(),
        text.hasQueries());
  }

  /** Whether it takes the moments before it to compute this one. */
  public boolean hasQueries() {
    return hasQueries;
  }

  /** A name without quotes is the branch's name, not a column's. */
  private static SqlNode named(SqlNode branch) {
    return branch instanceof SqlIdentifier name
        ? SqlLiteral.createCharString(String.join(".", name.names), name.getParserPosition())
        : branch;
  }

  /**
   * The moment for one run.
   *
   * @param present what the session looks at
   * @param isShape whether nothing is known of parameters yet: what depends on them is taken for
   *     what the session looks at
   */
  public Moment resolve(Session session, View present, Execution execution, boolean isShape) {
    return isShape && needsParameters
        ? DEFAULT.resolve(session, present, execution)
        : resolve(session, present, execution);
  }

  private Moment resolve(Session session, View present, Execution execution) {
    String name = branchName(session, execution);
    boolean isElsewhere = !name.equals(session.settings().branch());
    boolean isPoint = system != null && !system.isRange();
    View view;
    if (isPoint) {
      view = session.engine().view(name, when(session, execution));
    } else if (isElsewhere) {
      view = session.engine().view(name, session.settings().asOf());
    } else {
      view = present;
    }
    TimeRange validRange = null;
    if (valid == null) {
      Instant validAt = session.settings().validAt();
      view = validAt == null ? view : view.validAt(validAt);
    } else if (valid.isRange()) {
      validRange = valid.range(execution);
    } else {
      view = view.validAt(Instants.of(valid.point(execution), execution.zone()));
    }
    TimeRange systemRange = system == null || isPoint ? null : system.range(execution);
    return new Moment(
        view, name, session.commits(), systemRange, validRange, age(session, view, systemRange));
  }

  /** Nobody asks for it who may see all. */
  private Duration age(Session session, View view, @Nullable TimeRange systemRange) {
    if (session.rights().isUnlimited()) {
      return Duration.ZERO;
    }
    Ewig engine = session.engine();
    Instant now = engine.view().validAt();
    if (systemRange != null) {
      return since(systemRange.from(), now);
    }
    boolean isPast = system != null || session.settings().asOf() != When.NOW;
    if (!isPast) {
      return Duration.ZERO;
    }
    Instant last = view.size() == 0 ? Instant.EPOCH : engine.get(view.size() - 1).systemTime();
    return since(last, now);
  }

  private static Duration since(Instant then, Instant now) {
    return then.isBefore(now) ? Duration.between(then, now) : Duration.ofNanos(1);
  }

  private String branchName(Session session, Execution execution) {
    if (branch == null) {
      return session.settings().branch();
    }
    Object name = branch.value(new Object[0], execution);
    if (name == null) {
      throw new UserException(ErrorCode.NULL_NOT_ALLOWED, "FOR BRANCH takes a name, not null");
    }
    return name.toString();
  }

  private When when(Session session, Execution execution) {
    SpanPlan at = Objects.requireNonNull(system);
    return when(((Span.AsOf) at.text()).anchor(), at.point(execution), session, execution);
  }

  /** The moment that an anchor and a value name. */
  public static When when(Anchor anchor, Object value, Session session, Execution execution) {
    return switch (anchor) {
      case TIME -> new When.At(Instants.of(value, execution.zone()));
      case COMMIT -> new When.AfterCommit(EventId.parse(value.toString()));
      case TAG -> new When.AtTag(value.toString());
      case SEQ -> new When.AfterEvent(seq(value));
      case BEFORE_COMMIT ->
          before(session.engine().events().commit(EventId.parse(value.toString())));
      case BEFORE_TAG ->
          before(
              session
                  .engine()
                  .events()
                  .commit(session.engine().branches().tag(value.toString()).commit()));
    };
  }

  private static long seq(Object value) {
    String text = value.toString();
    if (!text.matches("\\d{1,18}")) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + text + "' is not the number of an event; AS OF SEQ takes one from 0");
    }
    return Long.parseLong(text);
  }

  private static When before(Commit commit) {
    long first = commit.first().seq();
    return first == 0 ? new When.At(Instant.EPOCH) : new When.AfterEvent(first - 1);
  }
}
