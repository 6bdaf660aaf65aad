package io.ewig.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.InclusionProof;
import io.ewig.engine.time.SystemNanos;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EventLog} promises; each implementation inherits these tests. */
public abstract class EventLogContract {

  private EventLog log;

  /** An empty log. */
  protected abstract EventLog create();

  @BeforeEach
  void open() {
    log = create();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private List<Event> fill(long seed, int commits) {
    Commits source = new Commits(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < commits; i++) {
      Commit commit = source.any(log);
      log.append(commit);
      events.addAll(commit.events());
    }
    log.awaitDurable(log.appended().size());
    return events;
  }

  private static List<Event> all(EventCursor cursor) {
    List<Event> events = new ArrayList<>();
    try (cursor) {
      while (cursor.next()) {
        Event event = cursor.event();
        assertThat(cursor.seq()).isEqualTo(event.seq());
        assertThat(cursor.systemNanos()).isEqualTo(event.systemNanos());
        assertThat(cursor.payloadSize()).isEqualTo(event.payload().size());
        events.add(event);
      }
    }
    return events;
  }

  @Test
  void anEmptyLogHasAnEmptyHead() {
    assertThat(log.head()).isEqualTo(Head.EMPTY);
    assertThat(all(log.scan(Scan.all()))).isEmpty();
    assertThat(log.sizeAt(Long.MAX_VALUE)).isZero();
  }

  @Test
  void whatWasAppendedIsRead() {
    List<Event> events = fill(1, 300);
    for (Event event : events) {
      assertThat(log.get(event.seq())).isEqualTo(event);
      assertThat(log.find(event.hash())).hasValue(event.seq());
    }
    assertThat(all(log.scan(Scan.all()))).isEqualTo(events);
  }

  @Test
  void anUnknownHashIsNotFound() {
    fill(2, 10);
    assertThat(log.find(new Hash(1, 2, 3, 4))).isEmpty();
  }

  @Test
  void eventsAreFoundByTheirIdsAlsoIfTheyCameLate() {
    List<Event> events = new ArrayList<>(fill(31, 50));
    Commit late = new Commits(32).by(new Origin(8, 8)).late(Duration.ofDays(1)).of(log, 3);
    log.append(late);
    events.addAll(late.events());
    events.addAll(fill(33, 5));
    EventId unknown = new EventId(1, 2);
    List<EventId> ids = new ArrayList<>(List.of(unknown, new EventId(-1, -1)));
    events.forEach(event -> ids.add(event.id()));
    assertThat(EventsById.find(log, ids).values()).containsExactlyInAnyOrderElementsOf(events);
    assertThat(EventsById.find(log, List.of(late.last().id(), unknown)))
        .isEqualTo(Map.of(late.last().id(), late.last()));
  }

  @Test
  void aPositionThatIsNotThereIsRefusedByName() {
    fill(3, 2);
    long size = log.head().size();
    assertThatThrownBy(() -> log.get(size))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no event " + size);
    assertThatThrownBy(() -> log.get(-1)).isInstanceOf(UserException.class);
  }

  @Test
  void aCommitIsReadAsAWhole() {
    Commits source = new Commits(4);
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      commits.add(source.any(log));
      log.append(commits.get(i));
    }
    log.awaitDurable(log.appended().size());
    for (Commit commit : commits) {
      assertThat(log.commitOf(commit.firstSeq())).isEqualTo(commit);
      assertThat(log.commitOf(commit.endSeq() - 1)).isEqualTo(commit);
      assertThat(log.commitIdOf(commit.endSeq() - 1)).isEqualTo(commit.id());
    }
  }

  @Test
  void aLargeCommitIsReadAsAWhole() {
    Commit large = new Commits(5).payloadBytes(1000).of(log, 3000);
    log.append(large);
    log.awaitDurable(large.endSeq());
    assertThat(log.commitOf(1500)).isEqualTo(large);
    assertThat(log.commitIdOf(0)).isEqualTo(large.id());
    assertThat(log.commitIdOf(1500)).isEqualTo(large.id());
    assertThat(log.get(2999)).isEqualTo(large.last());
  }

