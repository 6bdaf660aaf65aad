package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.replica.Refusal.Reason;
import io.ewig.engine.time.Hlc;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is refused with a reason, and nothing of it is written. */
class RefusalTest {

  private static final long MINUTE = 60_000_000_000L;

  private final AtomicLong now = new AtomicLong(1_800_000_000_000_000_000L);
  private final Ewig one = open();
  private final Ewig other = open();

  @TempDir Path temp;

  private Ewig open() {
    Config config = Config.defaults().withLog(LogKind.MEMORY).withClock(now::incrementAndGet);
    return Ewig.open(Path.of("memory"), config);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
  }

  private Commit commitOfOne() {
    plant(one, "rose");
    List<Commit> all = Exchange.lacking(one, other);
    return all.get(all.size() - 1);
  }

  private static Commit with(Commit commit, Hash hash, Hash parent, long originSeq, long hlc) {
    Event event = commit.first();
    return new Commit(
        commit.info(),
        List.of(
            new Event(
                event.seq(),
                event.systemNanos(),
                hash,
                parent,
                event.origin(),
                originSeq,
                hlc,
                event.valid(),
                event.world(),
                event.type(),
                event.payload())));
  }

  /** Says something else, with a hash that holds. */
  private static Commit resealed(Commit commit, Hash parent, long originSeq, long hlc) {
    Commit changed = with(commit, Hash.ZERO, parent, originSeq, hlc);
    return with(changed, changed.rehash(0), parent, originSeq, hlc);
  }

  private Refusal refused(Commit commit) {
    long size = other.head().size();
    Adopted adopted = other.replica().adopt(List.of(commit));
    assertThat(adopted.commits()).isZero();
    assertThat(other.head().size()).isEqualTo(size);
    return adopted.refusal().orElseThrow();
  }

  @Test
  void aForgedHash() {
    Commit commit = commitOfOne();
    Event first = commit.first();
    Commit forged = with(commit, Hash.ZERO, first.parent(), first.originSeq(), first.hlc());
    assertThat(refused(forged).reason()).isEqualTo(Reason.FORGED_HASH);
  }

  @Test
  void aBrokenChain() {
    Event first = commitOfOne().first();
    Exchange.pull(one, other);
    Commit next = commitOfOne();
    Commit broken = resealed(next, Hash.ZERO, next.first().originSeq(), next.first().hlc());
    assertThat(first.hash()).isEqualTo(next.first().parent());
    assertThat(refused(broken).reason()).isEqualTo(Reason.BROKEN_CHAIN);
  }

  /** In nanoseconds these are more than a long holds, or seem to lie in the past. */
  @ParameterizedTest
  @ValueSource(strings = {"2262-04-12T00:00:00Z", "2400-01-01T00:00:00Z", "9999-12-31T00:00:00Z"})
  void aClockOfAFarFuture(Instant time) {
    Commit next = commitOfOne();
    long hlc = Hlc.atMillis(time.toEpochMilli());
    Commit far = resealed(next, next.first().parent(), next.first().originSeq(), hlc);
    assertThat(refused(far).reason()).isEqualTo(Reason.CLOCK_AHEAD);
  }

  @Test
  void aClockThatIsMoreThanAMinuteAhead() {
    now.addAndGet(2 * MINUTE);
    Commit early = commitOfOne();
    now.addAndGet(-2 * MINUTE);
    Refusal refusal = refused(early);
    assertThat(refusal.reason()).isEqualTo(Reason.CLOCK_AHEAD);
    assertThat(refusal.text())
        .contains(early.first().origin().toString(), "set right the one that is wrong");
    now.addAndGet(2 * MINUTE);
    assertThat(other.replica().adopt(List.of(early)).isWhole()).isTrue();
  }

  @Test
  void aClockThatGoesBack() {
    commitOfOne();
    Exchange.pull(one, other);
    Commit next = commitOfOne();
    Commit back = resealed(next, next.first().parent(), next.first().originSeq(), 1);
    assertThat(refused(back).reason()).isEqualTo(Reason.CLOCK_BACK);
  }

