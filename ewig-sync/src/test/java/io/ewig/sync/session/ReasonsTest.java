package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Backups;
import io.ewig.engine.Batch;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.backup.Backup;
import io.ewig.engine.backup.Restore;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.protocol.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why replicas do not do what others want, where no liar and no part is among them. */
class ReasonsTest {

  private static final long DAY = TimeUnit.DAYS.toNanos(1);

  private final AtomicLong now = new AtomicLong(1_900_000_000_000_000_000L);
  private final List<Ewig> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Ewig::close);
  }

  /** A replica whose clock is wrong. */
  private Ewig open(long aheadNanos) {
    Config config = Config.defaults().withLog(LogKind.MEMORY);
    Ewig db = Ewig.open(Path.of("memory"), config.withClock(() -> now.get() + aheadNanos));
    opened.add(db);
    return db;
  }

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
  }

  private static Endpoint endpoint(Ewig of) {
    return new Endpoint(
        new EngineLocal(of), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
  }

  private static Meeting.Outcome meet(Ewig one, Channel other) throws IOException {
    return new Meeting(new EngineLocal(one), new MemoryQuarantine(), Direction.BOTH, other).run();
  }

  private static Reason why(Meeting.Outcome outcome) {
    return outcome.refused().orElseThrow().reason();
  }

  private static byte[] hello(Ewig of) {
    Session session =
        new Session(new EngineLocal(of), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
    return MessageWriter.write(session.open());
  }

  /** Each keeps what it has, and what was refused comes when that time has come. */
  @Test
  void aClockThatIsADayWrongEitherWayHoldsBackWhatIsFromThen() throws IOException {
    Ewig right = open(0);
    Ewig ahead = open(DAY);
    Ewig behind = open(-DAY);
    List.of(right, ahead, behind).forEach(db -> plant(db, "rose"));
    Meeting.Outcome outcome = meet(right, endpoint(ahead)::answer);
    assertThat(why(outcome)).isEqualTo(Reason.CLOCK);
    assertThat(outcome.refused().orElseThrow().text())
        .contains(ahead.replica().self().toString(), "set right the one that is wrong");
    assertThat(why(meet(ahead, endpoint(right)::answer))).isEqualTo(Reason.CLOCK);
    assertThat(right.head().size()).isEqualTo(1);
    assertThat(why(meet(right, endpoint(behind)::answer))).isEqualTo(Reason.CLOCK);
    assertThat(right.head().size()).as("with what is from the day before").isEqualTo(2);
    assertThat(why(meet(behind, endpoint(right)::answer))).isEqualTo(Reason.CLOCK);
    assertThat(behind.head().size()).isEqualTo(1);
    now.addAndGet(DAY);
    assertThat(meet(right, endpoint(ahead)::answer).equal()).isTrue();
    now.addAndGet(DAY);
    assertThat(meet(behind, endpoint(right)::answer).equal()).isTrue();
    assertThat(behind.head().size()).isEqualTo(3);
  }

  /** What the other one gives was written by oneself, and nobody has lied. */
  @Test
  void whoGoesOnFromAnOlderStateOfItselfIsToldSoAndBlamesNobody(@TempDir Path folder)
      throws IOException {
    Config plain = Config.defaults().withLog(LogKind.PLAIN).withClock(now::incrementAndGet);
    Ewig garden = open(0);
    try (Ewig laptop = Ewig.open(folder.resolve("laptop"), plain)) {
      plant(laptop, "rose");
      Backup unused = laptop.backup(folder.resolve("backup"), Optional.empty(), Progress.SILENT);
      plant(laptop, "fern");
      plant(laptop, "moss");
      assertThat(meet(laptop, endpoint(garden)::answer).equal()).isTrue();
    }
    Head unused =
        Backups.restore(
            folder.resolve("backup"), folder.resolve("restored"), Restore.ALL, Progress.SILENT);
    try (Ewig restored = Ewig.open(folder.resolve("restored"), plain)) {
      plant(restored, "oak");
      MemoryQuarantine quarantine = new MemoryQuarantine();
      Meeting meeting =
          new Meeting(
              new EngineLocal(restored), quarantine, Direction.BOTH, endpoint(garden)::answer);
      Meeting.Outcome outcome = meeting.run();
      assertThat(why(outcome)).isEqualTo(Reason.SAME_ORIGIN);
      assertThat(outcome.refused().orElseThrow().text()).contains("fill a new, empty folder");
      assertThat(quarantine.locked()).isEmpty();
      assertThat(restored.head().size()).isEqualTo(2);
    }
  }

  @Test
  void whatIsTooMuchForOneBatchStaysAndSaysHowItTravels() throws IOException {
    Ewig one = open(0);
    Ewig other = open(0);
    Batch batch = one.batch();
    byte[] photo = new byte[1 << 20];
    for (long bytes = 0; bytes <= ProtocolLimits.LOAD_BYTES_MAX; bytes += photo.length) {
      batch.add(EventBuilder.in("a://photos").type("Photo").payload(photo).build());
    }
    var unused = batch.commit();
    Meeting.Outcome outcome = meet(one, endpoint(other)::answer);
    assertThat(why(outcome)).isEqualTo(Reason.TOO_LARGE);
    assertThat(outcome.refused().orElseThrow().text()).contains("by ewig export and ewig import");
    assertThat(other.head().size()).isZero();
  }

  /** Whoever of the two has it, and whoever has begun. */
  @Test
  void whatIsTooMuchForOneBatchIsToldToWhoLacksItAndAllElseGoesOn() throws IOException {
    Ewig one = open(0);
    Ewig other = open(0);
    plant(other, "rose");
    other.append(EventBuilder.in("a://films").payload(new byte[ProtocolLimits.LOAD_BYTES_MAX + 1]));
    plant(one, "fern");
    plant(one, "moss");
    Endpoint narrow =
        new Endpoint(
            new EngineLocal(other),
            new MemoryQuarantine(),
            SessionOptions.of(Direction.BOTH).withWindowBytes(1));
    Meeting.Outcome pulled = meet(one, narrow::answer);
    assertThat(why(pulled)).isEqualTo(Reason.TOO_LARGE);
    assertThat(pulled.refused().orElseThrow().text()).contains("by ewig export and ewig import");
    assertThat(pulled.sent()).isEqualTo(2);
    assertThat(pulled.received()).isEqualTo(1);
    plant(one, "oak");
    plant(one, "elm");
    Meeting.Outcome pushed = meet(other, endpoint(one)::answer);
    assertThat(why(pushed)).isEqualTo(Reason.TOO_LARGE);
    assertThat(pushed.received()).isEqualTo(2);
  }

  @Test
  void aLargePayloadThatIsTooMuchForOneRequestSaysHowItTravels() throws IOException {
    Ewig one = open(0);
    Ewig other = open(0);
    int over = ProtocolLimits.LOAD_BYTES_MAX + 1;
    long seq = one.append(EventBuilder.in("a://films").payload(new byte[over])).firstSeq();
    Meeting.Outcome outcome = meet(one, endpoint(other)::answer);
    assertThat(why(outcome)).isEqualTo(Reason.TOO_LARGE);
    assertThat(outcome.refused().orElseThrow().text())
        .contains("commit " + one.get(seq).id(), Integer.toString(ProtocolLimits.LOAD_BYTES_MAX));
    assertThat(other.head().size()).isZero();
  }

  /** All of them in one frame would be more than anybody reads. */
  @Test
  void longMessagesAreNoReasonToRefuseManyCommits() throws IOException {
    Ewig one = open(0);
    Ewig other = open(0);
    String message = "m".repeat(CommitInfo.MESSAGE_BYTES_MAX);
    int commits = ProtocolLimits.FRAME_BYTES_MAX / message.length() + 100;
    for (int i = 0; i < commits; i++) {
      var unused =
          one.batch().message(message).add(EventBuilder.in("a://roses").json("{}")).commit();
    }
    Meeting.Outcome outcome = meet(one, endpoint(other)::answer);
    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.sent()).isEqualTo(commits);
  }

  /** Which is 64 MiB where a server takes it. */
  @Test
  void whatIsLargeDoesNotGoOutTogetherWithWhatWouldMakeTheRequestTooLarge() throws IOException {
    Ewig one = open(0);
    Ewig other = open(0);
    one.append(EventBuilder.in("a://films").payload(new byte[7 << 20]));
    one.append(EventBuilder.in("a://films").payload(new byte[58 << 20]));
    plant(one, "rose");
    Endpoint there = endpoint(other);
    Meeting.Outcome outcome =
        meet(
            one,
            body -> {
              assertThat(body).hasSizeLessThan(64 << 20);
              return there.answer(body);
            });
    assertThat(outcome.equal()).isTrue();
    assertThat(outcome.sent()).isEqualTo(3);
  }

  /** The version is the first byte of a hello: behind its kind and length, before the checksum. */
  @Test
  void whoSpeaksAnotherVersionIsToldSo() {
    byte[] hello = hello(open(0));
    int end = hello.length - Integer.BYTES;
    List<Reason> reasons = new ArrayList<>();
    for (int at = 0; at < end; at++) {
      byte[] other = hello.clone();
      other[at]++;
      BytesOut sealed = new BytesOut(hello.length).put(other, 0, end);
      byte[] said = sealed.putInt(Checksum.of(other, 0, end)).toArray();
      for (Message word : MessageReader.readAll(endpoint(open(0)).answer(said))) {
        if (word instanceof Message.Refused refused) {
          reasons.add(refused.reason());
        }
      }
    }
    assertThat(reasons).contains(Reason.VERSION, Reason.MALFORMED);
    assertThat(reasons).containsOnlyOnce(Reason.VERSION);
  }

  @Test
  void whoAcknowledgesNothingThreeTimesIsGivenUp() {
    Ewig db = open(0);
    plant(db, "rose");
    Ewig other = open(0);
    plant(other, "fern");
    Session session =
        new Session(new EngineLocal(db), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
    List<Message> unused = session.answer(MessageReader.readAll(hello(other)));
    Message nothing =
        Message.Acknowledged.of(0, 0, other.replica().version(), other.replica().version());
    for (int i = 0; i < 3; i++) {
      assertThat(session.objection()).isEmpty();
      unused = session.answer(List.of(nothing));
    }
    assertThat(session.objection().orElseThrow().reason()).isEqualTo(Reason.FAILED);
    assertThat(session.objection().orElseThrow().text()).contains("takes nothing");
  }
}
