package io.ewig.engine.comparison;

import io.ewig.engine.branch.Line;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.checkpoint.PartOfState;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.state.Coverage;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.tree.Scope;
import io.ewig.engine.part.Filter;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.View;
import java.util.List;

/** What a branch has at a moment, as far as it is compared; one thread. */
final class BranchState {

  private final Database database;
  private final Sight sight;
  private final Source source;
  private final Catalog catalog;
  private final List<Filter> parts;
  private final List<Coverage> coverages;

  /**
   * @param filters all of which have to cover what is compared
   */
  BranchState(Database database, View view, List<Filter> filters) {
    Line line = view.line();
    State state = database.state();
    this.database = database;
    this.sight = new Sight(line.lineage(), view.size());
    this.source = state.source(line.lineage(), view.size());
    this.catalog = view.catalog();
    this.parts = filters.stream().filter(each -> !each.isEverything()).toList();
    this.coverages =
        parts.stream().map(each -> state.coverage(each, line, source, view.size())).toList();
  }

  /** Whether all of it that is compared is here, so that it has a root. */
  boolean isCovered() {
    return coverages.stream().allMatch(each -> each.missingLine() == null);
  }

  Outline.Branch outline() {
    Hash tree = tree();
    return new Outline.Branch(parts.isEmpty() ? tree : part().root(), tree);
  }

  /** The root of the tree of all that is here. */
  Hash tree() {
    return database.checkpoints().root(sight);
  }

  /** The keys that are compared. */
  Scope scope() {
    return parts.isEmpty() ? Scope.ALL : Scope.of(part().prefixes());
  }

  private PartOfState part() {
    return new PartOfState(source, catalog, coverages);
  }

  Source source() {
    return source;
  }

  Catalog catalog() {
    return catalog;
  }
}
