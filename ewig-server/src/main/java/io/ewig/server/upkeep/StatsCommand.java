package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.engine.Statistics;
import io.ewig.engine.log.LogSegment;
import io.ewig.engine.store.StoreStatistics;
import io.ewig.engine.timeline.CacheStatistics;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig stats}: how much there is, and how fast it grows. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description =
        "Say how much a database holds and takes: events, files, index, store, and growth per day.",
    footerHeading = "%nExamples:%n",
    footer = {"  ewig stats --data garden", "  ewig stats --data garden --json | jq .disk.log"})
public final class StatsCommand implements Callable<Integer> {

  private static final double SECONDS_PER_DAY = 86_400;

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  public StatsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (Ewig db = data.openToRead()) {
      SortedMap<String, Long> disk = FolderSizes.of(data.folder());
      if (json) {
        terminal.out().println(json(db, disk));
      } else {
        print(db, disk);
      }
      return DamageNotice.print(db, terminal);
    }
  }

  /** From the first event to the last, and how much of a day that is. */
  private record Span(Instant first, Instant last, long events) {

    static Span of(Ewig db) {
      long size = db.head().size();
      return size == 0
          ? new Span(Instant.EPOCH, Instant.EPOCH, 0)
          : new Span(db.get(0).systemTime(), db.get(size - 1).systemTime(), size);
    }

    /** Of a history of less than a day nothing is foretold: it counts as one. */
    double perDay(long amount) {
      double days = Duration.between(first, last).toSeconds() / SECONDS_PER_DAY;
      return amount / Math.max(1, days);
    }
  }

  private static long logBytes(List<LogSegment> segments) {
    return segments.stream().mapToLong(LogSegment::bytes).sum();
  }

  private JsonObject json(Ewig db, SortedMap<String, Long> disk) {
    Statistics all = db.metrics().statistics();
    StoreStatistics store = all.store();
    CacheStatistics worlds = all.worlds();
    Span span = Span.of(db);
    List<LogSegment> segments = db.log().segments();
    JsonObject onDisk = new JsonObject();
    disk.forEach(onDisk::put);
    JsonObject said = new JsonObject().put("data", data.folder().toString());
    said.put("events", all.events())
        .put("first_time", span.first.toString())
        .put("last_time", span.last.toString())
        .put("events_per_day", Math.round(span.perDay(all.events())))
        .put("bytes_per_day", Math.round(span.perDay(logBytes(segments) + store.storedBytes())))
        .put("branches", db.branches().list().size())
        .put("tags", db.branches().tags().size())
        .put("checkpoints", all.snapshots())
        .put("disk", onDisk);
    said.put(
        "log",
        new JsonObject()
            .put("segments", segments.size())
            .put("sealed", segments.stream().filter(LogSegment::isSealed).count())
            .put("bytes", logBytes(segments)));
    said.put(
        "index",
        new JsonObject()
            .put("versions", all.versions())
            .put("bytes", all.indexBytes())
            .put("memory_bytes", all.indexMemoryBytes())
            .put("senseless", all.senseless()));
    said.put(
        "store",
        new JsonObject()
            .put("objects", store.objects())
            .put("packs", store.packs())
            .put("raw_bytes", store.rawBytes())
            .put("stored_bytes", store.storedBytes())
            .raw("compression", ratio(store.rawBytes(), store.storedBytes()))
            .put("garbage_bytes", store.garbageBytes()));
    return said.put(
        "cache", new JsonObject().put("states", worlds.states()).put("bytes", worlds.bytes()));
  }

  private static String ratio(long raw, long stored) {
    return String.format(Locale.ROOT, "%.2f", stored == 0 ? 1.0 : (double) raw / stored);
  }

  private void print(Ewig db, SortedMap<String, Long> disk) {
    Statistics all = db.metrics().statistics();
    StoreStatistics store = all.store();
    Span span = Span.of(db);
    List<LogSegment> segments = db.log().segments();
    long grown = logBytes(segments) + store.storedBytes();
    say("events", all.events() + " from " + span.first + " to " + span.last);
    say(
        "growth",
        Math.round(span.perDay(all.events()))
            + " events and "
            + size(Math.round(span.perDay(grown)))
            + " a day");
    say("branches", db.branches().list().size() + ", tags " + db.branches().tags().size());
    disk.forEach(
        (room, bytes) -> say("disk", String.format(Locale.ROOT, "%-8s %s", room, size(bytes))));
    say(
        "log",
        segments.size()
            + " files, of which "
            + segments.stream().filter(LogSegment::isSealed).count()
            + " are sealed; "
            + size(logBytes(segments)));
    say(
        "index",
        all.versions()
            + " versions of keys; "
            + size(all.indexBytes())
            + " on disk, "
            + size(all.indexMemoryBytes())
            + " in memory");
    say(
        "store",
        store.objects()
            + " objects in "
            + store.packs()
            + " packs; "
            + size(store.rawBytes())
            + " in "
            + size(store.storedBytes())
            + ", compression "
            + ratio(store.rawBytes(), store.storedBytes()));
    say("states", all.snapshots() + " checkpoints");
  }

  private void say(String what, String text) {
    terminal.out().println(String.format(Locale.ROOT, "%-9s %s", what, text));
  }

  /** In the unit that leaves one to three digits before the point. */
  private static String size(long bytes) {
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double amount = bytes / 1024.0;
    int unit = 0;
    while (amount >= 1024 && unit < units.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, units[unit]);
  }
}
