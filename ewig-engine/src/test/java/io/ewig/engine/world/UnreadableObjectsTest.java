package io.ewig.engine.world;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An event that builds on what can't be read would be skipped for ever, if it were to blame. */
class UnreadableObjectsTest {

  static Stream<EwigException> reasons() {
    return Stream.of(
        new CorruptionException(ErrorCode.CORRUPT_FILE, "runs/7", 4096, "the checksum"),
        new ResourceException(ErrorCode.IO_FAILED, "the disk can't be read"),
        new ConflictException(ErrorCode.CHAIN_MISMATCH, "erased meanwhile"),
        new UserException(ErrorCode.CLOSED, "the database is closed"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void whatCannotBeReadIsNoFaultOfTheReducer(EwigException why) {
    byte[] payload = "{\"rose\":{\"petals\":6}}".getBytes(StandardCharsets.UTF_8);
    Event event = new Garden().add(Garden.WORLD, EventType.STATE_CHANGED, payload).events().get(0);
    ObjectSource unreadable =
        new ObjectSource() {
          @Override
          public Json get(String key) {
            throw why;
          }

          @Override
          public List<String> keys() {
            throw why;
          }
        };

    assertThatThrownBy(
            () -> Reduction.of(MergePatchReducer.DEFAULT, event, () -> payload, unreadable))
        .isSameAs(why);
  }
}
