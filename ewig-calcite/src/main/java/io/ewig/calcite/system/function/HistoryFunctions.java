package io.ewig.calcite.system.function;

import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.relation.TableFunction.Parameter;
import io.ewig.calcite.system.history.BranchTable;
import io.ewig.calcite.system.history.CommitTable;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventId;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.session.StateReport;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code log}, {@code reflog}, {@code merge_bases} and {@code verify}. */
public final class HistoryFunctions {

  private HistoryFunctions() {}

  public static List<TableFunction> of(Ewig engine) {
    return List.of(log(engine), reflog(engine), mergeBases(engine), verify(engine));
  }

  private static TableFunction log(Ewig engine) {
    List<Parameter> parameters =
        List.of(Argument.optional("branch", Type.VARCHAR), Argument.optional("limit", Type.BIGINT));
    String remarks = "The commits that a branch sees, newest first.";
    return new Simple(
        "log",
        remarks,
        parameters,
        CommitTable.log("log", remarks, engine, reading -> walk(engine, reading)));
  }

  private static CommitTable.Walk walk(Ewig engine, Reading reading) {
    Object state = reading.argument(0);
    Object limit = reading.argument(1);
    long most = limit == null ? Long.MAX_VALUE : Argument.number(limit, "the limit of log");
    if (most < 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "the limit of log is " + most + "; give 0 or more");
    }
    return new CommitTable.Walk(
        state == null ? reading.view() : Moments.of(engine, reading).view(state), most);
  }

  private static TableFunction reflog(Ewig engine) {
    String remarks = "What happened to the name of a branch or tag, newest first.";
    return new Simple(
        "reflog",
        remarks,
        List.of(Argument.required("name", Type.VARCHAR)),
        BranchTable.reflog(
            "reflog",
            remarks,
            engine,
            reading -> Argument.text(reading, 0, "the name that reflog is about")));
  }

  private static TableFunction mergeBases(Ewig engine) {
    String remarks = "The last commits that two branches, tags or commits have in common.";
    return new Simple(
        "merge_bases",
        remarks,
        List.of(Argument.required("a", Type.VARCHAR), Argument.required("b", Type.VARCHAR)),
        CommitTable.some("merge_bases", remarks, engine, reading -> bases(engine, reading)));
  }

  private static List<EventId> bases(Ewig engine, Reading reading) {
    Moments moments = Moments.of(engine, reading);
    return engine
        .merges()
        .bases(
            moments.view(Argument.required(reading, 0, "the first state of merge_bases")),
            moments.view(Argument.required(reading, 1, "the second state of merge_bases")));
  }

  // ---- verify

  /** What one part of the database comes to, or one thing that is wrong with it. */
  private record Checked(String part, long events, @Nullable Hash root, @Nullable Finding wrong) {

    @Nullable Long offset() {
      return wrong == null || wrong.offset() < 0 ? null : wrong.offset();
    }
  }

  private static TableFunction verify(Ewig engine) {
    String remarks = "Reads everything and recomputes every checksum, hash and state.";
    Listing<Checked> rows =
        Listing.<Checked>named(EventTable.SCHEMA, "verify", remarks)
            .column("part", Type.VARCHAR, Checked::part)
            .column("is_sound", Type.BOOLEAN, checked -> checked.wrong() == null)
            .column("events", Type.BIGINT, Checked::events)
            .nullable(
                "root", Type.VARCHAR, one -> one.root() == null ? null : one.root().toString())
            .nullable("file", Type.VARCHAR, one -> one.wrong() == null ? null : one.wrong().file())
            .nullable("file_offset", Type.BIGINT, Checked::offset)
            .nullable(
                "finding", Type.VARCHAR, one -> one.wrong() == null ? null : one.wrong().what())
            .from(reading -> Items.of(checked(engine, reading)));
    return new Simple("verify", remarks, List.of(), rows);
  }

  private static List<Checked> checked(Ewig engine, Reading reading) {
    VerifyReport log = engine.verify((done, total) -> reading.execution().check());
    List<Checked> all = new ArrayList<>();
    add(all, "log", log.events(), log.root(), log.findings());
    if (log.isSound()) {
      StateReport state = engine.state().verify((done, total) -> reading.execution().check());
      add(all, "state", state.events(), null, state.findings());
    }
    return all;
  }

  private static void add(
      List<Checked> to, String part, long events, @Nullable Hash root, List<Finding> findings) {
    findings.forEach(wrong -> to.add(new Checked(part, events, root, wrong)));
    if (findings.isEmpty()) {
      to.add(new Checked(part, events, root, null));
    }
  }
}
