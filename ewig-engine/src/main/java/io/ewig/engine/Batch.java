package io.ewig.engine;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Collects the events of one commit: all of them become history, or none. One thread, one commit.
 */
public final class Batch {

  private final BiFunction<CommitInfo, List<EventDraft>, Receipt> committer;
  private final List<EventDraft> drafts = new ArrayList<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();
  private Branch branch = Branch.MAIN;
  private String author = "";
  private String message = "";

  Batch(BiFunction<CommitInfo, List<EventDraft>, Receipt> committer) {
    this.committer = committer;
  }

  public Batch add(EventDraft draft) {
    drafts.add(draft);
    return this;
  }

  public Batch add(EventBuilder builder) {
    return add(builder.build());
  }

  /** Default: {@code main}. */
  public Batch on(Branch line) {
    this.branch = line;
    return this;
  }

  public Batch author(String name) {
    this.author = name;
    return this;
  }

  public Batch message(String text) {
    this.message = text;
    return this;
  }

  public Batch with(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  public int size() {
    return drafts.size();
  }

  /** Appends the commit; when this returns it is as durable as the database was opened to be. */
  public Receipt commit() {
    Receipt receipt =
        committer.apply(new CommitInfo(branch, List.of(), author, message, metadata), drafts);
    drafts.clear();
    return receipt;
  }
}
