package io.ewig.engine.internal.version;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over the versions of a key in one store that a lineage sees, newest first. */
public final class Descent {

  private final List<Head> heads = new ArrayList<>();
  private @Nullable Head current;

  private static final class Head {
    private final Series series;
    private int index;

    Head(Series series, int count) {
      this.series = series;
      this.index = count;
    }
  }

  public Descent(Group group, Lineage lineage, long beforeSeq) {
    if (group.lines() <= lineage.size()) {
      for (int i = 0; i < group.lines(); i++) {
        add(group, i, Math.min(lineage.limit(group.line(i)), beforeSeq));
      }
    } else {
      for (int i = 0; i < lineage.size(); i++) {
        int at = group.indexOf(lineage.line(i));
        add(group, at, Math.min(lineage.limitAt(i), beforeSeq));
      }
    }
  }

  private void add(Group group, int line, long limit) {
    if (line >= 0 && limit > 0) {
      Series series = group.series(line);
      heads.add(new Head(series, series.countBefore(limit)));
    }
  }

  public boolean next() {
    Head best = null;
    for (Head head : heads) {
      if (head.index > 0
          && (best == null || head.series.seq(head.index - 1) > best.series.seq(best.index - 1))) {
        best = head;
      }
    }
    if (best != null) {
      best.index--;
    }
    current = best;
    return best != null;
  }

  public long seq() {
    Head at = at();
    return at.series.seq(at.index);
  }

  public Version version() {
    Head at = at();
    return at.series.version(at.index);
  }

  private Head at() {
    Head at = current;
    if (at == null) {
      throw new InternalException(
          ErrorCode.INVARIANT_BROKEN, "a descent is asked while on no version");
    }
    return at;
  }
}