  @Test
  void twoEventsWithOneNumberAreKeptAsEvidence() {
    Commit commit = commitOfOne();
    Exchange.pull(one, other);
    Event first = commit.first();
    Commit second = resealed(commit, first.parent(), first.originSeq(), first.hlc() + 1);
    Refusal refusal = refused(second);
    assertThat(refusal.reason()).isEqualTo(Reason.EQUIVOCATION);
    assertThat(refusal.evidence())
        .isEqualTo(new Refusal.Evidence(first.hash(), second.first().hash()));
  }

  @Test
  void whoWroteAgainAfterLosingWhatItHadWrittenIsToldSo() {
    plant(other, "rose");
    Commit own = Exchange.lacking(other, one).get(0);
    Event first = own.first();
    Commit lost = resealed(own, first.parent(), first.originSeq(), first.hlc() + 1);
    Refusal refusal = refused(lost);
    assertThat(refusal.reason()).isEqualTo(Reason.OWN_EQUIVOCATION);
    assertThat(refusal.text()).contains("fill a new, empty folder");
    Event after = lost.first();
    Commit later = resealed(own, after.hash(), after.originSeq() + 1, after.hlc() + 1);
    assertThat(refused(later).reason()).isEqualTo(Reason.OWN_EQUIVOCATION);
    assertThat(refused(later).text()).contains("goes on elsewhere", "fill a new, empty folder");
    Commit earlier = resealed(own, first.hash(), first.originSeq() + 1, first.hlc() - 1);
    assertThat(refused(earlier).reason()).isEqualTo(Reason.OWN_EQUIVOCATION);
    Commit madeUp = with(own, Hash.ZERO, after.hash(), after.originSeq() + 1, after.hlc() + 1);
    assertThat(refused(madeUp).reason()).isEqualTo(Reason.BROKEN_CHAIN);
  }

  @Test
  void wordsThatNoCommitSays() {
    Commit commit = commitOfOne();
    CommitInfo info = commit.info();
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("ewig.seen", "nobody");
    CommitInfo malformed =
        new CommitInfo(info.branch(), info.parents(), info.author(), info.message(), metadata);
    assertThat(refused(new Commit(malformed, commit.events())).reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aPayloadBesideTheLogHasToComeWithIt() {
    byte[] big = new byte[Payload.INLINE_BYTES_MAX + 1];
    one.append(EventBuilder.in("a://garden").payload(big));
    Commit commit = Exchange.lacking(one, other).get(0);
    assertThat(refused(commit).reason()).isEqualTo(Reason.CONTENT_MISSING);
    Payload.Blob blob = (Payload.Blob) commit.first().payload();
    byte[] content = one.replica().content(blob);
    Adopted adopted = other.replica().adopt(List.of(commit), address -> content);
    assertThat(adopted.isWhole()).isTrue();
    assertThat(other.events().payload(other.get(0))).isEqualTo(big);
  }

  @Test
  void whatCameBeforeAWrongOneStays() {
    Commit good = commitOfOne();
    Commit next = commitOfOne();
    Event event = next.first();
    Commit forged = with(next, Hash.ZERO, event.parent(), event.originSeq(), event.hlc());
    Adopted adopted = other.replica().adopt(List.of(good, forged));
    assertThat(adopted.commits()).isEqualTo(1);
    assertThat(adopted.isWhole()).isFalse();
    assertThat(other.head().size()).isEqualTo(1);
  }

  @Test
  void hybridTimeGoesOnOverARestartThoughTheClockWentBackADay() {
    List<Long> times = new ArrayList<>();
    Config config = Config.defaults().withLog(LogKind.PLAIN).withClock(now::incrementAndGet);
    for (long step : new long[] {0, -24 * 60 * MINUTE, 24 * 60 * MINUTE}) {
      now.addAndGet(step);
      try (Ewig db = Ewig.open(temp.resolve("db"), config)) {
        plant(db, "rose");
        times.add(db.get(db.head().size() - 1).hlc());
      }
    }
    assertThat(times).isSorted().doesNotHaveDuplicates();
  }
}
