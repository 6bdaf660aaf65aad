package io.ewig.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values refuse what they must not hold, and name it. */
class EventValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a://garden", "table://public/users", "a+b.c-d://x", "a://gärten/日本"})
  void aWorldIsAnyUriWithoutBlanks(String uri) {
    assertThat(World.of(uri)).hasToString(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garden", "://x", "a://", "A://x", "a:// x", "a://x\n", "a://\ud800"})
  void whatNamesNoWorldIsRefused(String uri) {
    assertThatThrownBy(() -> World.of(uri))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_WORLD));
  }

  @Test
  void aWorldsNameIsBounded() {
    World.of("a://" + "x".repeat(1020));
    assertThatThrownBy(() -> World.of("a://" + "x".repeat(1021))).hasMessageContaining("1024");
    assertThatThrownBy(() -> World.of("a://" + "ä".repeat(511))).hasMessageContaining("1024");
  }

  @Test
  void theCodesOfTheKnownTypesNeverChange() {
    Map<String, Integer> codes = new TreeMap<>();
    EventType.known().forEach(type -> codes.put(type.name(), type.code()));
    assertThat(codes)
        .containsEntry("WorldCreated", 0x01)
        .containsEntry("WorldDestroyed", 0x02)
        .containsEntry("Checkpoint", 0x03)
        .containsEntry("StateChanged", 0x10)
        .containsEntry("StateBatch", 0x11)
        .containsEntry("PlayerAction", 0x20)
        .containsEntry("PlayerJoined", 0x21)
        .containsEntry("PlayerLeft", 0x22)
        .containsEntry("ObjectCreated", 0x30)
        .containsEntry("ObjectDestroyed", 0x31)
        .containsEntry("ObjectMoved", 0x32)
        .containsEntry("ObjectSet", 0x33);
    assertThat(EventType.of("Mine").code()).isEqualTo(0x80);
    for (EventType type : EventType.known()) {
      assertThat(EventType.ofCode(type.code())).isSameAs(type);
      assertThat(EventType.of(type.name())).isSameAs(type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1st", "a b", "ä", "a\n"})
  void whatNamesNoTypeIsRefused(String name) {
    assertThatThrownBy(() -> EventType.of(name)).isInstanceOf(UserException.class);
  }

  @Test
  void aValidPeriodEndsAfterItStarts() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    assertThatThrownBy(() -> new ValidPeriod(now, now)).hasMessageContaining("not after");
    ValidPeriod open = ValidPeriod.from(now);
    assertThat(open.isOpenEnded()).isTrue();
    assertThat(open.contains(now)).isTrue();
    assertThat(open.contains(now.minusNanos(1))).isFalse();
    assertThat(open.overlaps(new ValidPeriod(now.minusSeconds(1), now))).isFalse();
    assertThat(open.overlaps(new ValidPeriod(now.minusSeconds(1), now.plusNanos(1)))).isTrue();
  }

  @Test
  void aCommitsWordsAreBounded() {
    List<EventId> none = List.of();
    Branch main = Branch.MAIN;
    new CommitInfo(main, none, "x".repeat(1024), "y".repeat(16 << 10), new TreeMap<>());
    assertThatThrownBy(() -> new CommitInfo(main, none, "x".repeat(1025), "", new TreeMap<>()))
        .hasMessageContaining("author");
    assertThatThrownBy(
            () -> new CommitInfo(main, none, "", "y".repeat((16 << 10) + 1), new TreeMap<>()))
        .hasMessageContaining("message");
    TreeMap<String, String> many = new TreeMap<>();
    for (int i = 0; i <= CommitInfo.ENTRIES_MAX; i++) {
      many.put("k" + i, "");
    }
    assertThatThrownBy(() -> new CommitInfo(main, none, "", "", many))
        .hasMessageContaining(String.valueOf(CommitInfo.ENTRIES_MAX));
    assertThatThrownBy(() -> new CommitInfo(main, none, "\ud800", "", new TreeMap<>()))
        .hasMessageContaining("surrogate");
    assertThatThrownBy(() -> new Branch("a b")).hasMessageContaining("'a b'");
  }

  @Test
  void aCommitHoldsOneEventAtLeast() {
    assertThatThrownBy(() -> new Commit(CommitInfo.on(Branch.MAIN, List.of()), List.of()))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMIT_TOO_LARGE));
  }

  @Test
  void aNameBeyondItsLimitIsRefusedWithoutAllOfIt() {
    for (String name : List.of("n".repeat(100_000), "no name ".repeat(100_000))) {
      assertThatThrownBy(() -> EventType.of(name)).satisfies(e -> isShort(e, name));
      assertThatThrownBy(() -> World.of("a://" + name)).satisfies(e -> isShort(e, "a://" + name));
      assertThatThrownBy(() -> World.of(name)).satisfies(e -> isShort(e, name));
      assertThatThrownBy(() -> new Branch(name)).satisfies(e -> isShort(e, name));
    }
  }

  private static void isShort(Throwable refusal, String name) {
    assertThat(refusal)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'" + name.substring(0, 20))
        .hasMessageContaining("(" + name.length() + " characters)");
    assertThat(refusal.getMessage()).hasSizeLessThan(300);
  }
}
