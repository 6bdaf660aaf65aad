package io.ewig.server.sync;

import io.ewig.engine.comparison.Discrepancy;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.repair.EventRange;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.RowJson;
import io.ewig.sync.audit.AuditReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What two replicas do not have alike, as one object for programs. */
final class AuditJson {

  private AuditJson() {}

  static JsonObject of(AuditReport report) {
    return new JsonObject()
        .put("equal", report.equal())
        .put("settled", report.isSettled())
        .put("lackingHere", ranges(report.events().lackingHere()))
        .put("lackingThere", ranges(report.events().lackingThere()))
        .put("forks", report.events().forks().stream().map(AuditJson::of).toList())
        .put("payloads", report.payloads().stream().map(AuditJson::of).toList())
        .raw("branchesOnlyHere", texts(report.branches().onlyHere()))
        .raw("branchesOnlyThere", texts(report.branches().onlyThere()))
        .put("differences", report.states().stream().map(AuditJson::of).toList())
        .put("notShown", report.notShown())
        .put("counted", report.isCounted())
        .put("bytesOut", report.cost().bytesOut())
        .put("bytesIn", report.cost().bytesIn())
        .put("roundTrips", report.cost().roundTrips());
  }

  private static List<JsonObject> ranges(List<EventRange> ranges) {
    return ranges.stream().map(AuditJson::of).toList();
  }

  private static JsonObject of(EventRange range) {
    return new JsonObject()
        .put("origin", range.origin().toString())
        .put("from", range.from())
        .put("to", range.to());
  }

  private static JsonObject of(AuditReport.Fork fork) {
    return of(new EventRange(fork.origin(), fork.from(), fork.to()))
        .put("here", fork.here().toString())
        .put("there", fork.there().toString());
  }

  private static JsonObject of(AuditReport.PayloadGap gap) {
    return of(gap.events()).put("missing", word(gap.side())).put("why", word(gap.why()));
  }

  private static JsonObject of(AuditReport.OnBranch each) {
    JsonObject json = new JsonObject().put("branch", each.branch());
    if (each.discrepancy() instanceof Discrepancy.OfTable table) {
      json.put("what", "table").put("table", table.table());
      put(json, "here", table.here().map(AuditJson::hashed));
      put(json, "there", table.there().map(AuditJson::hashed));
    } else if (each.discrepancy() instanceof Discrepancy.OfRow row) {
      json.put("what", word(row.kept())).put("table", row.table()).put("key", row.key());
      put(json, "here", row.here().map(AuditJson::of));
      put(json, "there", row.there().map(AuditJson::of));
    } else if (each.discrepancy() instanceof Discrepancy.OfObject object) {
      json.put("what", "object").put("world", object.world()).put("key", object.key());
      put(json, "here", object.here().map(AuditJson::of));
      put(json, "there", object.there().map(AuditJson::of));
    }
    return json;
  }

  private static JsonObject of(Discrepancy.RowState row) {
    JsonObject json = hashed(row.hash());
    row.last()
        .ifPresent(
            last -> {
              RowJson.put(json, "valid_from", last.valid().since());
              RowJson.put(json, "valid_to", last.valid().until());
              json.put("earlier", last.earlier()).put("row", RowJson.of(last.table(), last.row()));
            });
    return json;
  }

  private static JsonObject of(Discrepancy.ObjectState object) {
    JsonObject json = hashed(object.hash());
    object.document().ifPresent(document -> RowJson.put(json, "document", document));
    return json;
  }

  private static JsonObject hashed(Hash hash) {
    return new JsonObject().put("hash", hash.toString());
  }

  private static void put(JsonObject json, String field, Optional<JsonObject> value) {
    value.ifPresentOrElse(known -> json.put(field, known), () -> json.putNull(field));
  }

  private static String texts(List<String> texts) {
    return texts.stream().map(JsonObject::quote).collect(Collectors.joining(",", "[", "]"));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
