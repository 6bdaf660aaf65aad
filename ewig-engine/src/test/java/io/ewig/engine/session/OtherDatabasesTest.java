package io.ewig.engine.session;

import static io.ewig.engine.session.MergeScene.assertRefused;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.timeline.Timeline;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was read from one database is not taken for a moment of another one. */
class OtherDatabasesTest {

  private final Ewig here = Ewig.inMemory();
  private final Ewig there = Ewig.inMemory();

  @BeforeEach
  void plant() {
    here.append(EventBuilder.in(MergeScene.GARDEN).json("{\"rose\":{\"petals\":5}}"));
    there.append(EventBuilder.in(MergeScene.GARDEN).json("{\"rose\":{\"petals\":6}}"));
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private static void assertNotOfHere(ThrowingCallable what) {
    assertRefused(ErrorCode.INVALID_ARGUMENT, what);
  }

  @Test
  void viewsAreNotComparedAcrossDatabases() {
    assertNotOfHere(() -> here.view().differencesTo(there.view()));
    assertNotOfHere(() -> here.view().changesTo(there.view()));
  }

  @Test
  void viewsOfAnotherAreNotMerged() {
    Words words = new Words();
    assertNotOfHere(
        () -> here.merges().merge(there.view(), "main", MergeStrategy.RECURSIVE, words));
    assertNotOfHere(() -> here.merges().bases(here.view(), there.view()));
  }

  @Test
  void commitsAreNotLookedForInViewsOfAnother() {
    Commit commit = here.events().commitOf(0);
    assertNotOfHere(() -> here.branches().commits(there.view()));
    assertNotOfHere(() -> here.branches().view(commit, there.view()));
  }

  @Test
  void worldsAreNotComparedAcrossDatabases() {
    Timeline garden = here.timelines().of(MergeScene.GARDEN);
    Timeline other = there.timelines().of(MergeScene.GARDEN);
    assertNotOfHere(() -> garden.firstDivergence(other));
    assertNotOfHere(() -> garden.firstDivergentTick(other));
  }
}
