package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Brought;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.protocol.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas that keep a part of a history meet others. */
class PartMeetingTest {

  private static final Filter ROSES = Filter.parse("world a://garden/roses");
  private static final Filter GARDEN =
      Filter.parse("world a://garden/ferns world a://garden/roses");

  private final Ewig whole = Ewig.inMemory();
  private final List<Ewig> opened = new ArrayList<>(List.of(whole));

  @TempDir Path folder;

  @AfterEach
  void close() {
    opened.forEach(Ewig::close);
  }

  private Ewig part(Filter filter) {
    Config config = Config.defaults().withLog(LogKind.MEMORY).withFilter(filter);
    Ewig part = Ewig.open(Path.of("memory"), config);
    opened.add(part);
    return part;
  }

  private static void plant(Ewig at, String bed, String id) {
    at.append(EventBuilder.in("a://garden/" + bed).json("{\"id\":\"" + id + "\"}"));
  }

  private static Meeting.Outcome meet(Ewig one, Ewig other) throws IOException {
    return meet(one, endpoint(other)::answer);
  }

  private static Meeting.Outcome meet(Ewig one, Channel channel) throws IOException {
    return new Meeting(new EngineLocal(one), new MemoryQuarantine(), Direction.BOTH, channel).run();
  }

  private static Endpoint endpoint(Ewig database) {
    return new Endpoint(
        new EngineLocal(database),
        new MemoryQuarantine(),
        SessionOptions.of(Direction.BOTH).withWindowBytes(1 << 16));
  }

  private static String bed(Ewig at, String bed) {
    byte[] state = at.view().world(World.of("a://garden/" + bed)).canonical();
    return new String(state, StandardCharsets.UTF_8);
  }

