package io.ewig.server.branches;

import io.ewig.engine.Ewig;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.graph.BranchVisualizer;
import io.ewig.engine.graph.CommitNode;
import io.ewig.engine.session.When;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** How branches come from each other and meet again, as far back as is asked for. */
final class Picture {

  private final Map<EventId, Commit> commits = new HashMap<>();
  private final Map<EventId, CommitNode> nodes = new HashMap<>();
  private final SortedMap<String, EventId> branches = new TreeMap<>();
  private final SortedMap<String, EventId> tags = new TreeMap<>();

  private Picture() {}

  /**
   * @param commitsMax so many of each branch
   */
  static BranchVisualizer of(Ewig db, int commitsMax) {
    Picture picture = new Picture();
    for (BranchInfo branch : db.branches().list()) {
      for (Commit commit : db.branches().log(branch.name(), When.NOW, commitsMax)) {
        picture.commits.put(commit.id(), commit);
        picture.branches.putIfAbsent(branch.name(), commit.id());
      }
    }
    for (Tag tag : db.branches().tags()) {
      if (picture.commits.containsKey(tag.commit())) {
        picture.tags.put(tag.name(), tag.commit());
      }
    }
    picture.join();
    return new BranchVisualizer(picture::node, picture.branches, picture.tags, picture::words);
  }

  /** Parents come first, for they were recorded before. */
  private void join() {
    List<Commit> oldestFirst = new ArrayList<>(commits.values());
    oldestFirst.sort(Comparator.comparingLong(Commit::firstSeq));
    for (Commit commit : oldestFirst) {
      List<EventId> parents = commit.info().parents().stream().filter(nodes::containsKey).toList();
      long generation = parents.stream().mapToLong(id -> node(id).generation() + 1).max().orElse(0);
      nodes.put(commit.id(), new CommitNode(commit.id(), parents, generation));
    }
  }

  private CommitNode node(EventId id) {
    return Objects.requireNonNull(nodes.get(id), "parents that are not drawn are left out");
  }

  private String words(EventId id) {
    Commit commit = Objects.requireNonNull(commits.get(id), "only these are drawn");
    String message = commit.info().message();
    return message.isBlank() ? commit.first().systemTime() + " " + commit.first().type() : message;
  }
}
