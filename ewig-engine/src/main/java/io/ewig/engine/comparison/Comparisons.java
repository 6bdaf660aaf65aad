package io.ewig.engine.comparison;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.tree.DistantNodes;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.DurablePart;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replica tells of itself to who compares, and where it differs from another; any thread.
 *
 * <p>Of two that keep parts of a history what both keep is compared: each call takes the filter of
 * the other one.
 */
public final class Comparisons {

  /** What another replica has. */
  @FunctionalInterface
  public interface Other {

    /** Those of some objects of its store that there is room for, in any order. */
    List<byte[]> objects(List<Hash> addresses);
  }

  private final Database database;

  public Comparisons(Database database) {
    this.database = database;
  }

  /** What the branches that both keep come to. */
  public Outline outline(Filter theirs) {
    SortedMap<String, Outline.Branch> branches = new TreeMap<>();
    for (BranchInfo branch : database.state().refs().branches(Long.MAX_VALUE)) {
      BranchState state = branch(database.view(branch.name(), When.NOW), theirs);
      if (state.isCovered()) {
        branches.put(branch.name(), state.outline());
      }
    }
    return new Outline(branches);
  }

  private BranchState branch(View view, Filter theirs) {
    return new BranchState(database, view, List.of(database.state().part().whole(), theirs));
  }

  /**
   * What differs on a branch that both have.
   *
   * @param tree the root of the other's tree, as it has told it
   */
  public Discrepancies discrepancies(String name, Hash tree, Filter theirs, Other other) {
    BranchState branch = branch(database.view(name, When.NOW), theirs);
    DistantNodes.Far far = other::objects;
    return new Discrepancies(
        database.checkpoints().differences(branch.tree(), tree, far, branch.scope()),
        database.state(),
        branch);
  }

  /** Payloads that are not here of what both keep, or are going to; reads all headers. */
  public Absences absences(Filter theirs) {
    return AbsenceScan.of(database.log(), List.of(database.state().part().wanted(), theirs));
  }

  /** What histories had come to at some of their events, as far as those are here. */
  public Map<EventPlace, Mark> marks(Collection<EventPlace> places) {
    return places.isEmpty() ? Map.of() : Marks.at(places, database.log(), DurablePart.of(database));
  }
}