  private static void assertNotHere(Ewig at, String bed) {
    assertThatThrownBy(() -> bed(at, bed))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_HERE))
        .hasMessageContaining("a://garden/" + bed + " is not here")
        .hasMessageContaining("--only-world");
  }

  @Test
  void aPartGetsWhatItKeepsAndProvesItEqual() throws IOException {
    plant(whole, "roses", "rose");
    plant(whole, "ferns", "fern");
    Ewig part = part(ROSES);
    Meeting.Outcome outcome = meet(part, whole);
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.received()).isEqualTo(2);
    assertThat(part.replica().standing()).isEqualTo(whole.replica().standing());
    assertThat(bed(part, "roses")).isEqualTo(bed(whole, "roses"));
    assertThat(part.get(1).payload()).isInstanceOf(Payload.Withheld.class);
    assertThat(part.get(1).hash()).isEqualTo(whole.get(1).hash());
    assertThat(part.verify(Progress.SILENT).findings()).isEmpty();
    assertNotHere(part, "ferns");
  }

  @Test
  void whatAPartWritesReachesTheWhole() throws IOException {
    plant(whole, "ferns", "fern");
    Ewig part = part(ROSES);
    meet(part, whole);
    plant(part, "roses", "rose");
    Meeting.Outcome outcome = meet(part, whole);
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.sent()).isEqualTo(1);
    assertThat(bed(whole, "roses")).isEqualTo(bed(part, "roses")).contains("rose");
    assertThat(bed(whole, "ferns")).contains("fern");
  }

  @Test
  void nothingIsWrittenThatCouldNotBeReadAgain() {
    Ewig part = part(ROSES);
    assertThatThrownBy(() -> plant(part, "ferns", "fern"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("a://garden/ferns is not here");
    assertThat(part.head().size()).isZero();
  }

  @Test
  void theWholeMayBeginToo() throws IOException {
    plant(whole, "roses", "rose");
    plant(whole, "ferns", "fern");
    Ewig part = part(ROSES);
    plant(part, "roses", "moss rose");
    assertThat(meet(whole, part).equal()).isTrue();
    assertThat(bed(part, "roses")).isEqualTo(bed(whole, "roses")).contains("moss rose");
    assertNotHere(part, "ferns");
  }

  @Test
  void partsThatKeepTheSamePassOnWhatTheyHave() throws IOException {
    plant(whole, "roses", "rose");
    plant(whole, "ferns", "fern");
    Ewig part = part(ROSES);
    Ewig other = part(ROSES);
    meet(part, whole);
    assertThat(meet(other, part).equal()).isTrue();
    assertThat(bed(other, "roses")).contains("rose");
    assertThat(meet(other, whole).equal()).isTrue();
  }

  @Test
  void whatIsNotWholeIsNotPassedOnToWhoWantsItWhole() throws IOException {
    plant(whole, "roses", "rose");
    plant(whole, "ferns", "fern");
    plant(whole, "roses", "tea rose");
    Ewig part = part(ROSES);
    meet(part, whole);
    plant(part, "roses", "moss rose");
    Ewig third = Ewig.inMemory();
    opened.add(third);
    Meeting.Outcome outcome = meet(third, part);
    assertThat(outcome.equal()).isFalse();
    assertThat(outcome.refused().orElseThrow().reason()).isEqualTo(Reason.WITHHELD);
    assertThat(third.head().size()).as("the first rose").isEqualTo(1);
    meet(third, whole);
    assertThat(meet(third, part).equal()).isTrue();
    assertThat(meet(third, whole).equal()).isTrue();
    assertThat(bed(third, "roses")).contains("moss rose");
    assertThat(bed(third, "ferns")).contains("fern");
  }

  /** As a server has it: one that answers all, and remembers where it stopped. */
  @Test
  void whatAPartCouldNotGiveItGivesOnceItHasGrown() throws IOException {
    plant(whole, "roses", "rose");
    plant(whole, "ferns", "fern");
    plant(whole, "roses", "tea rose");
    Ewig part = part(ROSES);
    meet(part, whole);
    Endpoint there = endpoint(part);
    Ewig third = Ewig.inMemory();
    opened.add(third);
    assertThat(meet(third, there::answer).equal()).isFalse();
    assertThat(third.head().size()).isEqualTo(1);
    part.replica().keep(Filter.EVERYTHING);
    meet(part, whole);
    Meeting.Outcome outcome = meet(third, there::answer);
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.received()).isEqualTo(2);
  }

  @Test
  void anEventThatLacksWhatIsWantedIsRefused() {
    plant(whole, "ferns", "fern");
    Ewig part = part(ROSES);
    CommitCursor cursor = whole.replica().since(VersionVector.EMPTY, ROSES);
    assertThat(cursor.next()).isTrue();
    Commit stripped = cursor.commit();
    assertThat(part.replica().adopt(List.of(stripped)).isWhole()).isTrue();
    Ewig third = part(GARDEN);
    var refusal = third.replica().adopt(List.of(stripped)).refusal().orElseThrow();
    assertThat(refusal.text()).contains("a://garden/ferns").contains("without its payload");
    assertThat(third.head().size()).isZero();
  }

  @Test
  void aChangedHeaderIsNoticedWithoutThePayload() throws IOException {
    plant(whole, "ferns", "fern");
    Ewig part = part(ROSES);
    Meeting.Outcome outcome =
        meet(part, changed(endpoint(whole)::answer, PartMeetingTest::swapCommitment));
    assertThat(outcome.equal()).isFalse();
    assertThat(part.head().size()).isZero();
  }

  /** Says something else of payloads that are not sent. */
  private static Message swapCommitment(Message word) {
    if (!(word instanceof Message.Events events)) {
      return word;
    }
    List<Commit> commits = new ArrayList<>();
    for (Commit commit : events.commits()) {
      commits.add(
          commit.fill(
              java.util.Map.of(commit.firstSeq(), new Payload.Withheld(commit.first().hash()))));
    }
    return new Message.Events(commits, events.saltKeys());
  }

  private static Channel changed(Answering there, UnaryOperator<Message> change) {
    return body ->
        MessageWriter.write(
            MessageReader.readAll(there.answer(body)).stream().map(change).toList());
  }

  /** What answers a request. */
  private interface Answering {
    byte[] answer(byte[] body) throws IOException;
  }

  @Test
  void moreIsKeptOnceItHasComeAndFitsItsCommitments() throws IOException {
    plant(whole, "roses", "rose");
    for (int i = 0; i < 300; i++) {
      plant(whole, "ferns", "fern " + i + " " + "x".repeat(1000));
    }
    plant(whole, "moss", "moss");
    Ewig part = part(ROSES);
    meet(part, whole);
    part.replica().keep(GARDEN);
    assertNotHere(part, "ferns");
    Meeting.Outcome outcome = meet(part, whole);
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.received()).isEqualTo(300);
    assertThat(bed(part, "ferns")).isEqualTo(bed(whole, "ferns"));
    assertThat(part.view().root(List.of())).isEqualTo(whole.view().root(List.of(GARDEN)));
    assertThat(part.verify(Progress.SILENT).findings()).isEmpty();
    assertNotHere(part, "moss");
    part.replica().keep(Filter.EVERYTHING);
    assertThat(meet(part, whole).equal()).isTrue();
    assertThat(part.replica().root()).isEqualTo(whole.replica().root());
    assertThat(part.state().verify(Progress.SILENT).findings()).isEmpty();
  }

  /** A frame that holds both would be refused by whoever reads it. */
  @Test
  void largePayloadsThatAreWantedComeOneByOne() throws IOException {
    whole.append(EventBuilder.in("a://garden/ferns").payload(new Randoms(1).bytes(6 << 20)));
    whole.append(EventBuilder.in("a://garden/ferns").payload(new Randoms(2).bytes(57 << 20)));
    plant(whole, "moss", "moss");
    Endpoint there =
        new Endpoint(
            new EngineLocal(whole), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
    Ewig part = part(ROSES);
    meet(part, there::answer);
    part.replica().keep(Filter.EVERYTHING);
    Meeting.Outcome outcome = meet(part, there::answer);
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.received()).isEqualTo(3);
    assertThat(part.replica().growth().isUnderWay()).isFalse();
  }

  @Test
  void aPayloadThatIsTooLargeToTravelIsNamedAndTheOthersCome() throws IOException {
    byte[] film = new byte[ProtocolLimits.LOAD_BYTES_MAX + 1];
    long seq = whole.append(EventBuilder.in("a://garden/ferns").payload(film)).firstSeq();
    plant(whole, "moss", "moss");
    Ewig part = part(ROSES);
    meet(part, whole);
    part.replica().keep(Filter.EVERYTHING);
    Meeting.Outcome outcome = meet(part, whole);
    assertThat(outcome.received()).isEqualTo(1);
    assertThat(outcome.equal()).isFalse();
    assertThat(outcome.refused().orElseThrow().reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(outcome.refused().orElseThrow().text())
        .contains("event " + whole.get(seq).id(), "ewig export");
  }

  /** Who is met by others asks in answers, and remembers nothing between two of them. */
  @Test
  void whoGrowsAndIsOnlyMetByWhoLacksMuchGetsWhatTheyHave() throws IOException {
    plant(whole, "roses", "rose");
    for (int i = 0; i < 2 * ProtocolLimits.PAYLOADS_MAX + 100; i++) {
      plant(whole, "moss", "moss " + i);
    }
    for (int i = 0; i < ProtocolLimits.PAYLOADS_MAX + 100; i++) {
      plant(whole, "ferns", "fern " + i);
    }
    Ewig part = part(ROSES);
    Ewig gardener = part(GARDEN);
    meet(part, whole);
    meet(gardener, whole);
    part.replica().keep(Filter.EVERYTHING);
    int meetings = 0;
    while (lacking(part) > 2 * ProtocolLimits.PAYLOADS_MAX + 100) {
      meet(gardener, part);
      assertThat(++meetings).isLessThan(4);
    }
    assertThat(part.replica().growth().isUnderWay()).isTrue();
    Meeting.Outcome last = meet(whole, part);
    assertThat(last.sent()).isEqualTo(2 * ProtocolLimits.PAYLOADS_MAX + 100);
    assertThat(part.replica().part().isEverything()).isTrue();
    assertThat(part.replica().root()).isEqualTo(whole.replica().root());
  }

  @Test
  void whatIsErasedWhileItIsOnItsWayIsNotKept() throws IOException {
    whole.append(EventBuilder.in("a://garden/ferns").payload(new byte[2 << 20]));
    Hash content = ((Payload.Blob) whole.get(0).payload()).content();
    List<Brought> brought = List.of(whole.replica().growth().bring(whole.get(0)));
    Ewig part = part(ROSES);
    meet(part, whole);
    assertThat(part.replica().growth().take(brought)).as("not wanted").isZero();
    part.replica().keep(Filter.EVERYTHING);
    assertThat(part.replica().growth().take(brought)).isEqualTo(1);
    whole.erasures().world(World.of("a://garden/ferns"), io.ewig.engine.erasure.Reason.NONE);
    CommitCursor erasure = whole.replica().since(part.replica().version());
    assertThat(erasure.next()).isTrue();
    part.replica().adopt(List.of(erasure.commit()));
    assertThat(part.replica().object(content)).isEmpty();
    assertThat(part.replica().growth().settle()).isTrue();
    assertThat(part.get(0).payload()).isInstanceOf(Payload.Erased.class);
    assertThat(part.replica().object(content)).isEmpty();
  }

  private static int lacking(Ewig part) {
    return part.replica().growth().wanted(0, Integer.MAX_VALUE).events().size();
  }

  @Test
  void aPayloadThatIsNotTheOneIsRefusedAndItsSenderLockedOut() throws IOException {
    plant(whole, "ferns", "fern");
    Ewig part = part(ROSES);
    meet(part, whole);
    part.replica().keep(GARDEN);
    MemoryQuarantine quarantine = new MemoryQuarantine();
    Channel channel = changed(endpoint(whole)::answer, PartMeetingTest::swapPayload);
    Meeting.Outcome outcome =
        new Meeting(new EngineLocal(part), quarantine, Direction.BOTH, channel).run();
    assertThat(outcome.refused().orElseThrow().reason()).isEqualTo(Reason.FORGED);
    assertThat(quarantine.why(whole.replica().self())).isPresent();
    assertThat(part.replica().growth().isUnderWay()).isTrue();
    assertNotHere(part, "ferns");
    assertThat(meet(part, whole).equal()).isTrue();
    assertThat(bed(part, "ferns")).contains("fern");
  }

  private static Message swapPayload(Message word) {
    if (!(word instanceof Message.Brings brings)) {
      return word;
    }
    return new Message.Brings(
        brings.payloads().stream()
            .map(each -> new Brought(each.event(), each.salt(), new byte[] {'{', '}'}))
            .toList());
  }

  @Test
  void lessOrOtherThanIsKeptIsRefused() {
    Ewig part = part(GARDEN);
    assertThatThrownBy(() -> part.replica().keep(ROSES))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("can get more, but not less")
        .hasMessageContaining(ROSES.toString());
    assertThatThrownBy(() -> whole.replica().keep(ROSES)).isInstanceOf(UserException.class);
  }

  @Test
  void whatWasBegunGoesOnAfterAReopening() throws IOException {
    plant(whole, "roses", "rose");
    for (int i = 0; i < 5_000; i++) {
      plant(whole, "ferns", "fern " + i);
    }
    whole.append(
        EventBuilder.in("a://garden/ferns").payload(new byte[Payload.INLINE_BYTES_MAX + 9]));
    Path laptop = folder.resolve("laptop");
    try (Ewig part = Ewig.open(laptop, Config.defaults().withFilter(ROSES))) {
      assertThat(meet(part, whole).equal()).isTrue();
      part.replica().keep(Filter.EVERYTHING);
      int[] left = {2};
      assertThatThrownBy(
              () ->
                  meet(
                      part,
                      body -> {
                        if (left[0]-- == 0) {
                          throw new IOException("cut");
                        }
                        return endpoint(whole).answer(body);
                      }))
          .hasMessage("cut");
      assertNotHere(part, "ferns");
    }
    try (Ewig part = Ewig.open(laptop)) {
      assertNotHere(part, "ferns");
      assertThat(meet(part, whole).equal()).isTrue();
      assertThat(part.replica().root()).isEqualTo(whole.replica().root());
    }
    try (Ewig part = Ewig.open(laptop)) {
      assertThat(part.replica().part().isEverything()).isTrue();
      assertThat(bed(part, "ferns")).isEqualTo(bed(whole, "ferns"));
      assertThat(part.verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void structureComesWholeWhateverIsKept() throws IOException {
    whole.branches().create("dev", "main");
    Ewig part = part(Filter.parse("world a://garden/roses branch main"));
    meet(part, whole);
    assertThat(part.branches().list()).hasSize(2);
    assertThat(part.get(0).payload().isHere()).isTrue();
    assertThat(part.replica().part().whole().covers(new Branch("dev"))).isFalse();
    assertThatThrownBy(
            () ->
                part.batch().add(EventBuilder.in("a://garden/roses").json("{}")).on("dev").commit())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("branch dev is not here");
  }

  /** One in a hundred events is kept: the others cost their headers and commitments. */
  @Test
  void whatIsNotKeptCostsLittle() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      String bed = i % 100 == 0 ? "roses" : "ferns";
      whole.append(EventBuilder.in("a://garden/" + bed).type("Note").payload(noise(i, 500)));
    }
    Ewig all = Ewig.inMemory();
    opened.add(all);
    Meeting.Outcome full = meet(all, whole);
    Meeting.Outcome some = meet(part(ROSES), whole);
    assertThat(some.equal()).isTrue();
    assertThat(full.bytesIn()).isGreaterThan(1_000_000);
    assertThat(some.bytesIn()).isLessThan(100_000);
  }

  private static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void anErasureReachesWhatIsNotHere() throws IOException {
    plant(whole, "ferns", "fern");
    Ewig part = part(ROSES);
    meet(part, whole);
    whole
        .erasures()
        .world(
            World.of("a://garden/ferns"),
            new io.ewig.engine.erasure.Reason("gardener", "asked for"));
    assertThat(meet(part, whole).equal()).isTrue();
    assertThat(part.get(0).payload()).isInstanceOf(Payload.Erased.class);
    assertThat(part.get(0).type()).isEqualTo(EventType.of("StateChanged"));
  }
}
