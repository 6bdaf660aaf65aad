package io.ewig.server;

import io.ewig.engine.Ewig;
import io.ewig.engine.Receipt;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.InclusionProof;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.LogChain;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.timeline.Timeline;
import io.ewig.engine.world.WorldState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The steps of the demo; each checks what it shows, and throws if that does not hold. */
final class Tour {

  private static final World GARDEN = World.of("a://garden");
  private static final int NEWEST = 4;

  private final Path folder;
  private final Transcript transcript;
  private Head end = Head.EMPTY;

  Tour(Path folder, Transcript transcript) {
    this.folder = folder;
    this.transcript = transcript;
  }

  /** What one does with an open database. */
  void live(Ewig db) {
    transcript.show("Ewig in " + folder + ", " + db.head().size() + " events so far");
    Receipt planted = append(db);
    Receipt hedge = commit(db);
    newestFirst(db, hedge);
    timeRange(db, planted, hedge);
    asItWas(db, planted);
    theWorldAtTwoMoments(db, planted, hedge);
    end = verify(db);
    prove(db, planted.firstSeq());
  }

  private Receipt append(Ewig db) {
    Receipt first =
        transcript.step(
            "Append events: each is on disk when append() returns",
            () -> {
              Receipt planted =
                  db.append(event(EventType.OBJECT_CREATED, "{'id':'rose','bed':'north'}"));
              db.append(event(EventType.OBJECT_MOVED, "{'id':'rose','bed':'south'}"));
              db.append(event(EventType.STATE_CHANGED, "{'id':'rose','petals':12}"));
              return planted;
            });
    show(db, read(db.iterate(Scan.all().from(first.firstSeq())), 3), first.firstSeq(), 3);
    return first;
  }

  private Receipt commit(Ewig db) {
    Receipt receipt =
        transcript.step(
            "Commit three events as one: all of them become history, or none",
            () ->
                db.batch()
                    .author("ada")
                    .message("plant the hedge")
                    .with("season", "spring")
                    .add(event(EventType.OBJECT_CREATED, "{'id':'box-1'}"))
                    .add(event(EventType.OBJECT_CREATED, "{'id':'box-2'}"))
                    .add(event(EventType.of("HedgeClosed"), "{'of':['box-1','box-2']}"))
                    .commit());
    var info = db.commitOf(receipt.firstSeq()).info();
    transcript.show("commit " + receipt.commit() + " by " + info.author() + ": " + info.message());
    require(info.author().equals("ada") && receipt.count() == 3, "the commit reads as written");
    return receipt;
  }

  private void newestFirst(Ewig db, Receipt newest) {
    List<Event> found =
        transcript.step(
            "Read back, newest first", () -> read(db.iterate(Scan.all().newestFirst()), NEWEST));
    show(db, found, newest.firstSeq() + newest.count() - 1, NEWEST);
  }

  private void timeRange(Ewig db, Receipt from, Receipt to) {
    List<Event> found =
        transcript.step(
            "Ask for a span of time: " + from.systemTime() + " up to " + to.systemTime(),
            () -> read(db.range(GARDEN, from.systemTime(), to.systemTime()), Integer.MAX_VALUE));
    transcript.show(found.size() + " events, the hedge not among them");
    require(found.size() == 3, "the span holds the three events before the hedge");
  }

  private void asItWas(Ewig db, Receipt then) {
    long size =
        transcript.step(
            "Go back: the log as it was at " + then.systemTime(), () -> db.at(then.systemTime()));
    transcript.show("it had " + size + " event(s) then, and has " + db.head().size() + " now");
    show(db, read(db.iterate(Scan.all().before(size).newestFirst()), 1), then.firstSeq(), 1);
    require(size == then.firstSeq() + 1, "the log ended with the rose being planted");
  }

  private void theWorldAtTwoMoments(Ewig db, Receipt first, Receipt second) {
    Timeline garden = db.timeline(GARDEN);
    List<WorldState> states =
        transcript.step(
            "Look at the garden itself at two moments",
            () -> List.of(garden.at(first.systemTime()), garden.at(second.systemTime())));
    states.forEach(state -> transcript.show(state.length() + " object(s): " + text(state)));
    require(
        String.valueOf(states.get(0).get("rose")).equals("{\"bed\":\"north\"}"),
        "the rose stood in the north");
    require(
        String.valueOf(states.get(1).get("rose")).equals("{\"bed\":\"south\",\"petals\":12}"),
        "it was moved, and is in blossom");
    require(states.get(1).get("box-1") != null, "and the hedge is there");
    require(garden.latest().equals(states.get(1)), "as it is now");
  }

  private static String text(WorldState state) {
    return new String(state.canonical(), StandardCharsets.UTF_8);
  }

  private Head verify(Ewig db) {
    VerifyReport report =
        transcript.step(
            "Verify: recompute every checksum, hash, chain and root",
            () -> db.verify(Progress.SILENT));
    transcript.show("events " + report.events() + ", findings " + report.findings().size());
    transcript.show("chain  " + report.chain());
    transcript.show("root   " + report.root());
    require(report.isSound(), "nothing is damaged: " + report.findings());
    require(report.chain().equals(db.head().chain()), "the chain is the one in use");
    require(report.root().equals(db.log().root(report.events())), "and so is the root");
    return db.head();
  }

  private void prove(Ewig db, long seq) {
    Event event = db.get(seq);
    Hash root = db.log().root(end.size());
    InclusionProof proof =
        transcript.step(
            "Prove that event " + seq + " is in that history, to whoever knows the root",
            () -> db.log().proveInclusion(seq, end.size()));
    Hash leaf = LogChain.leaf(event.hash(), event.systemNanos());
    Hash forged = LogChain.leaf(event.hash(), event.systemNanos() + 1);
    require(proof.provesInclusion(seq, leaf, end.size(), root), "the proof holds");
    require(!proof.provesInclusion(seq, forged, end.size(), root), "a forged event has no proof");
    transcript.show(
        proof.path().size() + " hashes prove it; one nanosecond changed, and they no longer do");
  }

  /** What one finds when the database is opened again. */
  void comeBack(Supplier<Ewig> door) {
    try (Ewig db = transcript.step("Open it again: everything is still there", door)) {
      Head found = db.head();
      require(found.equals(end), "the log ends where it ended");
      transcript.show(found.size() + " events, chain " + found.chain());
      VerifyReport report = db.verify(Progress.SILENT);
      require(report.isSound() && report.chain().equals(end.chain()), "and verifies again");
    }
  }

  private static EventBuilder event(EventType type, String json) {
    return EventBuilder.in(GARDEN).type(type).json(json.replace('\'', '"'));
  }

  /** Shows events; the first of so many must have that seq. */
  private void show(Ewig db, List<Event> events, long firstSeq, int count) {
    events.forEach(event -> transcript.show(EventText.of(event, db.payload(event))));
    require(
        events.size() == count && events.get(0).seq() == firstSeq,
        "these are " + count + " events, the first of them event " + firstSeq);
  }

  private static List<Event> read(EventCursor cursor, int limit) {
    try (cursor) {
      List<Event> events = new ArrayList<>();
      while (events.size() < limit && cursor.next()) {
        events.add(cursor.event());
      }
      return events;
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("the demo failed, this does not hold: " + what);
    }
  }
}
