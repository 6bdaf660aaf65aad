package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Line;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.commit.Proposal.Gate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit of events of worlds that reads nothing: it goes on from whatever is there, and so needs
 * no snapshot. One thread.
 */
public final class Appending {

  private final Database database;
  private final Words words = new Words();
  private final List<EventDraft> drafts = new ArrayList<>();
  private String branch = Branch.MAIN.name();
  private volatile boolean isRepeated; // found by whichever thread commits

  public Appending(Database database) {
    this.database = database;
  }

  public void add(EventDraft draft) {
    database.reserved().refuse(draft.world());
    drafts.add(draft);
  }

  public void on(String name) {
    branch = name;
  }

  public Words words() {
    return words;
  }

  public int size() {
    return drafts.size();
  }

  public Commit commit() {
    BranchInfo on = database.state().refs().branch(branch);
    Line line = on.line();
    drafts.forEach(draft -> on.requireAbout(draft.world()));
    boolean isConditional = !words.isUnconditional();
    Gate gate =
        () -> {
          Admission.requireCurrentLine(database, on); // else the events would be on no branch
          return isConditional ? pass(line) : null;
        };
    Commit commit =
        database
            .committer()
            .commit(
                new Proposal(words.on(line.name()), drafts, database.start(line), List.of(), gate));
    drafts.clear();
    return commit;
  }

  /**
   * Whether the last commit had been made before, under the same key, and so was not made again.
   */
  public boolean isRepeated() {
    return isRepeated;
  }

  private @Nullable Commit pass(Line line) {
    database.state().catchUp(database.log().appended().size());
    Commit same = Repeated.of(database, words);
    isRepeated = same != null;
    if (same == null) {
      Repeated.requireExpected(database.state().source(line.lineage(), Long.MAX_VALUE), words);
    }
    return same;
  }
}
