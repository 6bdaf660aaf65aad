package io.ewig.engine.sequence;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.BytesIn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads logs, see {@link LogFormat}; what makes no sense is corruption with its place. */
final class LogReader {

  private static final String WHERE = "operations of a text";

  private final BytesIn in;
  private final OperationLog log = new OperationLog();
  private final List<Origin> agents = new ArrayList<>();
  private String texts = "";
  private int taken; // chars of the texts
  private int place;

  private LogReader(byte[] bytes) {
    in = new BytesIn(bytes, WHERE);
  }

  static SequenceDocument read(byte[] bytes) {
    LogReader reader = new LogReader(bytes);
    try {
      reader.read();
      SequenceDocument document = new SequenceDocument(reader.log);
      document.length(); // makes the text
      return document;
    } catch (UserException senseless) {
      throw reader.in.malformed(String.valueOf(senseless.getMessage()));
    }
  }

  private void read() {
    int version = in.getByte();
    if (version != LogFormat.VERSION) {
      throw in.malformed("version " + version + " of the format is not known");
    }
    int count = in.getCount(Math.min(CausalGraph.AGENTS_MAX, in.remaining()), "authors");
    for (int i = 0; i < count; i++) {
      agents.add(new Origin(in.getLong(), in.getLong()));
    }
    if (new HashSet<>(agents).size() < count) {
      throw in.malformed("an author is there twice");
    }
    int operations = in.getCount(CausalGraph.OPERATIONS_MAX, "operations");
    int runs = in.at();
    skip(operations);
    texts = in.getText(in.remaining(), "what was put in");
    if (in.remaining() > 0) {
      throw in.malformed(in.remaining() + " bytes are behind the end");
    }
    in.moveTo(runs);
    while (log.graph().size() < operations) {
      readRun();
    }
    if (taken < texts.length()) {
      throw in.malformed("what was put in is more than operations put in");
    }
  }

  /** Texts are behind the runs. */
  private void skip(int operations) {
    long left = operations;
    while (left > 0) {
      in.getVarint();
      long length = length(left);
      left -= length;
      long parents = Math.max(0, in.getCount(1 + CausalGraph.PARENTS_MAX, "parents") - 1);
      for (; parents > 0; parents--) {
        in.getVarint();
      }
      while (length > 0) {
        long stretch = in.getVarint() >>> LogFormat.KIND_BITS;
        in.getVarint();
        if (stretch == 0 || stretch > length) {
          throw in.malformed("a stretch of " + stretch + " operations in a run with " + length);
        }
        length -= stretch;
      }
    }
  }

  private long length(long left) {
    long length = in.getVarint();
    if (length <= 0 || length > left) {
      throw in.malformed("a run of " + length + " operations, " + left + " are left");
    }
    return length;
  }

  private void readRun() {
    Origin agent = agents.isEmpty() ? null : agents.get(in.getCount(agents.size() - 1, "authors"));
    if (agent == null) {
      throw in.malformed("operations without an author");
    }
    int start = log.graph().size();
    int end = start + (int) in.getVarint();
    int[] on = parents(start);
    while (log.graph().size() < end) {
      readStretch(agent, on);
      on = new int[] {log.graph().size() - 1};
    }
  }

  private int[] parents(int start) {
    int count = in.getCount(1 + CausalGraph.PARENTS_MAX, "parents") - 1;
    if (count < 0) {
      if (start == 0) {
        throw in.malformed("the first run goes on from another");
      }
      return new int[] {start - 1};
    }
    int[] parents = new int[count];
    for (int i = 0; i < count; i++) {
      parents[i] = start - in.getCount(start, "operations back");
    }
    return parents;
  }

  private void readStretch(Origin agent, int[] on) {
    long head = in.getVarint();
    int kind = (int) head & ((1 << LogFormat.KIND_BITS) - 1);
    int length = (int) (head >>> LogFormat.KIND_BITS);
    long at = place + in.getZigzag();
    if (at < 0 || at > CausalGraph.OPERATIONS_MAX) {
      throw in.malformed("there is no place " + at);
    }
    switch (kind) {
      case OperationLog.INSERT -> log.insert(agent, on, (int) at, text(length));
      case OperationLog.DELETE -> log.delete(agent, on, (int) at, length);
      case OperationLog.DELETE_BACK -> log.deleteBack(agent, on, (int) at, length);
      default -> throw in.malformed("there is no kind " + kind + " of operation");
    }
    place = LogFormat.end(kind, (int) at, length);
  }

  private String text(int points) {
    int from = taken;
    for (int i = 0; i < points; i++) {
      if (taken == texts.length()) {
        throw in.malformed("less was put in than operations put in");
      }
      taken += Character.charCount(texts.codePointAt(taken));
    }
    return texts.substring(from, taken);
  }
}
