package io.ewig.calcite.system.report;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.system.history.CommitTable;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.history.LineNames;
import io.ewig.calcite.system.listing.Documents;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.paused.PausedMerge;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code ewig.merges} and {@code ewig.conflicts}: merges that wait, and what for, and what replicas
 * wrote apart and can't stand together.
 */
public final class MergeTables {

  private static final Type INSTANT = Type.TIMESTAMP_WITH_TIME_ZONE;

  private MergeTables() {}

  /**
   * @param merge null: of replicas
   * @param branch the one that it is about
   */
  private record Clash(@Nullable String merge, String branch, MergeConflict conflict) {

    @Nullable String text(@Nullable Object value) {
      return Documents.text(value, conflict.table());
    }

    /** Both what there is and what was there before. */
    boolean mayRead(Rights rights) {
      Table table = conflict.table();
      Subject subject =
          table == null
              ? new Subject.OfBranch()
              : new Subject.OfTable(table.schema(), table.name());
      return rights.allows(Demand.now(Operation.SELECT, subject, branch));
    }

    @Nullable Instant from() {
      ValidPeriod valid = conflict.valid();
      return valid == null ? null : valid.since();
    }

    @Nullable Instant to() {
      ValidPeriod valid = conflict.valid();
      return valid == null ? null : valid.until();
    }
  }

  public static Listing<?> merges(Ewig engine) {
    return Listing.<PausedMerge>named(
            EventTable.SCHEMA, "merges", "Merges that wait for conflicts to be settled.")
        .column("merge_id", Type.VARCHAR, PausedMerge::id)
        .column("target", Type.VARCHAR, merge -> merge.merge().into())
        .column("source", Type.VARCHAR, merge -> LineNames.of(merge.merge().at().line()))
        .column("commit_id", Type.VARCHAR, merge -> merge.merge().at().commit().toString())
        .column("strategy", Type.VARCHAR, merge -> merge.merge().how().text())
        .column("author", Type.VARCHAR, merge -> merge.merge().author())
        .column("message", Type.VARCHAR, merge -> merge.merge().message())
        .column("metadata", Type.JSON, merge -> CommitTable.json(merge.merge().metadata()))
        .column("since", INSTANT, PausedMerge::since)
        .column("settled", Type.INTEGER, merge -> merge.settled().size())
        .costly(
            "conflicts", Type.INTEGER, merge -> open(engine, merge).map(List::size).orElse(null))
        .unique("merge_id")
        .seenBy(
            (merge, reading) -> reading.rights().sees(new Subject.OfBranch(), merge.merge().into()))
        .from(reading -> Items.of(waiting(engine, reading)));
  }

  private static List<PausedMerge> waiting(Ewig engine, Reading reading) {
    return engine.merges().waiting().stream()
        .filter(merge -> reading.sought().allows("merge_id", merge.id()))
        .filter(merge -> reading.sought().allows("target", merge.merge().into()))
        .toList();
  }

  /** Nothing can be said if the merge has ended meanwhile, or its target is dropped. */
  private static Optional<List<MergeConflict>> open(Ewig engine, PausedMerge merge) {
    try {
      return Optional.of(engine.merges().conflicts(merge.id()));
    } catch (UserException e) {
      if (e.code() == ErrorCode.UNKNOWN_MERGE || e.code() == ErrorCode.UNKNOWN_BRANCH) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public static Listing<?> conflicts(Ewig engine) {
    return Listing.<Clash>named(
            EventTable.SCHEMA,
            "conflicts",
            "What merges that wait cannot decide, and what replicas wrote apart.")
        .nullable("merge_id", Type.VARCHAR, Clash::merge)
        .column("conflict_id", Type.VARCHAR, clash -> clash.conflict().id())
        .column("target", Type.VARCHAR, Clash::branch)
        .column(
            "kind", Type.VARCHAR, clash -> clash.conflict().kind().name().toLowerCase(Locale.ROOT))
        .column("place", Type.VARCHAR, clash -> clash.conflict().where())
        .column("key", Type.VARCHAR, clash -> clash.conflict().key())
        .column("part", Type.VARCHAR, clash -> clash.conflict().what())
        .nullable("base", Type.JSON, clash -> clash.text(clash.conflict().base()))
        .nullable("ours", Type.JSON, clash -> clash.text(clash.conflict().ours()))
        .nullable("theirs", Type.JSON, clash -> clash.text(clash.conflict().theirs()))
        .nullable("valid_from", INSTANT, Clash::from)
        .nullable("valid_to", INSTANT, Clash::to)
        .seenBy((clash, reading) -> clash.mayRead(reading.rights()))
        .from(reading -> Items.of(clashes(engine, reading)));
  }

  private static List<Clash> clashes(Ewig engine, Reading reading) {
    List<Clash> found = new ArrayList<>();
    for (PausedMerge merge : waiting(engine, reading)) {
      String target = merge.merge().into();
      open(engine, merge).orElse(List.of()).stream()
          .map(conflict -> new Clash(merge.id(), target, conflict))
          .forEach(found::add);
    }
    for (BranchInfo branch : engine.branches().list()) {
      String name = branch.name();
      if (reading.sought().allows("target", name)) {
        engine.disputes().of(name).forEach(one -> found.add(new Clash(null, name, one)));
      }
    }
    return found;
  }
}
