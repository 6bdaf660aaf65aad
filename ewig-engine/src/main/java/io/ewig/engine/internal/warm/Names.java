package io.ewig.engine.internal.warm;

import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.World;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import java.util.function.Supplier;

/**
 * The names that events of a file have, or of a scan.
 *
 * @param worlds and so on: a code for each name
 */
record Names(
    Dictionary<World> worlds,
    Dictionary<EventType> types,
    Dictionary<Origin> origins,
    Dictionary<Branch> branches) {

  /** As many as events can bring along. */
  private static final int EACH_MAX = WarmFormat.EVENTS_MAX;

  Names() {
    this(new Dictionary<>(), new Dictionary<>(), new Dictionary<>(), new Dictionary<>());
  }

  private Dictionary<?> any(NameColumn<?> column) {
    return switch (column.number()) {
      case 0 -> worlds;
      case 1 -> types;
      case 2 -> origins;
      default -> branches;
    };
  }

  @SuppressWarnings("unchecked") // the column's type is that of its names
  <T> Dictionary<T> of(NameColumn<T> column) {
    return (Dictionary<T>) any(column);
  }

  void write(BytesOut out) {
    out.putVarint(worlds.size());
    for (int i = 0; i < worlds.size(); i++) {
      out.putText(worlds.get(i).uri());
    }
    out.putVarint(types.size());
    for (int i = 0; i < types.size(); i++) {
      out.putVarint(types.get(i).code()).putText(types.get(i).name());
    }
    out.putVarint(origins.size());
    for (int i = 0; i < origins.size(); i++) {
      out.putLong(origins.get(i).high()).putLong(origins.get(i).low());
    }
    out.putVarint(branches.size());
    for (int i = 0; i < branches.size(); i++) {
      out.putText(branches.get(i).name());
    }
  }

  static Names read(BytesIn in) {
    Names names = new Names();
    read(in, names.worlds, () -> World.of(in.getText(World.BYTES_MAX, "a world name")));
    read(in, names.types, () -> type(in));
    read(in, names.origins, () -> new Origin(in.getLong(), in.getLong()));
    read(in, names.branches, () -> new Branch(in.getText(Branch.BYTES_MAX, "a branch name")));
    return names;
  }

  private static EventType type(BytesIn in) {
    int code = in.getCount(EventType.CUSTOM_CODE, "as the code of a type");
    return new EventType(code, in.getText(EventType.NAME_BYTES_MAX, "a type name"));
  }

  private static <T> void read(BytesIn in, Dictionary<T> into, Supplier<T> name) {
    int count = in.getCount(EACH_MAX, "names");
    try {
      for (int code = 0; code < count; code++) {
        if (into.add(name.get()) != code) {
          throw in.malformed("a name that was there before");
        }
      }
    } catch (UserException noName) {
      throw in.malformed("not a name: " + noName.getMessage());
    }
  }
}
