package io.ewig.engine.internal.warm;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.warm.WarmManifestFormat.Entry;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes warm files of sealed segments, a block a step; any thread, one at a time.
 *
 * <p>A file ends where its segment does, or sooner: so a crash loses little, and an erasure gives
 * up little. What fails leaves no file behind, and is tried again only when the database is opened
 * again.
 */
public final class Warming implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Warming.class);

  private final WarmFolder folder;
  private final EventLog log;
  private final int eventsMax;
  private @Nullable Draft draft; // guarded by this
  private boolean isOver; // guarded by this

  /** A file that is being made. */
  private record Draft(int number, WarmWriter writer, long endSeq) {}

  /**
   * @param eventsMax of a file
   */
  public Warming(WarmFolder folder, EventLog log, int eventsMax) {
    InternalException.require(
        eventsMax > 0 && eventsMax <= WarmFormat.EVENTS_MAX, "a file has some events");
    this.folder = folder;
    this.log = log;
    this.eventsMax = eventsMax;
  }

  public static int eventsMaxDefault() {
    return WarmFormat.EVENTS_MAX;
  }

  /** Makes one block, or one file known; whether there was anything to do. */
  public synchronized boolean step() {
    if (isOver || log.isReadOnly()) {
      return false;
    }
    Draft current = draft;
    try {
      if (current == null) {
        return start();
      }
      if (current.writer.endSeq() < current.endSeq) {
        block(current.writer, current.endSeq);
      } else {
        finish(current);
      }
      return true;
    } catch (IOException e) {
      fail(e);
      throw DiskFailure.of("write a warm file in", folder.file(0), e);
    } catch (CorruptionException damage) {
      fail(damage);
      throw damage;
    } catch (RuntimeException | Error e) { // a block of which half was taken in is not gone on with
      abandon();
      throw e;
    }
  }

  private void fail(Exception e) {
    LOG.debug("warm files are given up until the next opening", e);
    isOver = true;
    abandon();
  }

  /** Begins the first file that is missing; whether one is. */
  private boolean start() throws IOException {
    long from = 0;
    long next = Long.MAX_VALUE;
    for (Entry entry : folder.entries()) {
      if (entry.endSeq() <= from) {
        continue;
      }
      if (entry.fromSeq() > from) {
        next = entry.fromSeq();
        break;
      }
      from = entry.endSeq();
    }
    long end = from < log.head().size() ? Math.min(log.sealedUntil(from), next) : from;
    if (end <= from) {
      return false;
    }
    int number = folder.nextNumber();
    WarmWriter writer = new WarmWriter(folder.disk(), folder.file(number), folder.keys(), from);
    draft = new Draft(number, writer, Math.min(end, from + eventsMax));
    return true;
  }

  private void block(WarmWriter writer, long endSeq) throws IOException {
    EventRows rows = writer.rows();
    rows.start(writer.endSeq());
    try (EventCursor cursor = log.scan(Scan.all().from(writer.endSeq()).before(endSeq))) {
      while (!rows.isFull() && cursor.next()) {
        rows.add(cursor);
      }
    }
    writer.block();
  }

  private void finish(Draft done) throws IOException {
    Hash last = log.get(done.endSeq - 1).hash();
    long from = done.writer.fromSeq();
    PartWriter.Written written = done.writer.finish(last);
    draft = null; // if it can't be named now, nobody knows whether it is: it stays for the moment
    folder.add(new Entry(done.number, from, done.endSeq, written.bytes(), written.content()));
  }

  private void abandon() {
    Draft current = draft;
    draft = null;
    if (current != null) {
      try {
        folder.disk().delete(folder.file(current.number));
      } catch (IOException e) { // no manifest names it, so opening the folder deletes it
        LOG.debug("an unfinished warm file stays for now", e);
      }
    }
  }

  /** Begins nothing more; an unfinished file goes. */
  @Override
  public synchronized void close() {
    isOver = true;
    abandon();
  }

  /**
   * Gives up the files that hold some events, which were erased from the log before, and what was
   * begun of one.
   */
  public synchronized void forget(Collection<Long> seqs) {
    abandon();
    folder.forget(seqs);
  }
}
