package io.ewig.sync.session;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import java.nio.file.Path;

/** A process in which a part of a history grows, until it has all, or is killed. */
final class GrowthKillWriter {

  private static final long WINDOW_BYTES = 1 << 20;

  private GrowthKillWriter() {}

  /**
   * @param folders the whole, and the part
   */
  public static void main(String... folders) throws Exception {
    try (Ewig whole = Ewig.open(Path.of(folders[0]), Config.defaults().withReadOnly(true));
        Ewig part = Ewig.open(Path.of(folders[1]))) {
      Endpoint endpoint =
          new Endpoint(
              new EngineLocal(whole),
              new MemoryQuarantine(),
              SessionOptions.of(Direction.BOTH).withWindowBytes(WINDOW_BYTES));
      System.out.println("ready");
      Meeting.Outcome outcome =
          new Meeting(
                  new EngineLocal(part), new MemoryQuarantine(), Direction.PULL, endpoint::answer)
              .run();
      System.out.println(outcome.equal() ? "equal" : "other: " + outcome);
    }
  }
}
