package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.world.Outcome;
import io.ewig.engine.world.Reducer;
import io.ewig.engine.world.WorldObjects;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where memory ends while a commit is taken into the index, half of what it says is in there. */
class IndexHalfwayTest {

  private static final World GARDEN = World.of("a://garden");

  @TempDir Path folder;

  /** Counts events, and meets with a full heap at one of them. */
  private static final class Counting implements Reducer {

    private int left = 1;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public Outcome reduce(Event event, byte[] payload, WorldObjects objects) {
      if (left-- == 0) {
        throw new OutOfMemoryError("Java heap space");
      }
      Json before = objects.get("count");
      int count = before == null ? 0 : Integer.parseInt(before.toString());
      objects.put("count", Json.parse("" + (count + 1)));
      return Outcome.APPLIED;
    }
  }

  @Test
  void whatIsHalfTakenInIsNotReadUntilTheDatabaseIsOpenedAgain() {
    Config config = Config.defaults().withReducer("a://**", new Counting());
    try (Ewig db = Ewig.open(folder, config.withLog(LogKind.PLAIN))) {
      Batch batch = db.batch();
      for (int i = 0; i < 3; i++) {
        batch.add(EventBuilder.in(GARDEN).type("Watered").json("{}"));
      }
      batch.commit();
      assertThatThrownBy(() -> db.view().world(GARDEN)).isInstanceOf(OutOfMemoryError.class);
      assertThatThrownBy(() -> db.view().world(GARDEN))
          .isInstanceOf(EwigException.class)
          .hasMessageContaining("Java heap space")
          .hasMessageContaining("open the database again");
    }
    try (Ewig db = Ewig.open(folder, config)) {
      assertThat(db.view().world(GARDEN).get("count")).hasToString("3");
    }
  }
}
