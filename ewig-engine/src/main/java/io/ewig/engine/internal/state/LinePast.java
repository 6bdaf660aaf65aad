package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Line;
import io.ewig.engine.internal.history.RecordedCursor;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.late.LateNotes;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.version.Lineage;
import java.util.ArrayList;
import java.util.List;

/** What a lineage held earlier, in the version index. */
record LinePast(Versions versions, Line line) implements Past {

  @Override
  public Source before(long seq) {
    return new IndexSource(versions, line.lineage(), seq);
  }

  @Override
  public long floor(long seq) {
    long begun =
        line.fork() == null
            ? -1
            : versions.newestSeq(LateNotes.beginnings(), line.lineage(), Long.MAX_VALUE);
    return Math.max(seq, begun + 1);
  }

  @Override
  public List<byte[]> keysSince(byte[] from, byte[] to, long seq) {
    Lineage lineage = line.lineage();
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < lineage.size(); i++) {
      int line = lineage.line(i);
      RecordedCursor recorded = versions.recorded(from, to, line, seq, Versions.UNPUBLISHED);
      while (recorded.next()) {
        keys.add(recorded.key());
      }
    }
    return keys;
  }
}
