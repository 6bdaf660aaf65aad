package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Batch;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.standing.Stated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two databases, and a network that is a method call. */
class MeetingTest {

  private final Ewig one = Ewig.inMemory();
  private final Ewig other = Ewig.inMemory();
  private final MemoryQuarantine quarantine = new MemoryQuarantine();

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
  }

  private Meeting.Outcome meet(Direction direction, Channel channel) throws IOException {
    return new Meeting(new EngineLocal(one), quarantine, direction, channel).run();
  }

  private Meeting.Outcome meet() throws IOException {
    return meet(Direction.BOTH, endpoint(other, 1 << 20)::answer);
  }

  private static Endpoint endpoint(Ewig database, long windowBytes) {
    return new Endpoint(
        new EngineLocal(database),
        new MemoryQuarantine(),
        SessionOptions.of(Direction.BOTH).withWindowBytes(windowBytes));
  }

  @Test
  void eachGetsWhatItLacks() throws IOException {
    plant(one, "rose");
    plant(other, "fern");
    Meeting.Outcome outcome = meet();
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.sent()).isEqualTo(1);
    assertThat(outcome.received()).isEqualTo(1);
    assertThat(outcome.roundTrips()).isEqualTo(2);
    assertThat(one.replica().root()).isEqualTo(other.replica().root());
    assertThat(outcome.remoteRoot()).contains(outcome.root());
  }

  @Test
  void equalReplicasPartAfterOneShortRoundTrip() throws IOException {
    plant(one, "rose");
    plant(other, "fern");
    meet();
    Meeting.Outcome outcome = meet();
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.moved()).isFalse();
    assertThat(outcome.roundTrips()).isEqualTo(1);
    assertThat(outcome.bytesOut()).isLessThan(150);
    assertThat(outcome.bytesIn()).isLessThan(150);
  }

  @Test
  void emptyReplicasAreEqual() throws IOException {
    assertThat(meet().equal()).isTrue();
  }

  @Test
  void aLongHistoryGoesOverInManyShortAnswers() throws IOException {
    for (int i = 0; i < 200; i++) {
      plant(other, "plant" + i);
    }
    Meeting.Outcome outcome = meet(Direction.BOTH, endpoint(other, 1_000)::answer);
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.received()).isEqualTo(200);
    assertThat(outcome.roundTrips()).isGreaterThan(5);
  }

  /** Asked for while the last is taken in: one request a window, and one for the root. */
  @Test
  void theNextWindowIsAskedForBeforeTheLastIsTaken() throws IOException {
    for (int i = 0; i < 40; i++) {
      plant(other, "plant" + i);
    }
    List<Long> sizes = new ArrayList<>();
    Endpoint there = endpoint(other, 1_000);
    Meeting.Outcome outcome =
        meet(
            Direction.PULL,
            body -> {
              sizes.add(one.head().size());
              return there.answer(body);
            });
    assertThat(outcome.equal()).isTrue();
    assertThat(sizes).startsWith(0L, 0L).doesNotContain(40L);
  }

  @Test
  void whoGivesAndTakesNothingHearsTheOthersRoot() throws IOException {
    plant(one, "rose");
    plant(other, "fern");
    Meeting.Outcome outcome = meet(Direction.PUSH, endpoint(other, 1 << 20)::answer);
    assertThat(outcome.remoteRoot()).contains(other.replica().root());
  }

  @Test
  void aRootIsSaidWhenNeitherHasMoreToSend() throws IOException {
    plant(one, "rose");
    plant(other, "fern");
    List<Boolean> roots = new ArrayList<>();
    Endpoint there = endpoint(other, 1 << 20);
    meet(
        Direction.BOTH,
        body -> {
          byte[] answer = there.answer(body);
          MessageReader.readAll(answer).stream()
              .filter(Message.Hello.class::isInstance)
              .forEach(hello -> roots.add(((Message.Hello) hello).root().isPresent()));
          return answer;
        });
    assertThat(roots).containsExactly(false, true);
  }

  @Test
  void payloadsBesideTheLogGoAlong() throws IOException {
    byte[] large = new Randoms(1).bytes(Payload.INLINE_BYTES_MAX + 5);
    long seq = one.append(EventBuilder.in("a://garden").payload(large)).firstSeq();
    assertThat(meet().equal()).isTrue();
    Event there = other.events().with(one.get(seq).hash()).orElseThrow();
    assertThat(other.events().payload(there)).isEqualTo(large);
  }

  /** 16 random bytes an event otherwise. */
  @Test
  void saltsOfManyEventsTravelAsOneKey() throws IOException {
    grow(one, 200);
    Meeting.Outcome outcome = meet();
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.bytesOut() / 200).isLessThan(10);
  }

  @Test
  void whoPassesEventsOnTellsTheirSaltsByTheSameKey() throws IOException {
    grow(one, 200);
    meet();
    try (Ewig third = Ewig.inMemory()) {
      Channel channel = endpoint(other, 1 << 20)::answer;
      Meeting.Outcome outcome =
          new Meeting(new EngineLocal(third), quarantine, Direction.BOTH, channel).run();
      assertThat(outcome.equal()).isTrue();
      assertThat(outcome.bytesIn() / 200).isLessThan(10);
    }
  }

  /** A key would tell the salt of what was erased as well. */
  @Test
  void whereSomethingWasErasedEachSaltTravels() throws IOException {
    grow(one, 200);
    one.erasures().world(World.of("a://garden/7"), io.ewig.engine.erasure.Reason.NONE);
    assertThat(meet().bytesOut() / 200).isGreaterThan(16);
    grow(other, 200);
    assertThat(meet().equal()).isTrue();
    assertThat(one.replica().giveSaltKeys(all(one))).isEmpty();
  }

  private static List<Commit> all(Ewig database) {
    List<Commit> commits = new ArrayList<>();
    CommitCursor cursor = database.replica().since(VersionVector.EMPTY);
    while (cursor.next()) {
      commits.add(cursor.commit());
    }
    return commits;
  }

  private static void grow(Ewig at, int events) {
    Batch batch = at.batch();
    for (int i = 0; i < events; i++) {
      batch.add(EventBuilder.in("a://garden/" + i % 20).json("{\"id\":\"rose\"}"));
    }
    batch.commit();
  }

  @Test
  void pushTakesNothing() throws IOException {
    plant(one, "rose");
    plant(other, "fern");
    Meeting.Outcome outcome = meet(Direction.PUSH, endpoint(other, 1 << 20)::answer);
    assertThat(outcome.equal()).isFalse();
    assertThat(outcome.sent()).isEqualTo(1);
    assertThat(outcome.received()).isZero();
    assertThat(other.head().size()).isEqualTo(2);
  }

  @Test
  void pullGivesNothing() throws IOException {
    plant(one, "rose");
    plant(other, "fern");
    Meeting.Outcome outcome = meet(Direction.PULL, endpoint(other, 1 << 20)::answer);
    assertThat(outcome.received()).isEqualTo(1);
    assertThat(outcome.sent()).isZero();
    assertThat(outcome.lag()).isEqualTo(1);
    assertThat(other.head().size()).isEqualTo(1);
  }

  /** They are in no root: nothing follows from them but themselves. */
  @Test
  void whoLacksEventsThatMakeNoStateIsNotEqual() throws IOException {
    other.append(EventBuilder.in("a://photos").payload(new byte[] {1, 2, 3}));
    Meeting.Outcome pushed = meet(Direction.PUSH, endpoint(other, 1 << 20)::answer);
    assertThat(pushed.remoteRoot()).contains(pushed.root());
    assertThat(pushed.equal()).isFalse();
    assertThat(meet().equal()).isTrue();
    one.append(EventBuilder.in("a://photos").payload(new byte[] {4, 5, 6}));
    assertThat(meet(Direction.PULL, endpoint(other, 1 << 20)::answer).equal()).isFalse();
    assertThat(meet().equal()).isTrue();
  }

  @Test
  void aCopyOfTheSameDatabaseIsToldApart() throws IOException {
    plant(one, "rose");
    Meeting.Outcome outcome = meet(Direction.BOTH, endpoint(one, 1 << 20)::answer);
    assertThat(outcome.equal()).isFalse();
    assertThat(outcome.refused().orElseThrow().reason()).isEqualTo(Reason.SAME_ORIGIN);
    assertThat(outcome.refused().orElseThrow().text()).contains("empty folder");
  }

  /** The answer got lost: the request has done its work, and does none when it comes again. */
  @Test
  void whatWasSentTwiceIsTakenOnce() throws IOException {
    plant(one, "rose");
    plant(other, "fern");
    Endpoint there = endpoint(other, 1 << 20);
    assertThatThrownBy(
            () ->
                meet(
                    Direction.BOTH,
                    body -> {
                      there.answer(body);
                      throw new IOException("cut off");
                    }))
        .hasMessage("cut off");
    assertThat(
            meet(
                    Direction.BOTH,
                    body -> {
                      there.answer(body);
                      return there.answer(body);
                    })
                .equal())
        .isTrue();
    assertThat(other.head().size()).isEqualTo(2);
  }

  @Test
  void damageOnTheWayIsNoticedAndNobodyIsBlamed() throws IOException {
    plant(one, "rose");
    plant(other, "fern");
    Randoms random = new Randoms(3);
    Endpoint there = endpoint(other, 1 << 20);
    for (int i = 0; i < 200; i++) {
      Meeting.Outcome outcome =
          meet(Direction.BOTH, body -> Fuzz.damaged(there.answer(body), random));
      assertThat(outcome.refused().map(Objection::reason).orElse(Reason.MALFORMED))
          .isIn(Reason.MALFORMED, Reason.VERSION);
    }
    assertThat(quarantine.locked()).isEmpty();
    assertThat(meet().equal()).isTrue();
  }

  @Test
  void aRequestThatCannotBeReadIsRefusedWithItsReason() {
    Endpoint there = endpoint(other, 1 << 20);
    assertThat(refusal(there.answer(new byte[] {1, 2, 3}))).isEqualTo(Reason.MALFORMED);
    assertThat(refusal(there.answer(new byte[0]))).isEqualTo(Reason.MALFORMED);
    byte[] noHello = MessageWriter.write(List.of(new Message.Blob(new byte[5])));
    assertThat(refusal(there.answer(noHello))).isEqualTo(Reason.MALFORMED);
  }

  /** An object of 2 MiB goes out once, however often a request of some kilobytes asks for it. */
  @Test
  void howMuchGoesOutIsCountedOverAllThatARequestAsksFor() {
    byte[] large = new Randoms(1).bytes(2 << 20);
    long seq = other.append(EventBuilder.in("a://garden").payload(large)).firstSeq();
    Hash content = ((Payload.Blob) other.get(seq).payload()).content();
    Hash event = other.get(seq).hash();
    List<Message> words = new ArrayList<>(List.of(hello(one)));
    for (int i = 0; i < 20; i++) {
      words.add(Message.Wanted.objects(List.of(content, content)));
      words.add(Message.Wanted.payloads(List.of(event)));
      words.add(Message.Wanted.events(List.of(new EventRange(other.replica().self(), 1, 1))));
    }
    byte[] answer = endpoint(other, 1 << 20).answer(MessageWriter.write(words));
    assertThat(MessageReader.readAll(answer)).anyMatch(Message.Blob.class::isInstance);
    assertThat(answer).hasSizeBetween(2 << 20, 3 << 20);
  }

  private static Reason refusal(byte[] body) {
    return ((Message.Refused) MessageReader.readAll(body).get(0)).reason();
  }

  @Test
  void whoTellsTwoStoriesHimselfIsLockedOut() throws IOException {
    plant(other, "fern");
    meet();
    Commit told = commits(other).get(0);
    Commit otherwise =
        Commit.seal(
            told.info(),
            new Commit.Place(
                0, told.systemNanos(), told.first().origin(), 1, told.first().hlc(), Hash.ZERO),
            List.of(fact(told.first(), "{\"id\":\"oak\"}")));
    Session here = new Session(new EngineLocal(one), quarantine, SessionOptions.of(Direction.BOTH));
    List<Message> words =
        here.answer(List.of(hello(other), new Message.Events(List.of(otherwise), List.of())));
    assertThat(words).anyMatch(Message.Fork.class::isInstance);
    assertThat(here.objection().orElseThrow().reason()).isEqualTo(Reason.EQUIVOCATION);
    assertThat(quarantine.locked()).containsOnlyKeys(other.replica().self());
    assertThat(meet().refused().orElseThrow().reason()).isEqualTo(Reason.QUARANTINED);
    assertThat(one.head().size()).isEqualTo(1);
  }

  @Test
  void aGapIsRefusedAndSaysFromWhereOnToSend() {
    plant(other, "fern");
    plant(other, "oak");
    List<Commit> all = commits(other);
    Session here = new Session(new EngineLocal(one), quarantine, SessionOptions.of(Direction.BOTH));
    List<Message> words =
        here.answer(List.of(hello(other), new Message.Events(all.subList(1, 2), List.of())));
    assertThat(words)
        .filteredOn(Message.Refused.class::isInstance)
        .extracting(word -> ((Message.Refused) word).reason())
        .containsExactly(Reason.GAP);
    assertThat(words)
        .filteredOn(Message.Acknowledged.class::isInstance)
        .hasSize(1)
        .allSatisfy(word -> assertThat(((Message.Acknowledged) word).taken()).isZero());
    assertThat(one.head().size()).isZero();
    assertThat(here.objection()).isEmpty();
    assertThat(quarantine.locked()).isEmpty();
    here.answer(List.of(new Message.Events(all, List.of())));
    assertThat(one.head().size()).isEqualTo(2);
  }

  @Test
  void whoIsToldOfAGapAgainAndAgainGivesUpWithThatReason() {
    plant(one, "rose");
    Session here = new Session(new EngineLocal(one), quarantine, SessionOptions.of(Direction.BOTH));
    VersionVector there = other.replica().version();
    here.answer(List.of(hello(other)));
    here.answer(List.of(gap(), Message.Acknowledged.of(1, 0, there, there)));
    assertThat(here.reservation()).as("it went on").isEmpty();
    for (int i = 0; i < 3; i++) {
      assertThat(here.objection()).isEmpty();
      here.answer(List.of(gap(), Message.Acknowledged.of(0, 0, there, there)));
    }
    assertThat(here.objection().orElseThrow().reason()).isEqualTo(Reason.GAP);
    assertThat(here.objection().orElseThrow().text()).isEqualTo("event 7 is missing");
  }

  private static Message gap() {
    return new Message.Refused(Reason.GAP, "event 7 is missing");
  }

  @Test
  void aClockThatGoesBackIsALieOfItsOwnKind() throws IOException {
    plant(other, "fern");
    meet();
    Event last = commits(other).get(0).first();
    Commit back =
        Commit.seal(
            commits(other).get(0).info(),
            new Commit.Place(1, 1, last.origin(), 2, last.hlc(), last.hash()),
            List.of(fact(last, "{\"id\":\"oak\"}")));
    Session here = new Session(new EngineLocal(one), quarantine, SessionOptions.of(Direction.BOTH));
    List<Message> words =
        here.answer(List.of(hello(other), new Message.Events(List.of(back), List.of())));
    assertThat(words)
        .filteredOn(Message.Refused.class::isInstance)
        .extracting(word -> ((Message.Refused) word).reason())
        .containsExactly(Reason.CLOCK_BACK);
    assertThat(one.head().size()).isEqualTo(1);
    assertThat(quarantine.locked()).containsOnlyKeys(last.origin());
  }

  private static Commit.Fact fact(Event like, String json) {
    Payload payload =
        new Payload.Inline(new byte[Payload.SALT_BYTES], json.getBytes(StandardCharsets.UTF_8));
    return new Commit.Fact(like.world(), like.type(), like.valid(), payload, payload.commitment());
  }

  private static Message hello(Ewig database) {
    Standing standing = database.replica().standing();
    return new Message.Hello(
        database.replica().self(),
        true,
        true,
        false,
        new Stated.Whole(standing),
        Optional.empty(),
        Optional.empty());
  }

  private static List<Commit> commits(Ewig database) {
    List<Commit> commits = new ArrayList<>();
    CommitCursor cursor = database.replica().since(VersionVector.EMPTY);
    while (cursor.next()) {
      commits.add(cursor.commit());
    }
    return commits;
  }

  @Test
  void replicasThatMeetAgainAndAgainStayEqual() throws IOException {
    for (int i = 0; i < 5; i++) {
      plant(one, "a" + i);
      plant(other, "b" + i);
      assertThat(meet().equal()).isTrue();
    }
    assertThat(one.replica().standing()).isEqualTo(other.replica().standing());
  }
}
