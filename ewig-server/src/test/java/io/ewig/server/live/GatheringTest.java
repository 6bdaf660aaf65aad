package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.json.Json;
import io.ewig.server.user.Principal;
import io.ewig.sync.ephemeral.EphemeralLimits;
import io.ewig.sync.ephemeral.Members;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {

  private long millis;
  private final Gathering gathering = new Gathering(EphemeralLimits.defaults(), () -> millis);
  private final HeardLine anna = new HeardLine();
  private final HeardLine ben = new HeardLine();
  private final Gathering.Member hers = gathering.join("anna", Principal.ANYBODY, List.of(), anna);
  private final Gathering.Member his = gathering.join("ben", Principal.ANYBODY, List.of(), ben);

  private void tell() {
    millis += EphemeralLimits.defaults().step().toMillis();
    gathering.step();
  }

  /** Or else it would drop what has changed since, as what was there knows nothing of it. */
  @Test
  void whoBeginsToHearOfANamespaceHearsWhatIsThereBeforeWhatChanges() {
    gathering.subscribe(hers, "garden");
    gathering.update(
        his,
        Members.of(
            Json.parse("{\"namespace\":\"garden\",\"key\":\"rose\",\"value\":5}"), "a message"));
    tell();
    assertThat(anna.said()).hasSize(3);
    assertThat(anna.said().get(1)).contains("\"type\":\"snapshot\"").doesNotContain("rose");
    assertThat(anna.said().get(2)).contains("\"type\":\"ephemeral_diff\"").contains("rose");
  }
}
