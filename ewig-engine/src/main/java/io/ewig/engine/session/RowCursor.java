package io.ewig.engine.session;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.value.Row;
import java.time.Instant;

/** Walks over rows; one thread. The row and all about it are of the one it stands on. */
public interface RowCursor {

  boolean next();

  Row row();

  /** The seq of the event that recorded it. */
  long seq();

  Instant systemTime();

  ValidPeriod valid();
}
