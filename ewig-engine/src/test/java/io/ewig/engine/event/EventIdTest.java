package io.ewig.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Randoms;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

  private static final Origin ADA = new Origin(1, 2);

  @Test
  void anIdIsWrittenAsAUlidAndReadBack() {
    Randoms random = new Randoms(1);
    for (int i = 0; i < 10_000; i++) {
      EventId id = new EventId(random.longBelow(Long.MAX_VALUE), random.longBelow(Long.MAX_VALUE));
      assertThat(id.toString()).hasSize(26);
      assertThat(EventId.parse(id.toString())).isEqualTo(id);
      assertThat(EventId.parse(id.toString().toLowerCase(Locale.ROOT))).isEqualTo(id);
    }
    assertThat(new EventId(-1, -1)).hasToString("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    assertThat(EventId.NONE).hasToString("00000000000000000000000000");
  }

  @Test
  void idsOfANodeRiseAsBytesAndAsText() {
    EventId last = EventId.of(0, ADA, 0);
    for (int i = 1; i < 10_000; i++) {
      EventId next = EventId.of(i * 7L, ADA, i);
      assertThat(next).isGreaterThan(last);
      assertThat(next.toString()).isGreaterThan(last.toString());
      last = next;
    }
  }

  @Test
  void nodesThatShareAMomentDoNotShareAnId() {
    Set<EventId> ids = new HashSet<>();
    for (int node = 0; node < 1000; node++) {
      for (int seq = 1; seq <= 100; seq++) {
        ids.add(EventId.of(42, new Origin(node, 0), seq));
        ids.add(EventId.of(42, new Origin(0, node + 1), seq));
      }
    }
    assertThat(ids).hasSize(200_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7ZZZ", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "0000000000000000000000000U"})
  void whatIsNoUlidIsRefusedByName(String text) {
    assertThatThrownBy(() -> EventId.parse(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void anOriginIsWrittenInHexAndReadBack() {
    Origin origin = new Origin(0x0123456789abcdefL, -1);
    assertThat(origin).hasToString("0123456789abcdefffffffffffffffff");
    assertThat(Origin.parse(origin.toString())).isEqualTo(origin);
    assertThatThrownBy(() -> Origin.parse("xyz")).hasMessageContaining("'xyz'");
  }
}
