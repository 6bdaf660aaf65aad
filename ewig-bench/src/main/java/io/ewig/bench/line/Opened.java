package io.ewig.bench.line;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a line has opened: all of it is closed in the end, what came last first. */
public final class Opened implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Gives what it gets. */
  public <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
