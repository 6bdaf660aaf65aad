package io.ewig.engine.branch;

import io.ewig.engine.event.Event;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What names are, after some changes of them; one thread.
 *
 * <p>A change that does not fit what is there changes nothing; what is made under a name that is
 * taken gets that name with the start of its origin.
 */
final class Names {

  private static final int ORIGIN_CHARS = 8;

  private final Map<String, BranchInfo> branches = new HashMap<>();
  private final Map<String, BranchInfo> gone = new HashMap<>();
  private final Map<String, Tag> tags = new HashMap<>();
  private final Map<String, Event> makers = new HashMap<>(); // by kind and name

  /**
   * One change with what it is about.
   *
   * @param made the line that it made; null: none
   * @param tag what it tagged; null: nothing
   */
  record Step(Event event, RefChange change, @Nullable Made made, @Nullable Tag tag) {}

  Map<String, BranchInfo> branches() {
    return branches;
  }

  Map<String, Tag> tags() {
    return tags;
  }

  void add(BranchInfo branch) {
    branches.put(branch.name(), branch);
  }

  void add(Tag tag) {
    tags.put(tag.name(), tag);
  }

  /** The names that a change may change. */
  static Set<String> touchedBy(Step step) {
    String name = step.change.name();
    String to = step.change instanceof RefChange.Renamed renamed ? renamed.to() : name;
    return new TreeSet<>(List.of(name, to, ofOrigin(step)));
  }

  private static String ofOrigin(Step step) {
    return step.change.name() + "-" + step.event.origin().toString().substring(0, ORIGIN_CHARS);
  }

  /** Takes in a change; whether it fitted. */
  boolean take(Step step, Acquaintance who) {
    RefChange change = step.change;
    if (change instanceof RefChange.Created) {
      return step.made != null && create(step, step.made.line(), who);
    } else if (change instanceof RefChange.Moved) {
      return step.made != null && move(step, step.made.line());
    } else if (change instanceof RefChange.Renamed renamed) {
      return rename(step, renamed);
    } else if (change instanceof RefChange.Dropped) {
      BranchInfo dropped = branches.remove(change.name());
      return dropped != null && keep(dropped);
    } else if (change instanceof RefChange.Restored) {
      return restore(step);
    } else if (change instanceof RefChange.Tagged) {
      return step.tag != null && tag(step, step.tag, who);
    }
    return tags.remove(change.name()) != null;
  }

  private boolean create(Step step, Line line, Acquaintance who) {
    String name = free(step, branches, "branch ", who);
    if (name == null) {
      return false;
    }
    Instant created = SystemNanos.toInstant(step.event.systemNanos());
    add(new BranchInfo(name, line, step.event.seq(), created));
    return true;
  }

  /** Its name, or that with its origin if somebody has it of whom it had not heard, or null. */
  private @Nullable String free(Step step, Map<String, ?> taken, String kind, Acquaintance who) {
    String name = step.change.name();
    if (taken.containsKey(name)) {
      Event maker = makers.get(kind + name);
      name = maker == null || who.knows(step.event, maker) ? null : ofOrigin(step);
    }
    if (name == null || taken.containsKey(name)) {
      return null;
    }
    makers.put(kind + name, step.event);
    return name;
  }

  private boolean move(Step step, Line line) {
    BranchInfo branch = branches.get(step.change.name());
    if (branch != null) {
      add(new BranchInfo(branch.name(), line, step.event.seq(), branch.created()));
    }
    return branch != null;
  }

  private boolean rename(Step step, RefChange.Renamed change) {
    BranchInfo branch = branches.get(change.name());
    if (branch == null || branches.containsKey(change.to())) {
      return false;
    }
    branches.remove(change.name());
    keep(branch);
    add(new BranchInfo(change.to(), branch.line(), step.event.seq(), branch.created()));
    makers.put("branch " + change.to(), step.event);
    return true;
  }

  private boolean keep(BranchInfo dropped) {
    gone.put(dropped.name(), dropped);
    return true;
  }

  private boolean restore(Step step) {
    String name = step.change.name();
    BranchInfo last = gone.get(name);
    if (last == null || branches.containsKey(name)) {
      return false;
    }
    add(new BranchInfo(name, last.line(), step.event.seq(), last.created()));
    makers.put("branch " + name, step.event);
    return true;
  }

  private boolean tag(Step step, Tag tag, Acquaintance who) {
    String name = free(step, tags, "tag ", who);
    if (name == null) {
      return false;
    }
    tags.put(
        name, new Tag(name, tag.line(), tag.limit(), tag.commit(), tag.message(), tag.created()));
    return true;
  }
}
