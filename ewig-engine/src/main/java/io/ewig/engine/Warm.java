package io.ewig.engine;

import io.ewig.engine.column.EventColumns;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.warm.WarmColumns;
import io.ewig.engine.internal.warm.WarmFolder;
import io.ewig.engine.internal.warm.WarmVerifier;
import io.ewig.engine.internal.warm.Warming;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.VerifyReport.Finding;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The events of a database as columns: warm files, what makes them, and who reads them. */
record Warm(EventColumns columns, @Nullable WarmFolder folder, @Nullable Warming warming)
    implements AutoCloseable {

  /** No files: all is read from the log. */
  static Warm none(EventLog log) {
    return new Warm(new WarmColumns(log, null), null, null);
  }

  /**
   * @param eventsMax of a file
   */
  static Warm open(Disk disk, Path room, FrameKeys keys, EventLog log, int eventsMax) {
    WarmFolder folder = WarmFolder.open(disk, room, keys, log);
    return new Warm(new WarmColumns(log, folder), folder, new Warming(folder, log, eventsMax));
  }

  boolean step() {
    return warming != null && warming.step();
  }

  /** Drops what was made of events that have been erased from the log. */
  void forget(Collection<Long> seqs) {
    if (warming != null) {
      warming.forget(seqs);
    }
  }

  /**
   * Holds all files against the log.
   *
   * @param isErasing waits while something is erased; whether any of it is left to be done
   */
  List<Finding> verify(BooleanSupplier isErasing) {
    return folder == null ? List.of() : new WarmVerifier(folder, isErasing).verify();
  }

  @Override
  public void close() {
    if (warming != null) {
      warming.close();
    }
    if (folder != null) {
      folder.close();
    }
  }
}
