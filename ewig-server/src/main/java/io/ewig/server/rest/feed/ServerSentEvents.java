package io.ewig.server.rest.feed;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.server.rest.event.EventDocument;
import java.time.Duration;

/**
 * A stream whose ids are positions. Without an event there is a heartbeat now and then, which moves
 * the position on past what is not wanted.
 */
final class ServerSentEvents implements Reader.Form {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** What a reader has not taken is in memory. */
  private static final int EVENTS_MAX = 100;

  /** With so many, no further event is added. */
  private static final int CHARS_ENOUGH = 64 * 1024;

  private final EventDocument documents;
  private boolean hasBegun;

  ServerSentEvents(Ewig engine) {
    this.documents = new EventDocument(engine);
  }

  @Override
  public int eventsMax() {
    return EVENTS_MAX;
  }

  @Override
  public Reader.Said of(Slice slice, boolean isDue) {
    StringBuilder text = new StringBuilder();
    if (!hasBegun) {
      hasBegun = true;
      text.append("retry: 2000\n\n");
    }
    long position = slice.position();
    for (Event event : slice.events()) {
      if (text.length() >= CHARS_ENOUGH) {
        position = event.seq();
        break;
      }
      text.append("id: ").append(event.seq()).append("\ndata: ");
      text.append(documents.of(event)).append("\n\n");
    }
    if (isDue && slice.events().isEmpty()) {
      text.append("id: ").append(slice.position() - 1).append("\n: heartbeat\n\n");
    }
    return new Reader.Said(text.toString(), position);
  }

  @Override
  public boolean isOnce() {
    return false;
  }

  @Override
  public long silenceNanos() {
    return HEARTBEAT.toNanos();
  }
}