  @Test
  void aScanNarrowedAnyWayGivesWhatANaiveFilterGives() {
    List<Event> events = fill(6, 400);
    Randoms random = new Randoms(6);
    for (int i = 0; i < 300; i++) {
      long a = random.longBelow(events.size());
      long b = random.longBelow(events.size() + 10L);
      Instant from = events.get((int) a).systemTime().plusNanos(random.below(3) - 1);
      Instant to =
          SystemNanos.toInstant(events.get((int) Math.min(b, events.size() - 1)).systemNanos());
      Scan scan = Scan.all();
      Predicate<Event> naive = event -> true;
      if (random.oneIn(2)) {
        scan = scan.from(a).before(b);
        naive = naive.and(event -> event.seq() >= a && event.seq() < b);
      }
      if (random.oneIn(2)) {
        scan = scan.during(from, to);
        naive =
            naive.and(
                event -> !event.systemTime().isBefore(from) && event.systemTime().isBefore(to));
      }
      if (random.oneIn(2)) {
        World world = World.of("a://garden" + random.below(7));
        scan = scan.in(world);
        naive = naive.and(event -> event.world().equals(world));
      }
      if (random.oneIn(3)) {
        EventType type = EventType.of(random.of("Blinked", "PlayerAction", "Nothing"));
        scan = scan.of(type);
        naive = naive.and(event -> event.type().equals(type));
      }
      if (random.oneIn(3) && from.isBefore(to)) {
        ValidPeriod valid = new ValidPeriod(from, to);
        scan = scan.validDuring(valid);
        naive = naive.and(event -> event.valid().overlaps(valid));
      }
      if (random.oneIn(3)) {
        scan = scan.where(event -> event.payload().size() % 2 == 0);
        naive = naive.and(event -> event.payload().size() % 2 == 0);
      }
      List<Event> expected = new ArrayList<>(events.stream().filter(naive).toList());
      assertThat(all(log.scan(scan))).as("scan %s of seed 6", scan).isEqualTo(expected);
      Collections.reverse(expected);
      assertThat(all(log.scan(scan.newestFirst()))).as("backward %s", scan).isEqualTo(expected);
    }
  }

  @Test
  void theLengthOfTheLogAtAMomentIsWhatHadBeenRecorded() {
    List<Event> events = fill(7, 200);
    for (Event event : events) {
      for (long nanos : new long[] {event.systemNanos() - 1, event.systemNanos()}) {
        long naive = events.stream().filter(e -> e.systemNanos() <= nanos).count();
        assertThat(log.sizeAt(nanos)).isEqualTo(naive);
      }
    }
    assertThat(log.sizeAt(Long.MIN_VALUE)).isZero();
  }

  @Test
  void aCursorShowsWhatWasThereWhenItWasOpened() {
    fill(8, 5);
    long size = log.head().size();
    try (EventCursor cursor = log.scan(Scan.all())) {
      Commit later = new Commits(80).of(log, 3);
      log.append(later);
      log.awaitDurable(later.endSeq());
      long seen = 0;
      while (cursor.next()) {
        seen++;
      }
      assertThat(seen).isEqualTo(size);
    }
  }

  @Test
  void aCursorThatStandsOnNoEventSaysSo() {
    fill(8, 5);
    for (Scan scan : List.of(Scan.all(), Scan.all().newestFirst())) {
      EventCursor cursor = log.scan(scan);
      assertStandsOnNothing(cursor);
      while (cursor.next()) {
        assertThat(cursor.event().seq()).isEqualTo(cursor.seq());
      }
      assertStandsOnNothing(cursor);
      cursor.close();
      EventCursor broken = log.scan(scan);
      assertThat(broken.next()).isTrue();
      broken.event();
      broken.close();
      assertStandsOnNothing(broken);
    }
  }

  private static void assertStandsOnNothing(EventCursor cursor) {
    List<Supplier<?>> questions =
        List.of(
            cursor::seq,
            cursor::systemNanos,
            cursor::world,
            cursor::type,
            cursor::payload,
            cursor::payloadSize,
            cursor::commitSeq,
            cursor::branch,
            cursor::event);
    for (Supplier<?> question : questions) {
      assertThatThrownBy(question::get)
          .isInstanceOf(UserException.class)
          .hasMessageContaining("the cursor stands on no event");
    }
  }

