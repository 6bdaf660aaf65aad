package io.ewig.calcite.system.history;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks commits up; remembers the last one, since events come commit by commit; one thread. */
final class Commits {

  private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  private final Ewig engine;
  private @Nullable Commit last;
  private long nanos = Long.MIN_VALUE;
  private Instant instant = SystemNanos.toInstant(nanos);

  Commits(Ewig engine) {
    this.engine = engine;
  }

  Commit of(long seq) {
    Commit known = last;
    if (known == null || seq < known.firstSeq() || seq >= known.endSeq()) {
      known = engine.events().commitOf(seq);
      last = known;
    }
    return known;
  }

  /** A system time; that of all events of a commit is one object. */
  Instant instant(long systemNanos) {
    if (systemNanos != nanos) {
      nanos = systemNanos;
      instant = SystemNanos.toInstant(systemNanos);
    }
    return instant;
  }

  /** Saves looking up a commit that was found already. */
  Commit remember(Commit commit) {
    last = commit;
    return commit;
  }

  /** The id that a text is; a text that is none is nobody's id. */
  static Optional<EventId> id(String text) {
    return ULID.matcher(text).matches() ? Optional.of(EventId.parse(text)) : Optional.empty();
  }

  Optional<Commit> of(String id) {
    return id(id).flatMap(this::of);
  }

  private Optional<Commit> of(EventId id) {
    try {
      return Optional.of(engine.events().commit(id)).filter(commit -> commit.id().equals(id));
    } catch (UserException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
