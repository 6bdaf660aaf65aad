package io.ewig.engine.session;

import io.ewig.engine.event.EventId;
import java.time.Instant;

/** A moment on the axis of system time. */
public sealed interface When {

  When NOW = new Now();

  /** All that is durable. */
  record Now() implements When {}

  /** What had been recorded by then. */
  record At(Instant systemTime) implements When {}

  /** After the commit that an event belongs to. */
  record AfterEvent(long seq) implements When {}

  record AfterCommit(EventId commit) implements When {}

  record AtTag(String tag) implements When {}
}
