package io.ewig.calcite.system.history;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.system.listing.Domain;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.calcite.system.listing.Sought;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.session.CommitWalk;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code ewig.commits}, and the commits that functions give. */
public final class CommitTable {

  private CommitTable() {}

  public static Listing<?> of(Ewig engine) {
    return columns("commits", "All commits of all branches.")
        .rows(() -> engine.head().size())
        .from(reading -> find(engine, reading));
  }

  /** What {@code log(branch [, limit])} gives: the commits that a branch sees, newest first. */
  public static Listing<?> log(String name, String remarks, Ewig engine, Views views) {
    return columns(name, remarks).from(reading -> walk(engine, views.find(reading)));
  }

  /** Commits of some ids, found when they are read. */
  public static Listing<?> some(String name, String remarks, Ewig engine, Ids ids) {
    return columns(name, remarks)
        .from(
            reading -> Items.of(ids.find(reading).stream().map(engine.events()::commit).toList()));
  }

  /** Says what a reading of a log is about. */
  @FunctionalInterface
  public interface Views {
    Walk find(Reading reading);
  }

  /**
   * @param limit how many commits at most
   */
  public record Walk(View view, long limit) {}

  /** Says which commits are read. */
  @FunctionalInterface
  public interface Ids {
    List<EventId> find(Reading reading);
  }

  private static Listing.Builder<Commit> columns(String name, String remarks) {
    return Listing.<Commit>named(EventTable.SCHEMA, name, remarks)
        .column("commit_id", Type.VARCHAR, commit -> commit.id().toString())
        .column("first_seq", Type.BIGINT, Commit::firstSeq)
        .column("last_seq", Type.BIGINT, commit -> commit.endSeq() - 1)
        .column("system_time", Type.TIMESTAMP_WITH_TIME_ZONE, commit -> commit.first().systemTime())
        .column("branch", Type.VARCHAR, commit -> LineNames.of(commit.info().branch()))
        .column("parents", Type.array(Type.VARCHAR), CommitTable::parents)
        .column("author", Type.VARCHAR, commit -> commit.info().author())
        .column("message", Type.VARCHAR, commit -> commit.info().message())
        .column("metadata", Type.JSON, commit -> json(commit.info().metadata()))
        .column("events", Type.BIGINT, commit -> (long) commit.events().size())
        .nullable("signed_by", Type.VARCHAR, CommitTable::signer)
        .unique("commit_id")
        .unique("first_seq")
        .unique("last_seq")
        .seenBy(CommitTable::mayRead);
  }

  /** Who has signed it: what is not right was not taken in. */
  private static @Nullable String signer(Commit commit) {
    return commit.info().seal().isPresent() ? commit.first().origin().toString() : null;
  }

  private static boolean mayRead(Commit commit, Reading reading) {
    String branch = LineNames.of(commit.info().branch());
    return reading.mayRead(new Subject.OfBranch(), branch, commit.first().systemTime());
  }

  private static List<String> parents(Commit commit) {
    return commit.info().parents().stream().map(EventId::toString).toList();
  }

  /** Texts as a document. */
  public static String json(Map<String, String> texts) {
    Map<String, Json> members = new TreeMap<>();
    texts.forEach((key, value) -> members.put(key, JsonText.of(value)));
    return JsonObject.of(members).text();
  }

  private static Items<Commit> find(Ewig engine, Reading reading) {
    Sought sought = reading.sought();
    Domain last = sought.of("last_seq");
    LogRange range =
        LogRange.of(engine, reading.moment())
            .within(sought.of("first_seq"))
            .during(engine, sought.of("system_time"))
            .within(Long.MIN_VALUE, last.last());
    range =
        range
            .within(last.first(), Long.MAX_VALUE)
            .fromCommit(engine)
            .within(range.from(), last.last());
    if (range.isEmpty()) {
      return Items.none();
    }
    Optional<List<String>> ids = sought.texts("commit_id");
    if (ids.isPresent()) {
      return ofIds(engine, ids.get(), range);
    }
    Optional<List<String>> branches = sought.texts("branch");
    return branches.isPresent()
        ? EventFinder.commits(engine, branches.get(), range)
        : all(engine, range);
  }

  private static Items<Commit> ofIds(Ewig engine, List<String> ids, LogRange range) {
    Commits commits = new Commits(engine);
    List<Commit> found = new ArrayList<>();
    for (String id : ids) {
      commits.of(id).filter(commit -> range.has(commit.firstSeq())).ifPresent(found::add);
    }
    return Items.of(found);
  }

  /** Those that start in a range. */
  private static Items<Commit> all(Ewig engine, LogRange range) {
    return new Items<>() {
      private long at = range.from();

      @Override
      public @Nullable Commit next() {
        Commit commit = null;
        while (commit == null && at < range.to()) {
          Commit next = engine.events().commitOf(at);
          commit = next.firstSeq() >= range.from() ? next : null;
          at = next.endSeq();
        }
        return commit;
      }
    };
  }

  private static Items<Commit> walk(Ewig engine, Walk walk) {
    CommitWalk commits = engine.branches().commits(walk.view());
    return new Items<>() {
      private long left = walk.limit();

      @Override
      public @Nullable Commit next() {
        return left-- > 0 && commits.next() ? commits.commit() : null;
      }
    };
  }
}
