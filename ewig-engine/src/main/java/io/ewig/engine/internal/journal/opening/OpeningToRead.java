package io.ewig.engine.internal.journal.opening;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.internal.journal.file.DurableMark;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.Manifest;
import io.ewig.engine.internal.journal.file.WriterLock;
import org.jspecify.annotations.Nullable;

/**
 * Opens a log for reading while a writer may be at work in it, or about to be.
 *
 * <p>A writer moves files and starts new ones meanwhile. So what does not fit is damage only if
 * nothing has moved; and what was read without heed of the durable mark counts only if no writer
 * came.
 */
public final class OpeningToRead {

  /** Each costs an opening, and a roll of segments gets in the way of one or two. */
  private static final int TRIES_MAX = 20;

  private final JournalOptions options;
  private final @Nullable DurableMark mark;

  public OpeningToRead(JournalOptions options, @Nullable DurableMark mark) {
    this.options = options;
    this.mark = mark;
  }

  /** What there is to see of a writer. */
  private record Sight(boolean isAlive, long marked) {}

  private Sight look() {
    return mark == null
        ? new Sight(false, 0)
        : new Sight(WriterLock.isHeld(options.paths().writerLock()), mark.get());
  }

  public Opening open() {
    for (int tries = 1; tries < TRIES_MAX; tries++) {
      Sight before = look();
      try {
        Opening opening = open(before);
        if (isToBeBelieved(opening, before)) {
          return opening;
        }
        opening.release();
      } catch (EwigException e) {
        if (!isMoving(before)) {
          throw e;
        }
      }
    }
    return open(look());
  }

  private Opening open(Sight writer) {
    Manifest manifest =
        Manifest.open(options.disk(), options.paths().manifest(), options.store(), false);
    return Opening.of(
        options, manifest, writer.marked, writer.isAlive ? writer.marked : Long.MAX_VALUE);
  }

  private boolean isToBeBelieved(Opening opening, Sight before) {
    return opening.damage() == null ? before.isAlive || !look().isAlive : !isMoving(before);
  }

  private boolean isMoving(Sight before) {
    return before.isAlive || !before.equals(look());
  }
}
