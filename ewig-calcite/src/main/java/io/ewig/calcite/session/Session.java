package io.ewig.calcite.session;

import io.ewig.engine.Ewig;

/** A connection's own: settings and a transaction or none; one thread at a time. */
public final class Session implements AutoCloseable {

  private final Ewig engine;
  private final Settings settings;
  private final Work work;

  public Session(Ewig engine, Settings settings) {
    this.engine = engine;
    this.settings = settings;
    this.work = new Work(engine, settings);
  }

  public Ewig engine() {
    return engine;
  }

  public Settings settings() {
    return settings;
  }

  public Work work() {
    return work;
  }

  @Override
  public void close() {
    work.close();
  }
}
