package io.ewig.engine.session;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.lineage.Once;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a commit may depend on beside its changes: its idempotency key, and worlds' last events. */
final class Repeated {

  private Repeated() {}

  /** The commit that carried the same idempotency key, or null. */
  static @Nullable Commit of(Database database, Words words) {
    String key = words.onceKey();
    return key == null ? null : of(database, key);
  }

  static @Nullable Commit of(Database database, String key) {
    long seq = database.state().everywhere().newestSeq(Once.key(key));
    if (seq < 0) {
      return null;
    }
    if (seq >= database.log().head().size()) {
      database.log().awaitDurable(seq + 1);
    }
    return database.log().commitOf(seq);
  }

  static void requireExpected(Source latest, Words words) {
    for (Map.Entry<World, Expected> expectation : words.expectations().entrySet()) {
      World world = expectation.getKey();
      long newest = latest.newestSeq(Space.EVENTS.key(Space.idOf(world)));
      if (!expectation.getValue().allows(newest)) {
        throw new ConflictException(
            ErrorCode.EXPECTATION_FAILED,
            "the last event of "
                + world
                + " is "
                + (newest < 0 ? "none" : newest)
                + ", not "
                + expectation.getValue()
                + " as expected; read it again and decide anew");
      }
    }
  }
}
