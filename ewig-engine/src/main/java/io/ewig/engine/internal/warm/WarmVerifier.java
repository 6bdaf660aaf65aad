package io.ewig.engine.internal.warm;

import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.PayloadVector;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.warm.WarmManifestFormat.Entry;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.VerifyReport.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reads all warm files and holds them against the log, event by event. A file that goes meanwhile,
 * since something is erased, is not damaged.
 */
public final class WarmVerifier {

  private static final int CHUNK_BYTES = 1 << 20;

  private final WarmFolder folder;
  private final BooleanSupplier isErasing;

  /**
   * @param isErasing waits while something is erased; whether any of it is left to be done
   */
  public WarmVerifier(WarmFolder folder, BooleanSupplier isErasing) {
    this.folder = folder;
    this.isErasing = isErasing;
  }

  /** What is wrong; empty if all is well. Damaged files are given up by this. */
  public List<Finding> verify() {
    List<Finding> findings = new ArrayList<>();
    for (Entry entry : folder.entries()) {
      String name = folder.file(entry.number()).toString();
      try {
        requireContent(entry, name);
        compare(entry, name);
      } catch (CorruptionException damage) {
        if (isThere(entry)) {
          findings.add(Finding.of(damage));
          folder.giveUp(entry, damage);
        }
      } catch (IOException | InternalError e) { // of a page that can't be read
        if (isThere(entry)) {
          findings.add(new Finding(name, -1, "it can't be read: " + e.getMessage()));
        }
      }
    }
    return findings;
  }

  /** Whether a file is still to be what the log says. */
  private boolean isThere(Entry entry) {
    return !isErasing.getAsBoolean() && folder.entries().contains(entry);
  }

  private void requireContent(Entry entry, String name) throws IOException {
    Path file = folder.file(entry.number());
    if (!folder.disk().exists(file)) {
      throw WarmFolder.corrupt(name, "the manifest names it, and it is gone");
    }
    if (!content(file).equals(entry.content())) {
      throw WarmFolder.corrupt(name, "its content is not what the manifest says");
    }
  }

  /** A file may be as long as a segment of the log: it is not read as a whole. */
  private Hash content(Path file) throws IOException {
    int bytes = (int) folder.disk().size(file);
    Sha256 sum = new Sha256();
    if (bytes > 0) {
      byte[] chunk = new byte[Math.min(bytes, CHUNK_BYTES)];
      try (DiskMap map = folder.disk().map(file, bytes, false)) {
        for (int at = 0; at < bytes; at += chunk.length) {
          int length = Math.min(chunk.length, bytes - at);
          map.bytes().get(at, chunk, 0, length);
          sum.add(chunk, 0, length);
        }
      }
    }
    return sum.finish();
  }

  private void compare(Entry entry, String name) {
    WarmFile file = folder.enter(entry);
    if (file == null) {
      throw WarmFolder.corrupt(name, "it can't be opened");
    }
    try {
      for (int block = 0; block < file.contents().blocks().size(); block++) {
        compare(new EventBatch(file.block(block), EventSelection.all()), name);
      }
    } finally {
      file.leave();
    }
  }

  private void compare(EventBatch batch, String name) {
    long first = batch.firstSeq();
    Scan scan = Scan.all().from(first).before(first + batch.size());
    try (EventCursor cursor = folder.log().scan(scan)) {
      for (int row = 0; row < batch.size(); row++) {
        if (!cursor.next() || !isSame(batch, row, cursor)) {
          throw WarmFolder.corrupt(name, "event " + (first + row) + " is not that of the log");
        }
      }
    }
  }

  private static boolean isSame(EventBatch batch, int row, EventCursor cursor) {
    Event event = cursor.event();
    return event.systemNanos() == batch.longs(LongColumn.SYSTEM_TIME)[row]
        && event.id().equals(batch.eventId(row))
        && event.valid().equals(batch.valid(row))
        && event.world().equals(batch.name(NameColumn.WORLD, row))
        && event.type().equals(batch.name(NameColumn.TYPE, row))
        && event.origin().equals(batch.name(NameColumn.ORIGIN, row))
        && event.originSeq() == batch.longs(LongColumn.ORIGIN_SEQ)[row]
        && cursor.branch().equals(batch.name(NameColumn.BRANCH, row))
        && cursor.commitSeq() == batch.longs(LongColumn.COMMIT_SEQ)[row]
        && isSame(batch.payloads(), row, event.payload());
  }

  private static boolean isSame(PayloadVector payloads, int row, Payload payload) {
    if (payload instanceof Payload.Inline inline) {
      return Arrays.equals(inline.bytes(), payloads.bytes(row));
    }
    if (payload instanceof Payload.Blob blob) {
      var found = payloads.blob(row);
      return found != null && found.size() == blob.size() && found.content().equals(blob.content());
    }
    return payloads.isErased(row);
  }
}
