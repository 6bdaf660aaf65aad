package io.ewig.server.rest.feed;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Scan;
import io.ewig.server.rest.answer.Wishes;
import io.ewig.server.rest.event.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which events a reader of the feed wants: of any of some worlds and tables, of any of some types.
 */
final class Filter {

  private Filter() {}

  /** Only what may be read, as it stands when it is looked at. */
  static Scan of(Sight sight, Wishes wishes) {
    List<String> worlds = new ArrayList<>(wishes.worlds("world"));
    wishes.list("table").forEach(table -> worlds.add(worldOf(sight, table)));
    List<String> types = wishes.list("type");
    Scan scan = Scan.all();
    if (worlds.size() == 1 && !worlds.get(0).endsWith("*")) {
      scan = scan.in(World.of(worlds.get(0)));
    } else if (!worlds.isEmpty()) {
      scan = scan.where(anyOf(worlds));
    }
    scan = types.isEmpty() ? scan : scan.where(event -> types.contains(event.type().name()));
    return scan.where(sight::mayRead);
  }

  /** A name, or how names begin before a {@code *}. */
  private static Predicate<Event> anyOf(List<String> worlds) {
    return event -> {
      String uri = event.world().uri();
      for (String world : worlds) {
        boolean isStart = world.endsWith("*");
        if (isStart ? uri.startsWith(world.substring(0, world.length() - 1)) : uri.equals(world)) {
          return true;
        }
      }
      return false;
    };
  }

  private static String worldOf(Sight sight, String table) {
    int dot = table.indexOf('.');
    String schema = dot < 0 ? "public" : table.substring(0, dot);
    String name = table.substring(dot + 1);
    sight.requireKnown(schema, name);
    return sight.engine().view().table(schema, name).world().uri();
  }
}
