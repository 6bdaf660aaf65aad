package io.ewig.calcite.system;

import io.ewig.engine.*;
import io.ewig.engine.event.*;
import io.ewig.engine.log.*;
import io.ewig.calcite.execution.*;
import io.ewig.calcite.relation.*;
import java.nio.file.*;
import java.util.*;

public final class Speed {
  public static void main(String[] a) throws Exception {
    Path p = Path.of("/tmp/h8/speed");
    boolean fresh = !Files.exists(p);
    var nanos = Gardener.clock();
    try (Ewig e = Ewig.open(p, Config.defaults().withDurability(Durability.NONE).withClock(fresh ? nanos::get : io.ewig.engine.time.Clock.system()))) {
      if (fresh) {
        Random r = new Random(1);
        for (int i = 0; i < 200_000; ) {
          Batch b = e.batch();
          int n = 1 + r.nextInt(5);
          for (int j = 0; j < n; j++, i++) {
            b.add(EventBuilder.in("w://" + (int) Math.floor(1000 * Math.pow(r.nextDouble(), 3))).type("ObjectSet").json("{\"id\":\"o" + r.nextInt(30) + "\",\"x\":" + i + "}"));
          }
          b.commit();
          nanos.addAndGet(1_000_000_000L);
        }
      }
      System.out.println("size " + e.head().size());
      var rel = HistoryTablesTest.relations(e);
      Ask ask = new Ask(e);
      for (int round = 0; round < 3; round++) {
        t("count all (no columns)", () -> ask.rows(rel.find("ewig","events").get(), ask.now(), List.of(), List.of()).size());
        t("seq,type", () -> ask.rows(rel.find("ewig","events").get(), "", "seq", "type").size());
        t("branch", () -> ask.rows(rel.find("ewig","events").get(), "", "branch").size());
        t("all columns", () -> ask.rows(rel.find("ewig","events").get(), "").size());
        t("world=900", () -> ask.rows(rel.find("ewig","events").get(), "world = 'w://900'").size());
        t("world=0", () -> ask.rows(rel.find("ewig","events").get(), "world = 'w://0'").size());
        t("one hour", () -> ask.rows(rel.find("ewig","events").get(), "\"system_time\" >= TIMESTAMP '2026-03-01 05:00:00' AND \"system_time\" < TIMESTAMP '2026-03-01 06:00:00'").size());
        t("branch=main seq only", () -> ask.rows(rel.find("ewig","events").get(), "branch = 'main'", "seq").size());
        t("commits", () -> ask.rows(rel.find("ewig","commits").get(), "").size());
        t("worlds", () -> ask.rows(rel.find("ewig","worlds").get(), "", "world", "events", "last_time").size());
        String id = e.get(100_000).id().toString();
        t("event_id", () -> ask.rows(rel.find("ewig","events").get(), "event_id = '" + id + "'").size());
        String c = e.commitOf(100_000).id().toString();
        t("commit_id", () -> ask.rows(rel.find("ewig","events").get(), "commit_id = '" + c + "'").size());
        String h = e.get(100_000).hash().toString();
        t("hash", () -> ask.rows(rel.find("ewig","events").get(), "hash = '" + h + "'").size());
        t("no such event_id", () -> ask.rows(rel.find("ewig","events").get(), "event_id = '0123456789ABCDEFGHJKMNPQRS'").size());
      }
    }
  }
  static void t(String what, java.util.function.IntSupplier s) {
    long t = System.nanoTime(); int n = s.getAsInt(); t = System.nanoTime() - t;
    System.out.printf(Locale.ROOT, "%-30s %8d rows %10.2f ms%n", what, n, t / 1e6);
  }
}
