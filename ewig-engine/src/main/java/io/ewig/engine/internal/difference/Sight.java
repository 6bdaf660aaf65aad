package io.ewig.engine.internal.difference;

import io.ewig.engine.internal.version.Lineage;
import java.util.TreeSet;

/** What is seen of the log: of each line of a lineage what lies below its limit and a seq. */
public record Sight(Lineage lineage, long beforeSeq) {

  public static final Sight NOTHING = new Sight(Lineage.of(0), 0);

  /** What has a seq below this is seen of a line. */
  public long limit(int line) {
    return Math.min(lineage.limit(line), beforeSeq);
  }

  /** Whether all that another sees is seen. */
  public boolean covers(Sight other) {
    for (int i = 0; i < other.lineage.size(); i++) {
      int line = other.lineage.line(i);
      if (limit(line) < other.limit(line)) {
        return false;
      }
    }
    return true;
  }

  /** The lines that one of the two sees. */
  TreeSet<Integer> linesWith(Sight other) {
    TreeSet<Integer> lines = new TreeSet<>();
    for (Sight sight : new Sight[] {this, other}) {
      for (int i = 0; i < sight.lineage.size(); i++) {
        lines.add(sight.lineage.line(i));
      }
    }
    return lines;
  }
}
