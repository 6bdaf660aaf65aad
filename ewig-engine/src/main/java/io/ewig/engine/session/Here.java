package io.ewig.engine.session;

import io.ewig.engine.branch.Line;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.state.Coverage;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.part.Part;
import io.ewig.engine.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to answer from a part of a history what only the whole could: a table that is not here is
 * not empty. One thread.
 */
final class Here {

  private final Part part;
  private final Coverage coverage;

  private Here(Part part, Coverage coverage) {
    this.part = part;
    this.coverage = coverage;
  }

  /** What there is to refuse about a line at a moment, or null if nothing of it is left out. */
  static @Nullable Here of(State state, Line line, long size) {
    Part part = state.part();
    return part.isEverything()
        ? null
        : new Here(
            part,
            state.coverage(part.whole(), line, state.sourceOnDemand(line.lineage(), size), size));
  }

  boolean hasLine() {
    return coverage.missingLine() == null;
  }

  void requireLine() {
    Line missing = coverage.missingLine();
    if (missing != null) {
      throw part.notHere("branch " + missing);
    }
  }

  void require(World world) {
    requireLine();
    if (!coverage.covers(world)) {
      throw part.notHere("the world " + world);
    }
  }

  boolean has(World world) {
    return hasLine() && coverage.covers(world);
  }

  boolean has(Table table, Catalog catalog) {
    return hasLine() && coverage.missing(table, catalog).isEmpty();
  }

  void require(Table table, Catalog catalog) {
    requireLine();
    var missing = coverage.missing(table, catalog);
    if (missing.isPresent()) {
      throw part.notHere(missing.get());
    }
  }

  /** What belongs to a branch as a whole, such as a merge, takes all of its tables and worlds. */
  void requireAll(String what) {
    requireLine();
    if (!part.whole().worlds().isEmpty()) {
      throw part.notHere(what);
    }
  }
}
