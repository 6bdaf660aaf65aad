package io.ewig.bench.sync;

import io.ewig.engine.Batch;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.log.Durability;
import java.nio.file.Path;

/** Databases of many events of seven worlds, which nobody waited for to be on disk. */
final class History {

  private static final int EVENTS_PER_COMMIT = 100;

  private History() {}

  static Ewig open(Path folder) {
    return Ewig.open(folder, Config.defaults().withDurability(Durability.NONE));
  }

  static Ewig fill(Path folder, long events) {
    Ewig full = open(folder);
    append(full, events);
    return full;
  }

  /** Appends so many events. */
  static void append(Ewig to, long events) {
    append(to, "garden", events);
  }

  /** Likewise, to worlds of a garden of its own. */
  static void append(Ewig to, String garden, long events) {
    for (long made = 0; made < events; ) {
      Batch batch = to.batch();
      for (int i = 0; i < EVENTS_PER_COMMIT && made < events; i++, made++) {
        batch.add(
            EventBuilder.in("a://" + garden + "/" + made % 7)
                .json("{\"id\":\"plant-" + made % 1_321 + "\",\"petals\":" + made + "}"));
      }
      batch.commit();
    }
  }
}
