package io.ewig.bench.line;

import io.ewig.bench.measure.Chart;
import io.ewig.bench.measure.Folders;
import io.ewig.bench.peer.EwigStore;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.log.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Where lines find their setting, room on disk, and databases that take long to make. */
public final class Workbench implements AutoCloseable {

  /** Both kinds of log that lie on disk. */
  static final List<LogKind> KINDS = List.of(LogKind.CHRONICLE, LogKind.PLAIN);

  static final int PAYLOAD_BYTES = 200;
  static final int SMALL_PAYLOAD_BYTES = 120;
  static final int BATCH_EVENTS = 1000;

  private static final int SIZING_EVENTS = 100_000;

  private final Setting setting;
  private final Path data;
  private final Map<String, Path> grown = new HashMap<>();
  private final Chart chart = new Chart();
  private final Map<Integer, Integer> bytesPerCommit = new HashMap<>();
  private int folders;

  public Workbench(Setting setting, Path data) {
    this.setting = setting;
    this.data = data;
  }

  public Setting setting() {
    return setting;
  }

  /** Where lines draw their curves. */
  public Chart chart() {
    return chart;
  }

  /** The path of a file or folder that does not exist yet. */
  public Path fresh(String name) throws IOException {
    Files.createDirectories(data);
    return data.resolve(++folders + "-" + name);
  }

  static byte[] payload(int bytes) {
    byte[] payload = new byte[bytes];
    new Random(bytes).nextBytes(payload);
    return payload;
  }

  /** How many bytes Ewig adds to its log for a commit of a single event. */
  int bytesPerCommit() throws IOException {
    return bytesPerCommit(PAYLOAD_BYTES);
  }

  /** The same for a payload of so many bytes. */
  public int bytesPerCommit(int payloadBytes) throws IOException {
    Integer known = bytesPerCommit.get(payloadBytes);
    if (known != null) {
      return known;
    }
    Path folder = fresh("sizing");
    Config config = Config.defaults().withLog(LogKind.PLAIN).withDurability(Durability.NONE);
    try (Ewig db = Ewig.open(folder, config)) {
      byte[] payload = payload(payloadBytes);
      for (int i = 0; i < SIZING_EVENTS; i++) {
        db.append(EwigStore.draft(payload));
      }
    }
    int bytes = (int) (bytesOfSegments(folder) / SIZING_EVENTS);
    Folders.delete(folder);
    bytesPerCommit.put(payloadBytes, bytes);
    return bytes;
  }

  private static long bytesOfSegments(Path folder) throws IOException {
    try (Stream<Path> sealed = Files.list(sealed(folder))) {
      long bytes = 0;
      for (Path file : sealed.filter(one -> !one.toString().endsWith(".ewx")).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  /** Where a database keeps the files that never change again. */
  static Path sealed(Path folder) {
    return folder.resolve("log").resolve("sealed");
  }

  /**
   * A database of so many small events in commits of 1,000, closed; beside it lies its crash copy.
   */
  Path grown(LogKind kind, long events) throws IOException {
    String name = EwigStore.nameOf(kind).replace(' ', '-') + "-" + events;
    Path known = grown.get(name);
    if (known != null) {
      return known;
    }
    Path folder = fresh(name);
    Config config = Config.defaults().withLog(kind).withDurability(Durability.NONE);
    byte[] payload = payload(SMALL_PAYLOAD_BYTES);
    try (Ewig db = Ewig.open(folder, config)) {
      for (long left = events; left > 0; left -= BATCH_EVENTS) {
        EwigStore.commit(db, payload, (int) Math.min(left, BATCH_EVENTS));
      }
      Folders.copy(folder, crashed(folder), sealed(folder));
    }
    grown.put(name, folder);
    return folder;
  }

  /** The copy that was taken of a grown database while it was open. */
  static Path crashed(Path grown) {
    return grown.resolveSibling(grown.getFileName() + "-crashed");
  }

  /** Deletes all that was made. */
  @Override
  public void close() throws IOException {
    Folders.delete(data);
  }
}
