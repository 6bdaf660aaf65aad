package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.internal.version.Lineage;
import java.util.TreeSet;

/** What is seen of the log: of each line of a lineage what lies below its limit and a seq. */
public record Sight(Lineage lineage, long beforeSeq) {

  public static final Sight NOTHING = new Sight(Lineage.of(0), 0);

  long limit(int line) {
    return Math.min(lineage.limit(line), beforeSeq);
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
