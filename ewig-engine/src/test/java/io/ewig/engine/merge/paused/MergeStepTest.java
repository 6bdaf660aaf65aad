package io.ewig.engine.merge.paused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.Merge;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MergeStepTest {

  private static final int INPUTS = 100_000;

  private static final Hash HASH = Sha256.of(new byte[] {1});
  private static final At TIP = new At(new Branch("dev"), new EventId(7, 8), HASH);

  private static final MergeStep.Paused PAUSED =
      new MergeStep.Paused(
          "main",
          TIP,
          MergeStrategy.RECURSIVE,
          "ada",
          "spring",
          new TreeMap<>(Map.of("ticket", "7")));

  private static MergeStep reread(MergeStep step) {
    return MergeStep.parse(step.type(), step.draft().payload());
  }

  @Test
  void stepsAreReadAsTheyWereWritten() {
    assertThat(reread(PAUSED)).isEqualTo(PAUSED);
    MergeStep ended = new MergeStep.Ended("m", "aborted");
    assertThat(reread(ended)).isEqualTo(ended);
    Resolution value = new Resolution(Resolution.Take.VALUE, new byte[] {1, 2, 3});
    MergeStep.Settled settled = (MergeStep.Settled) reread(new MergeStep.Settled("m", "c", value));
    assertThat(settled.resolution().take()).isEqualTo(Resolution.Take.VALUE);
    assertThat(settled.resolution().value()).containsExactly(1, 2, 3);
    MergeStep ours = new MergeStep.Settled("m", "c", Resolution.OURS);
    assertThat(reread(ours)).isEqualTo(ours);
  }

  @Test
  void theirBytesStayTheSame() {
    assertThat(new String(PAUSED.draft().payload(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"at\":{\"commit\":\""
                + TIP.commit()
                + "\",\"hash\":\""
                + HASH
                + "\",\"line\":\"dev\"},\"author\":\"ada\",\"how\":\"recursive\",\"into\":\"main\","
                + "\"message\":\"spring\",\"metadata\":{\"ticket\":\"7\"}}");
    assertThat(new String(new Merge(TIP, "ours").payload(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"at\":{\"commit\":\""
                + TIP.commit()
                + "\",\"hash\":\""
                + HASH
                + "\",\"line\":\"dev\"},\"how\":\"ours\"}");
  }

  @Test
  void whatSaysNothingIsRefused() {
    for (String payload : List.of("[]", "{}", "{\"merge\":1}", "{\"merge\":\"m\",\"why\":2}")) {
      byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
      for (EventType type :
          List.of(MergeStep.PAUSED, MergeStep.SETTLED, MergeStep.ENDED, EventType.CHECKPOINT)) {
        assertThatThrownBy(() -> MergeStep.parse(type, bytes)).isInstanceOf(UserException.class);
      }
      assertThatThrownBy(() -> Merge.parse(bytes)).isInstanceOf(UserException.class);
    }
    byte[] notBase64 =
        "{\"merge\":\"m\",\"conflict\":\"c\",\"take\":\"value\",\"value\":\"?\"}"
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> MergeStep.parse(MergeStep.SETTLED, notBase64))
        .isInstanceOf(UserException.class);
  }

  @Test
  void damagedPayloadsAreRefusedOrReadAsSomething() {
    Resolution value = new Resolution(Resolution.Take.VALUE, new byte[] {1, 2, 3});
    fuzz(new Merge(TIP, "ours").payload(), Merge::parse);
    for (MergeStep step : List.of(PAUSED, new MergeStep.Settled("m", "c", value))) {
      fuzz(step.draft().payload(), bytes -> MergeStep.parse(step.type(), bytes));
    }
  }

  private static void fuzz(byte[] sample, Function<byte[], Object> decode) {
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] damaged = sample.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) (random.nextInt(96) + 32);
      }
      try {
        assertThat(decode.apply(damaged)).isNotNull();
      } catch (EwigException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
