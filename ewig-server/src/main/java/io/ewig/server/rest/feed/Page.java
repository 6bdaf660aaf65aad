package io.ewig.server.rest.feed;

import io.ewig.engine.Ewig;
import io.ewig.server.command.JsonObject;
import io.ewig.server.rest.event.EventDocument;
import java.time.Duration;

/** The answer to one who asks again and again: a document, once there is something, or in time. */
final class Page implements Reader.Form {

  private final Ewig engine;
  private final EventDocument documents;
  private final long start;
  private final int limit;
  private final Duration wait;

  /**
   * @param start the first position that was asked for
   * @param wait how long there may be nothing
   */
  Page(Ewig engine, long start, int limit, Duration wait) {
    this.engine = engine;
    this.documents = new EventDocument(engine);
    this.start = start;
    this.limit = limit;
    this.wait = wait;
  }

  String document(Slice slice) {
    return new JsonObject()
        .put("changes", slice.events().stream().map(documents::of).toList())
        .put("next", Math.max(slice.position(), start) - 1)
        .put("head", engine.head().size())
        .toString();
  }

  @Override
  public int eventsMax() {
    return limit;
  }

  @Override
  public Reader.Said of(Slice slice, boolean isDue) {
    boolean isSaid = isDue || !slice.events().isEmpty();
    return new Reader.Said(isSaid ? document(slice) + "\n" : "", slice.position());
  }

  @Override
  public boolean isOnce() {
    return true;
  }

  @Override
  public long silenceNanos() {
    return wait.toNanos();
  }
}
