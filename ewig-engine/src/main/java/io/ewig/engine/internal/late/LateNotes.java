package io.ewig.engine.internal.late;

import io.ewig.engine.event.World;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * Which events came when others were there already that count after them, or that they had not
 * seen: what came of these is more than they say themselves.
 */
public final class LateNotes {

  private static final byte[] NOTHING = {};

  private static final byte[] BEYOND = Space.LATE.key();

  private static final byte[] BEGINNINGS = Space.LATE.key(Space.COMMITS.key());

  private final Source.@Nullable History newestFirst;
  private long at = Long.MAX_VALUE;

  private LateNotes(Source source, byte[] key) {
    newestFirst = source.newestSeq(key) < 0 ? null : source.history(key);
  }

  /** Under which the events of a world are noted. */
  public static byte[] keyOf(World world) {
    return Space.LATE.key(Space.EVENTS.key(Space.idOf(world)));
  }

  /** Under which all are noted that changed more than they say. */
  public static byte[] beyond() {
    return BEYOND;
  }

  static void putRow(byte[] rowKey, Sink sink) {
    sink.put(Space.LATE.key(rowKey), sink.now(), Version.OPEN, NOTHING);
  }

  public static void putWorld(World world, Sink sink) {
    sink.put(keyOf(world), sink.now(), Version.OPEN, NOTHING);
    putMore(sink);
  }

  /** Notes that an event changed more than it says. */
  static void putMore(Sink sink) {
    sink.put(BEYOND, sink.now(), Version.OPEN, NOTHING);
  }

  /** Notes that a line begins other than its lineage shows. */
  public static void putBeginning(Sink sink) {
    sink.put(BEGINNINGS, sink.now(), Version.OPEN, NOTHING);
    putMore(sink);
  }

  /** Under which that is noted. */
  public static byte[] beginnings() {
    return BEGINNINGS;
  }

  static LateNotes ofRow(Source source, byte[] rowKey) {
    return new LateNotes(source, Space.LATE.key(rowKey));
  }

  public static LateNotes ofWorld(Source source, World world) {
    return new LateNotes(source, keyOf(world));
  }

  /** Whether the event at a seq is among them; to be asked from the newest to the oldest. */
  public boolean has(long seq) {
    while (newestFirst != null && at > seq) {
      at = newestFirst.next() ? newestFirst.version().seq() : -1;
    }
    return at == seq;
  }
}
