package io.ewig.sync.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonText;
import io.ewig.sync.ephemeral.EphemeralChange.Kind;
import io.ewig.sync.ephemeral.EphemeralChange.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EphemeralStoreTest {

  private static final long TTL = EphemeralLimits.defaults().ttl().toMillis();
  private static final long STEP = EphemeralLimits.STEP.toMillis();

  private long millis = 1_000;
  private final EphemeralStore ada = store("ada", 1, EphemeralLimits.defaults());
  private final EphemeralStore bob = store("bob", 1, EphemeralLimits.defaults());

  private EphemeralStore store(String peer, long epoch, EphemeralLimits limits) {
    return new EphemeralStore(peer, epoch, limits, () -> millis);
  }

  private static Json value(long number) {
    return JsonNumber.of(number);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EwigException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  // ---- what is there

  @Test
  void whatIsSetIsThereInItsNamespaceOnly() {
    ada.set("garden", "cursor", value(1));
    assertThat(ada.get("garden", "cursor")).contains(value(1));
    assertThat(ada.get("house", "cursor")).isEmpty();
    assertThat(ada.getAll("garden")).containsOnlyKeys("cursor");
    assertThat(ada.getAll("house")).isEmpty();
  }

  @Test
  void nullOfJsonIsAValue() {
    ada.set("garden", "cursor", Json.parse("null"));
    assertThat(ada.get("garden", "cursor")).contains(Json.parse("null"));
  }

  @Test
  void whatIsDeletedIsNotThere() {
    ada.set("garden", "cursor", value(1));
    ada.delete("garden", "cursor");
    ada.delete("garden", "never");
    assertThat(ada.getAll("garden")).isEmpty();
    assertThat(ada.get("garden", "cursor")).isEmpty();
  }

  @Test
  void anEntryEndsWhenNobodyRefreshesIt() {
    ada.set("garden", "idle", value(1));
    ada.set("garden", "busy", value(1));
    ada.set("garden", "brief", value(1), Duration.ofSeconds(1));
    millis += TTL - 1;
    assertThat(ada.getAll("garden")).containsOnlyKeys("busy", "idle");
    ada.set("garden", "busy", value(1));
    millis += 1;
    assertThat(ada.getAll("garden")).containsOnlyKeys("busy");
  }

  @Test
  void whatIsOverIsForgottenInTheEnd() {
    ada.set("garden", "cursor", value(1));
    millis += TTL;
    ada.step();
    assertThat(ada.size()).isEqualTo(1);
    millis += TTL;
    ada.step();
    assertThat(ada.size()).isZero();
    assertThat(ada.getAll("garden")).isEmpty();
  }

  @Test
  void aShorterTimeThanBeforeCounts() {
    ada.set("garden", "cursor", value(1), Duration.ofMinutes(30));
    ada.set("garden", "cursor", value(2), Duration.ofSeconds(1));
    millis += 1_000;
    ada.step();
    assertThat(ada.get("garden", "cursor")).isEmpty();
  }

  // ---- between stores

  @Test
  void aWriteCountsOverAllThatItsWriterHasSeen() {
    EphemeralStore young = store("zoe", 9, EphemeralLimits.defaults());
    young.set("garden", "title", value(1));
    ada.apply(young.encode());
    ada.set("garden", "title", value(2));
    young.apply(ada.encode());
    assertThat(young.get("garden", "title")).contains(value(2));
  }

  @Test
  void aLaterSessionOfAPeerCountsOverItsEarlierOne() {
    bob.merge(new Register("garden", "ada", value(1), new Stamp(1, 500, "ada"), TTL));
    EphemeralStore again = store("ada", 2, EphemeralLimits.defaults());
    again.set("garden", "ada", value(2));
    bob.apply(again.encode());
    assertThat(bob.get("garden", "ada")).contains(value(2));
  }

  @Test
  void whatIsMergedAgainChangesNothing() {
    ada.set("garden", "cursor", value(1));
    byte[] encoded = ada.encode();
    assertThat(bob.apply(encoded)).isEqualTo(1);
    assertThat(bob.apply(encoded)).isZero();
  }

  @Test
  void anEntryLivesNoLongerForBeingMerged() {
    ada.set("garden", "cursor", value(1));
    millis += TTL - 10;
    bob.apply(ada.encode());
    millis += 10;
    ada.step();
    ada.apply(bob.encode());
    assertThat(ada.getAll("garden")).isEmpty();
    bob.apply(ada.encode());
    assertThat(bob.getAll("garden")).isEmpty();
  }

  @Test
  void whatWasDeletedDoesNotComeBackByWhatWasUnderWay() {
    Register late = ada.set("garden", "cursor", value(1));
    bob.merge(late);
    bob.merge(ada.delete("garden", "cursor"));
    assertThat(bob.merge(late)).isFalse();
    assertThat(bob.getAll("garden")).isEmpty();
  }

  @Test
  void aDeletionThatComesFirstCounts() {
    Register late = ada.set("garden", "cursor", value(1));
    bob.merge(ada.delete("garden", "cursor"));
    assertThat(bob.merge(late)).isFalse();
    assertThat(bob.getAll("garden")).isEmpty();
  }

  @Test
  void aNamespaceIsEncodedByItself() {
    ada.set("garden", "cursor", value(1));
    ada.set("house", "cursor", value(2));
    bob.apply(ada.encode("house"));
    assertThat(bob.getAll("garden")).isEmpty();
    assertThat(bob.get("house", "cursor")).contains(value(2));
  }

  @Test
  void whatAPeerWroteGoesWithIt() {
    ada.set("garden", "ada", value(1));
    bob.apply(ada.encode());
    bob.set("garden", "bob", value(2));
    assertThat(bob.leave("ada")).isEqualTo(1);
    assertThat(bob.leave("ada")).isZero();
    assertThat(bob.getAll("garden")).containsOnlyKeys("bob");
    bob.apply(ada.encode());
    assertThat(bob.getAll("garden")).containsOnlyKeys("bob");
  }

  // ---- who hears of it

  private static List<String> heard(EphemeralStore store) {
    List<String> heard = new ArrayList<>();
    store.subscribe(
        "garden",
        (namespace, changes) ->
            changes.forEach(
                one -> heard.add(one.kind() + " " + one.register().key() + " " + one.origin())));
    return heard;
  }

  @Test
  void listenersHearOfWhatIsAddedUpdatedAndRemoved() {
    List<String> heard = heard(bob);
    bob.merge(ada.set("garden", "cursor", value(1)));
    bob.set("garden", "own", value(1));
    bob.set("house", "own", value(1));
    bob.step();
    assertThat(heard)
        .containsExactly(
            Kind.ADDED + " cursor " + Origin.REMOTE, Kind.ADDED + " own " + Origin.LOCAL);
    heard.clear();
    bob.merge(ada.set("garden", "cursor", value(2)));
    bob.set("garden", "own", value(1));
    millis += STEP;
    bob.step();
    assertThat(heard)
        .containsExactly(
            Kind.UPDATED + " cursor " + Origin.REMOTE, Kind.REFRESHED + " own " + Origin.LOCAL);
    heard.clear();
    bob.leave("ada");
    bob.delete("garden", "own");
    millis += STEP;
    bob.step();
    assertThat(heard)
        .containsExactly(
            Kind.REMOVED + " cursor " + Origin.REMOTE, Kind.REMOVED + " own " + Origin.LOCAL);
  }

  @Test
  void manyWritesBetweenTwoStepsAreToldOnce() {
    List<String> heard = heard(ada);
    for (int i = 0; i < 1_000; i++) {
      ada.set("garden", "cursor", value(i));
      ada.set("garden", "brief", value(i));
      ada.delete("garden", "brief");
      ada.step();
    }
    assertThat(heard).containsExactly(Kind.ADDED + " cursor " + Origin.LOCAL);
    millis += STEP;
    ada.step();
    assertThat(heard).hasSize(2).last().isEqualTo(Kind.UPDATED + " cursor " + Origin.LOCAL);
  }

  @Test
  void whatChangesAllTheTimeIsToldSixtyTimesASecondAtMost() {
    List<String> heard = heard(ada);
    for (int i = 0; i < 10_000; i++) {
      millis++;
      ada.set("garden", "cursor", value(i));
      ada.step();
    }
    assertThat(heard).hasSizeBetween(500, 600);
  }

  @Test
  void listenersHearOfWhatEnds() {
    ada.set("garden", "cursor", value(1));
    ada.step();
    List<String> heard = heard(ada);
    millis += TTL;
    ada.step();
    assertThat(heard).containsExactly(Kind.REMOVED + " cursor " + Origin.REMOTE);
  }

  @Test
  void whoHasEndedItsSubscriptionHearsNothing() {
    List<String> heard = new ArrayList<>();
    Subscription subscription = ada.subscribe((namespace, changes) -> heard.add(namespace));
    ada.set("garden", "cursor", value(1));
    ada.step();
    subscription.close();
    subscription.close();
    ada.set("house", "cursor", value(1));
    millis += STEP;
    ada.step();
    assertThat(heard).containsExactly("garden");
  }

  @Test
  void aListenerThatFailsKeepsNothingFromTheOthers() {
    ada.subscribe(
        (namespace, changes) -> {
          throw new IllegalStateException("no");
        });
    List<String> heard = heard(ada);
    ada.set("garden", "cursor", value(1));
    assertThatThrownBy(ada::step).isInstanceOf(IllegalStateException.class);
    assertThat(heard).hasSize(1);
  }

  // ---- what is refused

  @Test
  void namesAreNeitherEmptyNorLongNorInvisible() {
    assertRefused(ErrorCode.INVALID_NAME, () -> ada.set("", "k", value(1)));
    assertRefused(ErrorCode.INVALID_NAME, () -> ada.set("n", "", value(1)));
    assertRefused(ErrorCode.INVALID_NAME, () -> ada.set("n", "x".repeat(257), value(1)));
    assertRefused(ErrorCode.INVALID_NAME, () -> ada.set("n", "a\nb", value(1)));
    assertRefused(ErrorCode.INVALID_NAME, () -> ada.subscribe("", (name, changes) -> {}));
    assertRefused(ErrorCode.INVALID_NAME, () -> store("", 1, EphemeralLimits.defaults()));
  }

  @Test
  void numbersLieWhereADoubleIsExact() {
    assertRefused(ErrorCode.OUT_OF_RANGE, () -> new Stamp(0, 1, "ada"));
    assertRefused(ErrorCode.OUT_OF_RANGE, () -> new Stamp(1, -1, "ada"));
    assertRefused(ErrorCode.OUT_OF_RANGE, () -> new Stamp(1, Stamp.NUMBER_MAX + 1, "ada"));
    assertRefused(
        ErrorCode.OUT_OF_RANGE, () -> new Register("n", "k", value(1), new Stamp(1, 1, "ada"), -1));
  }

  @Test
  void aCounterThatIsFullGoesOnInTheNextEpoch() {
    Stamp last = new Stamp(1, Stamp.NUMBER_MAX, "bob");
    ada.merge(new Register("garden", "title", value(1), last, TTL));
    ada.set("garden", "title", value(2));
    assertThat(ada.get("garden", "title")).contains(value(2));
  }

  @Test
  void valuesAndTimesHaveALargest() {
    Json large = JsonText.of("x".repeat(EphemeralLimits.defaults().valueBytesMax()));
    assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> ada.set("garden", "k", large));
    assertRefused(
        ErrorCode.LIMIT_EXCEEDED, () -> ada.set("garden", "k", value(1), Duration.ofHours(2)));
    assertThat(ada.size()).isZero();
  }

  @Test
  void aPeerHoldsSoManyEntriesAndMayReplaceThem() {
    EphemeralStore small = store("ada", 1, EphemeralLimits.defaults().withEntriesMax(4, 2));
    small.set("garden", "a", value(1));
    small.set("garden", "b", value(1));
    small.set("garden", "b", value(2));
    assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> small.set("garden", "c", value(1)));
    small.delete("garden", "a");
    assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> small.delete("garden", "d"));
    millis += TTL;
    small.step();
    small.set("garden", "c", value(1));
    assertThat(small.getAll("garden")).containsOnlyKeys("c");
  }

  @Test
  void allPeersTogetherHoldSoManyEntries() {
    EphemeralStore small = store("ada", 1, EphemeralLimits.defaults().withEntriesMax(3, 2));
    small.set("garden", "a", value(1));
    small.set("garden", "b", value(1));
    bob.set("garden", "c", value(1));
    bob.set("garden", "d", value(1));
    assertRefused(ErrorCode.LIMIT_REACHED, () -> small.apply(bob.encode()));
    assertThat(small.getAll("garden")).containsOnlyKeys("a", "b", "c");
  }

  @Test
  void bytesAreCounted() {
    EphemeralStore small = store("ada", 1, EphemeralLimits.defaults().withBytesMax(300, 200));
    Json some = JsonText.of("x".repeat(100));
    small.set("garden", "a", some);
    assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> small.set("garden", "b", some));
    small.merge(bob.set("garden", "c", some));
    EphemeralStore third = store("eve", 1, EphemeralLimits.defaults());
    assertRefused(ErrorCode.LIMIT_REACHED, () -> small.merge(third.set("garden", "d", some)));
    small.delete("garden", "a");
    small.set("garden", "a", some);
    assertThat(small.getAll("garden")).containsOnlyKeys("a", "c");
  }

  @Test
  void namespacesAreCounted() {
    EphemeralStore small = store("ada", 1, EphemeralLimits.defaults().withNamespacesMax(1));
    small.set("garden", "a", value(1));
    assertRefused(ErrorCode.LIMIT_REACHED, () -> small.set("house", "a", value(1)));
    small.set("garden", "b", value(1));
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    assertRefused(
        ErrorCode.INVALID_ARGUMENT, () -> EphemeralLimits.defaults().withTtl(Duration.ZERO));
    assertRefused(
        ErrorCode.INVALID_ARGUMENT, () -> EphemeralLimits.defaults().withTtl(Duration.ofDays(1)));
  }

  @Test
  void bytesThatAreNoRegistersChangeNothing() {
    String good =
        "{\"namespace\":\"garden\",\"key\":\"a\",\"peer\":\"eve\",\"epoch\":1,\"counter\":1,"
            + "\"ttl\":5,\"value\":1}";
    for (String bad :
        List.of(
            "",
            "[]",
            "{}",
            "{\"registers\":1}",
            "{\"registers\":[1]}",
            "{\"registers\":[" + good + ",{}]}",
            "{\"registers\":[" + good + "," + good.replace("\"value\":1", "\"x\":1") + "]}",
            "{\"registers\":[" + good + "," + good.replace("\"epoch\":1", "\"epoch\":1.5") + "]}",
            "{\"registers\":[" + good + "," + good.replace("\"eve\"", "7") + "]}")) {
      assertThatThrownBy(() -> ada.apply(bad.getBytes(StandardCharsets.UTF_8)))
          .as(bad)
          .isInstanceOf(EwigException.class);
    }
    assertThat(ada.size()).isZero();
    assertThat(ada.apply(("{\"registers\":[" + good + "]}").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(1);
  }
}
