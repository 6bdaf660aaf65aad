package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.Tier;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.journal.Child;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.part.Filter;
import io.ewig.engine.world.WorldState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A part of a history whose process is killed at any moment while it grows: what it did not have it
 * does not claim to have, what it had it has, and it goes on where it was.
 */
class GrowthKillTest {

  private static final int KILLS = Crashes.rounds(2, 300);
  private static final World ROSES = World.of("a://garden/roses");
  private static final World FERNS = World.of("a://garden/ferns");

  private static final int PLANTS = 1_000;

  /** In the long tier more than is held in memory before files are rewritten. */
  private static final int PHOTOS = Tier.isLong() ? 90 : 10;

  private static final int PHOTO_BYTES = 450_000;

  @TempDir private Path temporary;

  @Test
  void whoIsKilledWhileItGrowsHasWhatItHadAndGoesOn() throws Exception {
    Path whole = temporary.resolve("whole");
    Path begun = temporary.resolve("begun");
    Hash root = plant(whole, begun);
    Path part = temporary.resolve("part");
    long seed = Crashes.firstSeed();
    int latestMillis = 2_000;
    int killed = 0;
    while (killed < KILLS) {
      if (Files.notExists(part)) {
        copy(begun, part);
      }
      Randoms random = new Randoms(seed++);
      try (Child child = new Child(GrowthKillWriter.class, whole, part)) {
        assertThat(child.hear()).as(child::rest).isEqualTo("ready");
        child.killAfter(random.below(latestMillis));
        assertThat(child.hear()).as(child::rest).isIn(null, "equal");
        boolean isKilled = child.exit() != 0;
        killed += isKilled ? 1 : 0;
        latestMillis = isKilled ? latestMillis + latestMillis / 4 : 1 + latestMillis / 2;
      }
      if (check(part, root, "-Dewig.seed=" + (seed - 1))) {
        Crashes.delete(part);
      }
    }
    if (Files.exists(part)) {
      try (Child child = new Child(GrowthKillWriter.class, whole, part)) {
        assertThat(child.hear()).isEqualTo("ready");
        assertThat(child.hear()).as(child::rest).isEqualTo("equal");
        assertThat(child.exit()).isZero();
      }
      assertThat(check(part, root, "in peace")).isTrue();
    }
  }

  /** Makes a history, and a part of it that has just begun to grow; the root of the whole. */
  private static Hash plant(Path whole, Path begun) throws IOException {
    Config quick = Config.defaults().withDurability(Durability.NONE);
    try (Ewig all = Ewig.open(whole, quick);
        Ewig part = Ewig.open(begun, quick.withFilter(Filter.parse("world " + ROSES)))) {
      Randoms random = new Randoms(7);
      for (int i = 0; i < PLANTS; i++) {
        World bed = i % 10 == 0 ? ROSES : FERNS;
        all.append(
            EventBuilder.in(bed.uri()).json("{\"id\":\"plant " + i + "\",\"at\":" + i + "}"));
        if (i % (PLANTS / PHOTOS) == 0) {
          byte[] photo = random.bytes(PHOTO_BYTES);
          all.append(EventBuilder.in("a://garden/photos").type("Photo").payload(photo));
        }
      }
      Endpoint endpoint =
          new Endpoint(
              new EngineLocal(all), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
      new Meeting(new EngineLocal(part), new MemoryQuarantine(), Direction.BOTH, endpoint::answer)
          .run();
      part.replica().keep(Filter.EVERYTHING);
      return all.replica().root();
    }
  }

  /** Whether it has all by now. */
  private static boolean check(Path part, Hash root, String which) {
    try (Ewig db = Ewig.open(part)) {
      assertThat(db.verify(Progress.SILENT).findings()).as(which).isEmpty();
      assertThat(count(db, ROSES)).as(which).isEqualTo(PLANTS / 10);
      if (!db.replica().part().isEverything()) {
        assertThat(db.replica().growth().isUnderWay()).as(which).isTrue();
        assertThatThrownBy(() -> count(db, FERNS))
            .as(which)
            .isInstanceOf(UserException.class)
            .hasMessageContaining("is not here");
        return false;
      }
      assertThat(db.replica().root()).as(which).isEqualTo(root);
      assertThat(count(db, FERNS)).as(which).isEqualTo(PLANTS - PLANTS / 10);
      assertThat(db.state().verify(Progress.SILENT).findings()).as(which).isEmpty();
      return true;
    }
  }

  private static int count(Ewig db, World bed) {
    WorldState state = db.view().world(bed);
    return state.keys().size();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
