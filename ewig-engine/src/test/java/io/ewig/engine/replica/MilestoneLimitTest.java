package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.session.When;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A history of which more is named than a checkpoint tells apart. */
class MilestoneLimitTest {

  @Test
  void ofMoreNamedCommitsThanACheckpointHasNoneIsFoldedUntilSomeAreForgotten() {
    Config config = Config.defaults().withLog(LogKind.MEMORY).withSigning(true);
    try (Ewig db = Ewig.open(Path.of("memory"), config)) {
      for (int i = 0; i < Milestones.COUNT_MAX; i++) {
        plant(db);
        db.branches().tag("t" + i, "main", When.NOW, "");
      }
      plant(db);
      assertThatThrownBy(() -> fold(db))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STILL_NEEDED))
          .hasMessageContaining("more than 4096 commits")
          .hasMessageContaining("drop branches and tags that nobody needs");
      for (int i = 10; i < Milestones.COUNT_MAX; i++) {
        db.branches().dropTag("t" + i);
      }
      assertThat(fold(db).count()).isEqualTo(11);
    }
  }

  private static void plant(Ewig db) {
    db.append(EventBuilder.in("a://garden").json("{\"id\":\"rose\"}"));
  }

  private static Milestones fold(Ewig db) {
    return db.notary().checkpoint(db.replica().horizon(Acknowledged.NOTHING)).milestones();
  }
}
