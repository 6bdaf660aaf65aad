package io.ewig.engine.law;

import io.ewig.engine.event.Origin;
import io.ewig.engine.sequence.OperationLog;
import io.ewig.engine.sequence.TextDifference;
import io.ewig.engine.sequence.TextEdit;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts that were edited on two sides: the edits of both are made, as those of two replicas are.
 *
 * <p>An edit that both sides made alike is one that both stand on. Where both put something at one
 * place, the side whose text is less comes first, so that it does not matter who merges.
 */
final class Texts {

  private static final Origin COMMON = new Origin(0, 0);
  private static final Origin FIRST = new Origin(0, 1);
  private static final Origin SECOND = new Origin(0, 2);

  private Texts() {}

  /** The text with the edits of both sides. */
  static String merge(String base, String ours, String theirs) {
    String common = common(base, ours, theirs);
    boolean isOursFirst = ours.compareTo(theirs) < 0;
    OperationLog log = new OperationLog();
    int[] start = log.edit(COMMON, log.graph().version(), TextDifference.of("", common));
    log.edit(FIRST, start, TextDifference.of(common, isOursFirst ? ours : theirs));
    log.edit(SECOND, start, TextDifference.of(common, isOursFirst ? theirs : ours));
    return log.text(log.graph().version());
  }

  /** The text with the edits that both sides made. */
  private static String common(String base, String ours, String theirs) {
    List<TextEdit> shared = new ArrayList<>(TextDifference.of(base, ours));
    shared.retainAll(TextDifference.of(base, theirs));
    OperationLog log = new OperationLog();
    int[] start = log.edit(COMMON, log.graph().version(), TextDifference.of("", base));
    return log.text(log.edit(COMMON, start, shared));
  }
}
