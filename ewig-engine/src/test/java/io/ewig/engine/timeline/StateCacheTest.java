package io.ewig.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.World;
import io.ewig.engine.timeline.StateCache.Kept;
import io.ewig.engine.world.WorldState;
import org.junit.jupiter.api.Test;

class StateCacheTest {

  private final StateCache cache = new StateCache(1 << 20);

  private static Kept state(long seq) {
    return Kept.of(World.of("a://garden"), 0, seq, WorldState.EMPTY);
  }

  @Test
  void whatIsPutIsKept() {
    cache.put(state(7), false, cache.epoch());
    assertThat(cache.get(7)).isEqualTo(WorldState.EMPTY);
    cache.clear();
    assertThat(cache.get(7)).isNull();
  }

  /** It may be made of what was erased meanwhile. */
  @Test
  void whatWasBegunBeforeAllWasForgottenIsNotKept() {
    long begun = cache.epoch();
    cache.clear();
    cache.put(state(7), false, begun);
    assertThat(cache.get(7)).isNull();
    cache.put(state(7), false, cache.epoch());
    assertThat(cache.get(7)).isNotNull();
  }
}
