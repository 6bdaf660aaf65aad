package io.ewig.engine.internal.journal.file;

import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.format.segment.ManifestFormat.Kind;
import io.ewig.engine.format.segment.ManifestFormat.Writer;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.LogState;
import java.nio.ByteBuffer;

/** Makes manifest entries of segments as they stand. */
public final class Entries {

  private Entries() {}

  /** An entry on a segment that ends where the log's state stands. */
  public static Entry of(
      Kind kind, Writer writer, Segment segment, Tables tables, LogState state, long room) {
    return of(0, kind, writer, segment, tables, state, room);
  }

  /** Likewise, of a segment that was rewritten some times. */
  public static Entry of(
      int form,
      Kind kind,
      Writer writer,
      Segment segment,
      Tables tables,
      LogState state,
      long room) {
    return new Entry(
        form,
        kind,
        writer,
        segment.number(),
        segment.baseSeq(),
        segment.endSeq() - segment.baseSeq(),
        segment.end(),
        tables.commits() == 0 ? state.head().systemNanos() : tables.nanos(0),
        state.head().systemNanos(),
        state.head().chain(),
        state.root(),
        checksum(segment),
        (int) room);
  }

  /** The checksum of a segment's file up to where it ends. */
  public static int checksum(Segment segment) {
    ByteBuffer used = segment.map().bytes().duplicate();
    used.position(0).limit(segment.end());
    return Checksum.of(used);
  }
}
