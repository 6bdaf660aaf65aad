package io.ewig.engine.format.commit;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.World;

/** The names a segment has numbered, see {@link CommitFormat}. */
public final class Names {

  /** A segment ends when it has named so many things: bounds what reading it takes in memory. */
  public static final int PER_SEGMENT_MAX = 1 << 16;

  public final Numbered<World> worlds = new Numbered<>();
  public final Numbered<Branch> branches = new Numbered<>();
  public final Numbered<Origin> origins = new Numbered<>();
  public final Numbered<EventType> types = new Numbered<>();

  public int size() {
    return worlds.size() + branches.size() + origins.size() + types.size();
  }
}
