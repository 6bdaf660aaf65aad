package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The roots of trees, then the payloads that events name, an object at a time; one thread. */
final class LiveObjects implements Iterator<Hash> {

  private final Iterator<Hash> roots;
  private final EventLog log;
  private final long size;
  private long nextSeq;
  private @Nullable Hash next;

  LiveObjects(List<Hash> roots, EventLog log) {
    this.roots = roots.iterator();
    this.log = log;
    this.size = log.appended().size();
    log.awaitDurable(size); // only what is durable can be read
    this.next = find();
  }

  private @Nullable Hash find() {
    return roots.hasNext() ? roots.next() : findPayload();
  }

  /** Opens a cursor anew behind each payload, so that nothing stays open if nobody goes on. */
  private @Nullable Hash findPayload() {
    try (EventCursor cursor = log.scan(Scan.all().from(nextSeq).before(size))) {
      while (cursor.next()) {
        nextSeq = cursor.seq() + 1;
        if (cursor.payloadSize() > Payload.INLINE_BYTES_MAX
            && cursor.event().payload() instanceof Payload.Blob blob) {
          return blob.content();
        }
      }
    }
    return null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Hash next() {
    Hash found = next;
    if (found == null) {
      throw new NoSuchElementException("no object is left");
    }
    next = find();
    return found;
  }
}
