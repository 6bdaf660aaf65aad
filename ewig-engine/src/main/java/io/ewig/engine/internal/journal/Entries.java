package io.ewig.engine.internal.journal;

import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.ManifestFormat.Entry;
import io.ewig.engine.format.ManifestFormat.Kind;
import io.ewig.engine.format.ManifestFormat.Writer;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.LogState;
import java.nio.ByteBuffer;

/** Makes manifest entries of segments as they stand. */
final class Entries {

  private Entries() {}

  /** An entry on a segment that ends where the log's state stands. */
  static Entry of(
      Kind kind, Writer writer, Segment segment, Tables tables, LogState state, long room) {
    return new Entry(
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
  static int checksum(Segment segment) {
    ByteBuffer used = segment.map().bytes().duplicate();
    used.position(0).limit(segment.end());
    return Checksum.of(used);
  }
}
