package io.ewig.calcite.system.function;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Type;
import io.ewig.engine.world.WorldState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code range}, {@code state} and {@code world_state}: worlds in time. */
public final class WorldFunctions {

  private WorldFunctions() {}

  public static List<TableFunction> of(Ewig engine) {
    return List.of(
        range("range", engine), range("world_events", engine), state(engine), worldState(engine));
  }

  /** RANGE is a word of SQL, and has another name, too. */
  private static TableFunction range(String name, Ewig engine) {
    return new Simple(
        name,
        "The events of a world from one system time up to, not including, another.",
        List.of(
            Argument.required("world", Type.VARCHAR),
            Argument.required("from", Type.TIMESTAMP_WITH_TIME_ZONE),
            Argument.required("to", Type.TIMESTAMP_WITH_TIME_ZONE)),
        EventTable.range(engine, (reading, index) -> Moments.of(engine, reading).instant(index)));
  }

  private static List<TableFunction.Parameter> parameters() {
    return List.of(
        Argument.required("world", Type.VARCHAR),
        Argument.optional("at", Type.TIMESTAMP_WITH_TIME_ZONE));
  }

  private static WorldState world(Ewig engine, Reading reading) {
    World world = World.of(Argument.text(reading, 0, "the world"));
    Object at = reading.argument(1);
    Subject subject = Subject.of(world);
    if (subject instanceof Subject.OfTable) {
      throw new UserException(
          ErrorCode.WRONG_OBJECT_TYPE,
          world + " is a table, whose state is its rows; SELECT them from it");
    }
    Moments moments = Moments.of(engine, reading);
    View view = at == null ? reading.view() : moments.at(at);
    moments.requireReading(reading, subject, view);
    return view.world(world);
  }

  /** An object of a world. */
  private record Thing(WorldState world, String key) {

    String document() {
      return Objects.requireNonNull(world.get(key), "a key that the world has").text();
    }
  }

  private static TableFunction state(Ewig engine) {
    String remarks = "The objects of a world as they were at a time.";
    Listing<Thing> rows =
        Listing.<Thing>named(EventTable.SCHEMA, "state", remarks)
            .column("key", Type.VARCHAR, Thing::key)
            .costly("value", Type.JSON, Thing::document)
            .unique("key")
            .seenByAll()
            .from(reading -> things(engine, reading));
    return new Simple("state", remarks, parameters(), rows);
  }

  private static Items<Thing> things(Ewig engine, Reading reading) {
    WorldState world = world(engine, reading);
    Optional<List<String>> keys = reading.sought().texts("key");
    List<String> wanted =
        keys.isPresent()
            ? world.keys().stream().filter(key -> keys.get().contains(key)).toList()
            : world.keys();
    return Items.of(wanted.stream().map(key -> new Thing(world, key)).toList());
  }

  private static TableFunction worldState(Ewig engine) {
    String remarks = "A whole world as one document, as it was at a time.";
    Listing<WorldState> rows =
        Listing.<WorldState>named(EventTable.SCHEMA, "world_state", remarks)
            .column(
                "state", Type.JSON, world -> new String(world.canonical(), StandardCharsets.UTF_8))
            .column("objects", Type.BIGINT, world -> (long) world.length())
            .costly("root", Type.VARCHAR, world -> world.root().toString())
            .seenByAll()
            .from(reading -> Items.of(List.of(world(engine, reading))));
    return new Simple("world_state", remarks, parameters(), rows);
  }
}
