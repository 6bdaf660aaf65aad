package io.ewig.engine.internal.space;

import io.ewig.engine.event.Event;
import io.ewig.engine.internal.history.Versions;
import org.jspecify.annotations.Nullable;

/** Puts the versions of one event into the index. */
public record EventSink(Versions versions, Event event, int line) implements Sink {

  @Override
  public void put(byte[] key, long validFrom, long validTo, byte @Nullable [] value) {
    versions.put(key, line, event.seq(), event.systemNanos(), validFrom, validTo, value);
  }

  @Override
  public long now() {
    return event.systemNanos();
  }
}
