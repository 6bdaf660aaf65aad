package io.ewig.engine.internal.state;

import io.ewig.engine.internal.history.RecordedCursor;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.version.Lineage;
import java.util.ArrayList;
import java.util.List;

/** What a lineage held earlier, in the version index. */
record LinePast(State state, Lineage lineage) implements Past {

  @Override
  public Source before(long seq) {
    return state.source(lineage, seq);
  }

  @Override
  public List<byte[]> keysSince(byte[] from, byte[] to, long seq) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < lineage.size(); i++) {
      int line = lineage.line(i);
      RecordedCursor recorded =
          state.versions().recorded(from, to, line, seq, Versions.UNPUBLISHED);
      while (recorded.next()) {
        keys.add(recorded.key());
      }
    }
    return keys;
  }
}
