package io.ewig.engine;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.World;
import io.ewig.engine.session.Appending;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.Expected;

/**
 * Collects the events of one commit: all of them become history, or none. One thread, one commit.
 */
public final class Batch {

  private final Appending appending;

  Batch(Database database) {
    this.appending = new Appending(database);
  }

  public Batch add(EventDraft draft) {
    appending.add(draft);
    return this;
  }

  public Batch add(EventBuilder builder) {
    return add(builder.build());
  }

  /** Default: {@code main}. */
  public Batch on(String branch) {
    appending.on(branch);
    return this;
  }

  public Batch on(Branch branch) {
    return on(branch.name());
  }

  public Batch author(String name) {
    appending.words().author(name);
    return this;
  }

  public Batch message(String text) {
    appending.words().message(text);
    return this;
  }

  public Batch with(String key, String value) {
    appending.words().with(key, value);
    return this;
  }

  /**
   * Makes a repetition harmless: a commit with a key that was used before is not made, and the
   * receipt of the earlier one is given back.
   */
  public Batch once(String key) {
    appending.words().once(key);
    return this;
  }

  /** Commits only if the last event of a world on the branch is what the writer takes it to be. */
  public Batch expect(World world, Expected last) {
    appending.words().expect(world, last);
    return this;
  }

  public int size() {
    return appending.size();
  }

  /** Whether {@link #commit} found the commit made already, under the key of {@link #once}. */
  public boolean isRepeated() {
    return appending.isRepeated();
  }

  /** Appends the commit; when this returns it is as durable as the database was opened to be. */
  public Receipt commit() {
    return Receipt.of(appending.commit());
  }
}
