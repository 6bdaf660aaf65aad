package io.ewig.calcite.system.history;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.system.listing.Domain;
import io.ewig.engine.Ewig;
import io.ewig.engine.time.SystemNanos;

/** A part of the log: seqs from one up to, not including, another. */
public record LogRange(long from, long to) {

  /** What a moment sees. */
  public static LogRange of(Ewig engine, Moment moment) {
    LogRange seen = new LogRange(0, moment.view().size());
    var stretch = moment.system();
    if (stretch == null) {
      return seen;
    }
    long end = SystemNanos.of(stretch.to());
    long last = end == Long.MAX_VALUE ? end : end - 1;
    return seen.during(engine, SystemNanos.of(stretch.from()), last);
  }

  boolean isEmpty() {
    return from >= to;
  }

  boolean has(long seq) {
    return seq >= from && seq < to;
  }

  /** The part with these seqs, both ends included. */
  LogRange within(long first, long last) {
    return new LogRange(
        Math.max(from, first), last == Long.MAX_VALUE ? to : Math.min(to, last + 1));
  }

  LogRange within(Domain seqs) {
    return within(seqs.first(), seqs.last());
  }

  /** The part that was recorded during a time, both ends included. */
  LogRange during(Ewig engine, long firstNanos, long lastNanos) {
    long first = firstNanos == Long.MIN_VALUE ? 0 : engine.log().sizeAt(firstNanos - 1);
    long end = lastNanos == Long.MAX_VALUE ? to : engine.log().sizeAt(lastNanos);
    return new LogRange(Math.max(from, first), Math.min(to, end));
  }

  LogRange during(Ewig engine, Domain nanos) {
    return during(engine, nanos.first(), nanos.last());
  }

  /** With the whole of the commit that it starts within. */
  LogRange fromCommit(Ewig engine) {
    return isEmpty() ? this : new LogRange(engine.events().commitOf(from).firstSeq(), to);
  }
}
