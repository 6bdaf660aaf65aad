package io.ewig.engine.erasure;

import io.ewig.engine.branch.RefChange;
import io.ewig.engine.event.CommitInfo;
import java.util.List;
import java.util.TreeMap;

/**
 * Who has something erased, and why; it stays, so it must not say what is erased.
 *
 * @param author may be empty, as may the message
 */
public record Reason(String author, String message) {

  public static final Reason NONE = new Reason("", "");

  CommitInfo info() {
    return new CommitInfo(RefChange.LINE, List.of(), author, message, new TreeMap<>());
  }
}
