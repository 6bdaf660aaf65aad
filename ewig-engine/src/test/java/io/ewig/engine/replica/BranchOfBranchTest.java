package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.session.When;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A branch was made where its parent's newest event was not known; what leaves it begins without
 * that event, too, although the log of the other one has it further up.
 */
class BranchOfBranchTest {

  private static final World GARDEN = World.of("a://garden");

  private static final long STEP = 10_000_000; // so that hybrid times follow the clock

  private final AtomicLong clock = new AtomicLong(1_900_000_000L * 1_000_000_000);
  private final Ewig one = open();
  private final Ewig other = open();

  /** Whoever writes later does so at a later time. */
  private Ewig open() {
    Config config =
        Config.defaults().withLog(LogKind.MEMORY).withClock(() -> clock.addAndGet(STEP));
    return Ewig.open(Path.of("memory"), config);
  }

  private static void say(Ewig at, String branch, String json) {
    at.batch().add(EventBuilder.in(GARDEN).json(json)).on(branch).commit();
  }

  private static String garden(Ewig at, String branch) {
    return new String(at.view(branch, When.NOW).world(GARDEN).canonical(), StandardCharsets.UTF_8);
  }

  /** In the log of the other one an oak has grown before its branch begins, which saw it small. */
  @BeforeEach
  void branch() {
    say(other, "main", "{\"id\":\"oak\",\"height\":1}");
    Exchange.pull(other, one);
    say(other, "main", "{\"id\":\"oak\",\"height\":2}");
    say(one, "main", "{\"id\":\"rose\"}");
    one.branches().create("spring", "main");
    Exchange.both(one, other);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private void assertSame(String branch) {
    Exchange.both(one, other);
    assertThat(garden(one, branch)).isEqualTo(garden(other, branch));
    assertThat(one.state().roots()).isEqualTo(other.state().roots());
  }

  @Test
  void aBranchThatDoesNotHaveAllOfItsParentBeginsWithWhatThatBeganWith() {
    say(other, "spring", "{\"id\":\"fern\"}");
    say(one, "spring", "{\"id\":\"aster\"}");
    one.branches().create("may", "spring");
    assertSame("may");
    assertThat(garden(other, "may")).isEqualTo("{\"aster\":{},\"oak\":{\"height\":1},\"rose\":{}}");
  }

  @Test
  void aBranchOfOneThatNobodyHasWrittenToIsLikeThat() {
    other.branches().create("may", "spring");
    assertThat(garden(other, "may")).isEqualTo("{\"oak\":{\"height\":1},\"rose\":{}}");
    assertSame("may");
    assertThat(garden(other, "may")).isEqualTo(garden(other, "spring"));
  }

  @Test
  void anEventThatComesLateIsFoldedBehindWhatTheParentBeganWith() {
    say(one, "spring", "{\"id\":\"aster\"}");
    say(other, "spring", "{\"id\":\"fern\"}");
    Exchange.both(one, other); // for the other one, the aster came late
    other.branches().create("may", "spring");
    Exchange.both(one, other);
    say(one, "may", "{\"id\":\"oak\",\"age\":7}");
    say(other, "may", "{\"id\":\"oak\",\"age\":8}");
    assertSame("may");
    assertThat(garden(other, "may"))
        .isEqualTo("{\"aster\":{},\"fern\":{},\"oak\":{\"age\":8,\"height\":1},\"rose\":{}}");
  }
}
