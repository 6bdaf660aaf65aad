package io.ewig.calcite.system.history;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Fork;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.branch.RefLogEntry;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.session.CommitWalk;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code ewig.branches}, {@code ewig.tags} and {@code ewig.reflog}: names, as of the moment. */
public final class BranchTable {

  private static final Type INSTANT = Type.TIMESTAMP_WITH_TIME_ZONE;

  private BranchTable() {}

  /** A branch as it was; one thread. */
  private record Known(Ewig engine, BranchInfo branch, When when) {

    View view() {
      return engine.view(branch.name(), when);
    }

    @Nullable String head() {
      CommitWalk walk = engine.branches().commits(view());
      return walk.next() ? walk.commit().id().toString() : null;
    }

    @Nullable Fork fork() {
      return branch.line().fork();
    }
  }

  /** Up to where a moment sees. */
  public static When when(Reading reading) {
    long size = reading.view().size();
    return size == 0 ? new When.At(Instant.MIN) : new When.AfterEvent(size - 1);
  }

  public static Listing<?> of(Ewig engine) {
    return Listing.<Known>named(EventTable.SCHEMA, "branches", "The branches that there are.")
        .column("name", Type.VARCHAR, known -> known.branch().name())
        .nullable("head", Type.VARCHAR, Known::head)
        .nullable("parent", Type.VARCHAR, known -> forkedFrom(known.fork()))
        .nullable("fork_seq", Type.BIGINT, known -> forkedAt(known.fork()))
        .nullable("created", INSTANT, known -> born(known.branch()))
        .nullable("world", Type.VARCHAR, known -> only(known.branch().line()))
        .costly("state_root", Type.VARCHAR, BranchTable::root)
        .unique("name")
        .seenBy((known, reading) -> sees(reading, known.branch().name()))
        .from(
            reading ->
                Items.of(
                    engine.branches().list(when(reading)).stream()
                        .filter(one -> reading.sought().allows("name", one.name()))
                        .map(one -> new Known(engine, one, when(reading)))
                        .toList()));
  }

  /** Null if the branch is none of what is kept here. */
  private static @Nullable String root(Known known) {
    View view = known.view();
    return view.isLineHere() ? view.root().toString() : null;
  }

  private static boolean sees(Reading reading, String branch) {
    return reading.rights().sees(new Subject.OfBranch(), branch);
  }

  private static @Nullable String forkedFrom(@Nullable Fork fork) {
    return fork == null ? null : LineNames.of(fork.from().name());
  }

  /** The last event that both have. */
  private static @Nullable Long forkedAt(@Nullable Fork fork) {
    return fork == null ? null : Long.valueOf(fork.limit() - 1);
  }

  /** Branch main was there before time began. */
  private static @Nullable Instant born(BranchInfo branch) {
    return branch.created().equals(Instant.EPOCH) ? null : branch.created();
  }

  private static @Nullable String only(Line line) {
    return line.only() == null ? null : line.only().uri();
  }

  public static Listing<?> tags(Ewig engine) {
    return Listing.<Tag>named(EventTable.SCHEMA, "tags", "Names for commits that stay in place.")
        .column("name", Type.VARCHAR, Tag::name)
        .column("commit_id", Type.VARCHAR, tag -> tag.commit().toString())
        .column("branch", Type.VARCHAR, tag -> LineNames.of(tag.line().name()))
        .column("seq", Type.BIGINT, tag -> tag.limit() - 1)
        .column("message", Type.VARCHAR, Tag::message)
        .column("created", INSTANT, Tag::created)
        .unique("name")
        .seenBy((tag, reading) -> sees(reading, LineNames.of(tag.line().name())))
        .from(reading -> Items.of(engine.branches().tags(when(reading))));
  }

  public static Listing<?> reflog(Ewig engine) {
    return reflog(
        "reflog", "All that happened to names of branches and tags.", engine, any -> null);
  }

  /** Says which name a reading of the reflog is about; null: all. */
  @FunctionalInterface
  public interface Names {
    @Nullable String of(Reading reading);
  }

  public static Listing<?> reflog(String name, String remarks, Ewig engine, Names names) {
    return Listing.<RefLogEntry>named(EventTable.SCHEMA, name, remarks)
        .column("seq", Type.BIGINT, RefLogEntry::seq)
        .column("system_time", INSTANT, RefLogEntry::time)
        .column("kind", Type.VARCHAR, entry -> isOfTag(entry.change()) ? "tag" : "branch")
        .column("name", Type.VARCHAR, entry -> entry.change().name())
        .column("change", Type.VARCHAR, entry -> what(entry.change()))
        .nullable("new_name", Type.VARCHAR, entry -> newName(entry.change()))
        .nullable("commit_id", Type.VARCHAR, entry -> commit(entry.change()))
        .nullable("message", Type.VARCHAR, entry -> message(entry.change()))
        .unique("seq")
        .from(reading -> entries(engine, reading, names.of(reading)));
  }

  private static Items<RefLogEntry> entries(Ewig engine, Reading reading, @Nullable String name) {
    LogRange range = LogRange.of(engine, reading.moment());
    var entries = name == null ? engine.branches().reflog() : engine.branches().reflog(name);
    return Items.of(
        entries.stream()
            .filter(entry -> range.has(entry.seq()))
            .sorted(Comparator.comparingLong(RefLogEntry::seq).reversed())
            .toList());
  }

  private static boolean isOfTag(RefChange change) {
    return change instanceof RefChange.Tagged || change instanceof RefChange.Untagged;
  }

  private static String what(RefChange change) {
    if (change instanceof RefChange.Tagged) {
      return "created";
    } else if (change instanceof RefChange.Untagged) {
      return "dropped";
    }
    return change.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String newName(RefChange change) {
    return change instanceof RefChange.Renamed renamed ? renamed.to() : null;
  }

  private static @Nullable String commit(RefChange change) {
    if (change instanceof RefChange.Created created) {
      return created.at() == null ? null : created.at().commit().toString();
    } else if (change instanceof RefChange.Moved moved) {
      return moved.at().commit().toString();
    }
    return change instanceof RefChange.Tagged tagged ? tagged.at().commit().toString() : null;
  }

  private static @Nullable String message(RefChange change) {
    if (change instanceof RefChange.Moved moved) {
      return moved.why();
    }
    return change instanceof RefChange.Tagged tagged ? tagged.message() : null;
  }
}
