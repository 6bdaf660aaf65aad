package io.ewig.calcite.system.history;

import io.ewig.calcite.vector.VectorKind;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import org.jspecify.annotations.Nullable;

/**
 * What a column of {@code ewig.events} is in the log's columns.
 *
 * @param longs if it is a number or an instant
 * @param names if it is a name
 */
record EventColumn(VectorKind kind, @Nullable LongColumn longs, @Nullable NameColumn<?> names) {

  private static final EventColumn VALUE = new EventColumn(VectorKind.VALUE, null, null);
  private static final EventColumn DOCUMENT = new EventColumn(VectorKind.DOCUMENT, null, null);

  static EventColumn of(String column) {
    return switch (column) {
      case "seq" -> number(LongColumn.SEQ);
      case "system_time" -> new EventColumn(VectorKind.INSTANT, LongColumn.SYSTEM_TIME, null);
      case "hlc" -> number(LongColumn.HLC);
      case "origin_seq" -> number(LongColumn.ORIGIN_SEQ);
      case "world" -> name(NameColumn.WORLD);
      case "type" -> name(NameColumn.TYPE);
      case "origin" -> name(NameColumn.ORIGIN);
      case "branch" -> name(NameColumn.BRANCH);
      case "payload" -> DOCUMENT;
      default -> VALUE;
    };
  }

  private static EventColumn number(LongColumn longs) {
    return new EventColumn(VectorKind.NUMBER, longs, null);
  }

  private static EventColumn name(NameColumn<?> names) {
    return new EventColumn(VectorKind.NAME, null, names);
  }

  /** Whether it is neither a number nor a name. */
  boolean isReadEventByEvent() {
    return longs == null && names == null;
  }

  /** A name as users see it. */
  String text(Object name) {
    if (name instanceof World world) {
      return world.uri();
    } else if (name instanceof EventType type) {
      return type.name();
    } else if (name instanceof Branch line) {
      return LineNames.of(line);
    }
    return name.toString();
  }
}
