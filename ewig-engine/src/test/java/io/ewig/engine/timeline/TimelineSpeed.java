package io.ewig.engine.timeline;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import io.ewig.engine.session.When;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** Measures worlds in time; a program, not a test. Arguments: a new folder, number of events. */
final class TimelineSpeed {

  private static final World GARDEN = World.of("a://garden");
  private static final World RARE = World.of("a://rare");
  private static final int OBJECTS = 1_321;
  private static final int ROUNDS = 4;

  private final Ewig db;
  private final Randoms random = new Randoms(1);
  private final int events;
  private long sum; // keeps answers alive

  private TimelineSpeed(Ewig db, int events) {
    this.db = db;
    this.events = events;
  }

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    int events = Integer.parseInt(arguments[1]);
    boolean isThere = Files.exists(folder.resolve("ewig.json"));
    try (Ewig db = Ewig.open(folder, Config.defaults().withLog(LogKind.PLAIN))) {
      TimelineSpeed speed = new TimelineSpeed(db, events);
      if (!isThere) {
        speed.fill();
      }
      speed.run();
    }
  }

  private void fill() {
    for (int done = 0; done < events; ) {
      var batch = db.batch();
      for (int i = 0; i < 1000 && done < events; i++, done++) {
        int object = done < OBJECTS ? done : random.below(OBJECTS);
        String json =
            String.format(
                Locale.ROOT,
                "{\"id\":\"object-%04d\",\"x\":%d,\"y\":%d,\"bed\":\"north\",\"petals\":%d}",
                object,
                random.below(1000),
                random.below(1000),
                random.below(50));
        batch.add(EventBuilder.in(done % 1000 == 999 ? RARE : GARDEN).json(json));
      }
      batch.commit();
    }
  }

  private interface Question {
    long ask();
  }

  private void run() {
    Timeline garden = db.timelines().of(GARDEN);
    System.out.println(garden.count() + " events, " + garden.latest().length() + " objects");
    for (int round = 0; round < ROUNDS; round++) {
      say(
          "world by index, random instant",
          300,
          () -> db.view("main", past()).world(GARDEN).length());
      say("world by timeline, random instant", 300, () -> garden.at(past()).length());
      say("world by timeline, next event", 300, this::next);
      say("tick(n)", 20_000, () -> garden.tick(1 + random.longBelow(garden.count())).seq());
      say("count", 20_000, garden::count);
      say("get(seq)", 20_000, () -> db.get(random.longBelow(events)).seq());
      say("range of a rare world", 20, () -> count(db.range(RARE, Instant.MIN, Instant.MAX)));
      say("scan for a rare world", 5, () -> count(db.iterate(Scan.all().in(RARE))));
      say("scan of all events", 2, () -> count(db.iterate(Scan.all())));
    }
    System.out.println(db.timelines().cache());
    System.out.println(sum);
  }

  private When past() {
    return new When.AfterEvent(OBJECTS + random.longBelow(events - OBJECTS));
  }

  private long tick = 2_000;

  private long next() {
    return db.timelines().of(GARDEN).atTick(tick++).length();
  }

  private static long count(EventCursor cursor) {
    long count = 0;
    try (cursor) {
      while (cursor.next()) {
        count += cursor.event().payload().size();
      }
    }
    return count;
  }

  private void say(String what, int times, Question question) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      sum += question.ask();
    }
    double micros = (threads.getCurrentThreadCpuTime() - start) / 1e3 / times;
    System.out.printf(Locale.ROOT, "%-40s %10.2f us CPU%n", what, micros);
  }
}
