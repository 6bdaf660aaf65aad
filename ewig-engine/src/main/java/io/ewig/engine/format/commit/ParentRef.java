package io.ewig.engine.format.commit;

import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventId;
import io.ewig.engine.format.BytesIn;
import java.util.ArrayList;
import java.util.List;

/** How many seqs before the commit's first event a parent commit starts, or if 0, its id. */
public record ParentRef(long distance, EventId id) {

  static List<ParentRef> readAll(BytesIn in) {
    int parents = in.getCount(CommitInfo.PARENTS_MAX, "parents");
    List<ParentRef> refs = new ArrayList<>(parents);
    for (int i = 0; i < parents; i++) {
      long distance = in.getVarint();
      refs.add(
          distance == 0
              ? new ParentRef(0, new EventId(in.getLong(), in.getLong()))
              : new ParentRef(distance, EventId.NONE));
    }
    return refs;
  }

  static void skipAll(BytesIn in) {
    for (int left = in.getCount(CommitInfo.PARENTS_MAX, "parents"); left > 0; left--) {
      if (in.getVarint() == 0) {
        in.skip(2 * Long.BYTES);
      }
    }
  }
}
