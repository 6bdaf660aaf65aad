package io.ewig.calcite.change.insert;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.change.row.Given;
import io.ewig.calcite.change.row.RowChange;
import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.change.row.ValidColumns;
import io.ewig.calcite.change.row.Written;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.SessionFacts;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds events to worlds: INSERT INTO ewig.events. */
public record EventInsert(InsertColumns columns, Given given) implements RowChange {

  public static final QualifiedName EVENTS = new QualifiedName("ewig", "events");

  private static final String WORLD = "world";
  private static final String TYPE = "type";
  private static final String PAYLOAD = "payload";
  private static final String PAYLOAD_BYTES = "payload_bytes";
  private static final String VALID_FROM = "valid_from";
  private static final String VALID_TO = "valid_to";

  /** What of an event is up to those who add it, as if it were a table. */
  private static final Table TABLE =
      new TableBuilder(new UUID(0, 0), EVENTS.schema(), EVENTS.name())
          .column(WORLD, Type.VARCHAR)
          .column(TYPE, Type.VARCHAR)
          .column(PAYLOAD, Type.JSON)
          .column(PAYLOAD_BYTES, Type.VARBINARY)
          .column(VALID_FROM, Type.TIMESTAMP_WITH_TIME_ZONE)
          .column(VALID_TO, Type.TIMESTAMP_WITH_TIME_ZONE)
          .build();

  public static final Target TARGET = new Target(TABLE, EVENTS.name());

  @Override
  public Set<Operation> needs() {
    return Set.of();
  }

  @Override
  public long apply(Transaction transaction, Execution execution, Written written) {
    return given.addAll(
        execution,
        (cells, row) -> {
          EventDraft event = event(columns.values(cells, row, execution), execution.now());
          requireAppending(event.world(), execution.facts());
          transaction.append(event);
          return 1;
        });
  }

  private static void requireAppending(World world, SessionFacts facts) {
    if (!facts.rights().isUnlimited()) {
      facts.rights().require(Demand.now(Operation.APPEND, Subject.of(world), facts.branch()));
    }
  }

  @Override
  public @Nullable Operator query() {
    return given.source();
  }

  private static EventDraft event(Map<String, @Nullable Object> values, Instant now) {
    EventBuilder event = EventBuilder.in(text(values, WORLD)).type(text(values, TYPE));
    Object document = values.get(PAYLOAD);
    Object bytes = values.get(PAYLOAD_BYTES);
    if (document != null && bytes != null) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "an event has one payload; give payload or payload_bytes, not both");
    } else if (document instanceof JsonText json) {
      event.json(json.text());
    } else if (bytes instanceof Bytes binary) {
      event.payload(binary.toArray());
    }
    ValidPeriod valid =
        ValidColumns.period((Instant) values.get(VALID_FROM), (Instant) values.get(VALID_TO), now);
    if (valid != null) {
      event.valid(valid);
    }
    return event.build();
  }

  private static String text(Map<String, @Nullable Object> values, String column) {
    Object value = values.get(column);
    if (value == null) {
      throw new UserException(
          ErrorCode.NULL_NOT_ALLOWED, "an event of ewig.events needs a " + column + "; give one");
    }
    return value.toString();
  }
}
