package io.ewig.bench.peer;

import io.ewig.engine.Batch;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Durability;
import java.nio.file.Path;
import java.util.Locale;

/** Ewig itself, through its door. */
public final class EwigStore implements Contestant {

  private static final World GARDEN = World.of("a://garden");

  private static final long SEGMENT_BYTES = 64 << 20;

  private final String name;
  private final Ewig db;

  private EwigStore(String name, Ewig db) {
    this.name = name;
    this.db = db;
  }

  /**
   * A database that has grown beyond its first, small segments.
   *
   * @param before so many events are in it before anything is measured
   */
  public static EwigStore open(Path folder, LogKind kind, byte[] payload, int before) {
    Config config = Config.defaults().withLog(kind).withSegmentBytes(SEGMENT_BYTES);
    try (Ewig growing = Ewig.open(folder, config.withDurability(Durability.NONE))) {
      commit(growing, payload, before);
    }
    return new EwigStore(nameOf(kind), Ewig.open(folder, config));
  }

  public static String nameOf(LogKind kind) {
    return "Ewig " + kind.name().toLowerCase(Locale.ROOT);
  }

  /** What is recorded in all benchmarks; the payload is shared. */
  public static EventDraft draft(byte[] payload) {
    return new EventDraft(GARDEN, EventType.STATE_CHANGED, null, payload);
  }

  /** Commits a payload so many times at once. */
  public static void commit(Ewig db, byte[] payload, int count) {
    EventDraft draft = draft(payload);
    Batch batch = db.batch();
    for (int i = 0; i < count; i++) {
      batch.add(draft);
    }
    batch.commit();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void commit(byte[] payload) {
    db.append(draft(payload));
  }

  /** Commits a payload so many times at once. */
  public void commit(byte[] payload, int count) {
    commit(db, payload, count);
  }

  @Override
  public void close() {
    db.close();
  }
}