  @Test
  void nobodyWaitsForEventsThatWereNeverAppended() {
    long size = fill(8, 5).size();
    log.awaitDurable(size);
    assertThatThrownBy(() -> log.awaitDurable(size + 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(size + " have been appended");
  }

  @Test
  void aTailMayWaitForEver() {
    fill(8, 1);
    try (Tail tail = log.follow(Scan.all())) {
      assertThat(tail.next(Duration.ofSeconds(Long.MAX_VALUE))).contains(log.get(0));
    }
  }

  @Test
  void aTailOfALogThatIsClosedWaitsForNothing() {
    long size = fill(8, 1).size();
    try (Tail tail = log.follow(Scan.all().from(size))) {
      assertThat(tail.next(Duration.ZERO)).isEmpty();
      log.close();
      assertThatThrownBy(() -> tail.next(Duration.ofDays(1)))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("is closed");
    }
  }

  @Test
  void aCommitThatLeavesAGapIsRefusedAndChangesNothing() {
    fill(9, 5);
    Head before = log.appended();
    Commit next = new Commits(90).of(log, 1);
    Commit later = next.placed(next.firstSeq() + 1, next.systemNanos());
    assertThatThrownBy(() -> log.append(later)).isInstanceOf(ConflictException.class);
    assertThat(log.appended()).isEqualTo(before);
    log.append(next);
  }

  @Test
  void aCommitThatIsHereAlreadyIsRefusedAndSaysSo() {
    Commit commit = new Commits(91).of(log, 3);
    log.append(commit);
    Commit again = commit.placed(log.appended().size(), log.appended().systemNanos() + 1);
    assertThatThrownBy(() -> log.append(again))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("up to number 3 are here already");
  }

  @Test
  void aCommitWithoutTheRightParentIsRefused() {
    Commits source = new Commits(10);
    log.append(source.of(log, 2));
    Commit fork = source.of(log, 1);
    log.append(source.of(log, 1));
    Commit moved = fork.placed(log.appended().size(), log.appended().systemNanos() + 1);
    assertThatThrownBy(() -> log.append(moved))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("origin");
  }

  @Test
  void systemTimeMustRise() {
    Commits source = new Commits(11);
    log.append(source.of(log, 2));
    Commit next = source.of(log, 1);
    Commit early = next.placed(next.firstSeq(), log.appended().systemNanos());
    assertThatThrownBy(() -> log.append(early))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("system time");
  }

  @Test
  void severalOriginsKeepTheirOwnChains() {
    Commits ada = new Commits(12).by(new Origin(1, 1));
    Commits bob = new Commits(13).by(new Origin(2, 2));
    for (int i = 0; i < 50; i++) {
      log.append((i % 3 == 0 ? bob : ada).any(log));
    }
    log.awaitDurable(log.appended().size());
    assertThat(log.verify(Progress.SILENT).isSound()).isTrue();
  }

  @Test
  void aTailHandsOutWhatIsAppendedLater() {
    Commits source = new Commits(14);
    try (Tail tail = log.follow(Scan.all())) {
      assertThat(tail.next(Duration.ZERO)).isEmpty();
      Commit commit = source.of(log, 2);
      log.append(commit);
      log.awaitDurable(commit.endSeq());
      assertThat(tail.next(Duration.ofSeconds(5))).contains(commit.first());
      assertThat(tail.next(Duration.ofSeconds(5))).contains(commit.last());
      assertThat(tail.next(Duration.ofMillis(1))).isEmpty();
      assertThat(tail.position()).isEqualTo(2);
    }
  }

  @Test
  void aTailPassesWhatIsNotWantedAtOnce() {
    long size = fill(14, 10).size();
    try (Tail tail = log.follow(Scan.all().in(World.of("z://nobody")))) {
      assertThat(tail.next(Duration.ZERO)).isEmpty();
      assertThat(tail.position()).isEqualTo(size);
    }
  }

  @Test
  void everyEventIsProvedToBeInEveryRootAfterIt() {
    List<Event> events = fill(15, 60);
    long size = log.head().size();
    for (long at = 1; at <= size; at += 7) {
      Hash root = log.root(at);
      for (long seq = 0; seq < at; seq += 13) {
        Event event = events.get((int) seq);
        Hash leaf = LogChain.leaf(event.hash(), event.systemNanos());
        assertThat(log.proveInclusion(seq, at).provesInclusion(seq, leaf, at, root)).isTrue();
      }
      assertThat(log.proveConsistency(at, size).provesConsistency(at, root, size, log.root(size)))
          .isTrue();
    }
    for (long other : new long[] {-1, size + 1}) {
      String named = "the log has " + size + " events, not " + other;
      assertThatThrownBy(() -> log.root(other)).hasMessageContaining(named);
      assertThatThrownBy(() -> log.headAt(other)).hasMessageContaining(named);
      assertThatThrownBy(() -> log.proveInclusion(0, other)).hasMessageContaining(named);
    }
  }

  @Test
  void aSoundLogIsVerified() {
    fill(16, 200);
    VerifyReport report = log.verify(Progress.SILENT);
    assertThat(report.findings()).isEmpty();
    assertThat(report.events()).isEqualTo(log.head().size());
    assertThat(report.chain()).isEqualTo(log.head().chain());
    assertThat(report.root()).isEqualTo(log.root(log.head().size()));
  }

  @Test
  void anErasedPayloadIsGoneAndAllElseStays() {
    List<Event> events = fill(18, 200);
    long size = log.head().size();
    Head head = log.head();
    Hash root = log.root(size);
    InclusionProof proof = log.proveInclusion(5, size);
    Set<Long> gone = Set.of(0L, 5L, 6L, size / 2, size - 1);
    log.erase(gone);
    log.erase(gone);
    List<Event> left =
        events.stream()
            .map(event -> gone.contains(event.seq()) ? withoutPayload(event) : event)
            .toList();
    assertThat(all(log.scan(Scan.all()))).isEqualTo(left);
    assertThat(log.get(5)).isEqualTo(left.get(5));
    assertThat(log.commitOf(6).events()).contains(left.get(6));
    assertThat(log.find(events.get(5).hash())).hasValue(5);
    assertThat(log.head()).isEqualTo(head);
    assertThat(log.root(size)).isEqualTo(root);
    Hash leaf = LogChain.leaf(events.get(5).hash(), events.get(5).systemNanos());
    assertThat(proof.provesInclusion(5, leaf, size, root)).isTrue();
    assertThat(log.verify(Progress.SILENT).findings()).isEmpty();
    log.append(new Commits(19).any(log));
    log.awaitDurable(log.appended().size());
    assertThat(log.verify(Progress.SILENT).findings()).isEmpty();
  }

  @Test
  void aLongLogIsErasedFromAtAllItsPlaces() {
    for (int i = 0; i < 23; i++) {
      log.append(new Commits(i).payloadBytes(60).of(log, 3000));
    }
    log.awaitDurable(log.appended().size());
    long size = log.head().size();
    Hash root = log.root(size);
    Set<Long> gone = Set.of(1L, size / 3, size / 2, size - 1);
    log.erase(gone);
    for (long seq : gone) {
      assertThat(log.get(seq).payload()).isInstanceOf(Payload.Erased.class);
    }
    assertThat(log.root(size)).isEqualTo(root);
    assertThat(log.verify(Progress.SILENT).findings()).isEmpty();
  }

  @Test
  void aWithheldPayloadCanBeFilledInAndAllElseStays() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Commit whole = new Commits(i).payloadBytes(60).of(log, 50);
      events.addAll(whole.events());
      log.append(whole.withhold(event -> event.seq() % 3 != 0));
    }
    log.awaitDurable(log.appended().size());
    long size = log.head().size();
    Hash root = log.root(size);
    assertThat(log.get(4).payload())
        .isEqualTo(new Payload.Withheld(events.get(4).payload().commitment()));
    Map<Long, Payload> payloads = new HashMap<>();
    for (long seq : List.of(1L, 4L, 5L, size / 2, size - 1)) {
      payloads.put(seq, events.get((int) seq).payload());
    }
    log.fill(payloads);
    log.fill(payloads);
    for (long seq : payloads.keySet()) {
      assertThat(log.get(seq)).isEqualTo(events.get((int) seq));
    }
    assertThat(log.get(2).payload()).isInstanceOf(Payload.Withheld.class);
    assertThat(log.head().size()).isEqualTo(size);
    assertThat(log.root(size)).isEqualTo(root);
    assertThat(log.verify(Progress.SILENT).findings()).isEmpty();
    log.erase(Set.of(2L, 4L));
    assertThat(log.get(2).payload()).isInstanceOf(Payload.Erased.class);
    assertThat(log.verify(Progress.SILENT).findings()).isEmpty();
  }

  private static Event withoutPayload(Event event) {
    return new Event(
        event.seq(),
        event.systemNanos(),
        event.hash(),
        event.parent(),
        event.origin(),
        event.originSeq(),
        event.hlc(),
        event.valid(),
        event.world(),
        event.type(),
        new Payload.Erased(event.payload().commitment()));
  }

  @Test
  void aCursorThatIsOpenGoesOnOverAnErasure() {
    List<Event> events = fill(20, 50);
    try (EventCursor cursor = log.scan(Scan.all())) {
      cursor.next();
      log.erase(Set.of(3L));
      for (int seq = 1; seq < events.size(); seq++) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.event().hash()).isEqualTo(events.get(seq).hash());
      }
    }
  }

  @Test
  void aClosedLogSaysSo() {
    fill(17, 3);
    log.close();
    assertThatThrownBy(() -> log.get(0))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("closed");
  }
}
