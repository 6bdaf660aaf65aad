package io.ewig.sync.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.replica.PeerReport;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Endpoint;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.MemoryQuarantine;
import io.ewig.sync.session.Objection;
import io.ewig.sync.session.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Origin PASSER_BY = new Origin(8, 8);
  private static final Origin LIAR = new Origin(1, 2);

  @TempDir private Path folder;

  private final Ewig here = Ewig.inMemory();
  private final Ewig there = Ewig.inMemory();
  private long nanos = 1_700_000_000L * SECOND;
  private boolean isAway;

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private Peers peers() {
    Endpoint endpoint =
        new Endpoint(
            new EngineLocal(there), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
    return new Peers(
        folder,
        new SplittableRandom(20_261_122),
        new EngineLocal(here),
        new MemoryQuarantine(),
        () -> nanos,
        peer ->
            body -> {
              if (isAway) {
                throw new IOException("nobody answers");
              }
              return endpoint.answer(body);
            });
  }

  private static Peer peer(String name, Duration interval) {
    return new Peer(name, "http://there:1/main", Direction.BOTH, interval, Optional.empty());
  }

  private static int meet(Peers peers) {
    List<Runnable> due = peers.due();
    due.forEach(Runnable::run);
    return due.size();
  }

  @Test
  void aPeerIsMetWhenItIsDueAndNotBefore() {
    there.append(EventBuilder.in("a://garden").json("{\"id\":\"fern\"}"));
    Peers peers = peers();
    assertThat(meet(peers)).isZero();
    new PeerFile(folder).put(peer("far", Duration.ofSeconds(2)));
    assertThat(meet(peers)).isEqualTo(1);
    assertThat(here.head().size()).isEqualTo(1);
    assertThat(meet(peers)).isZero();
    nanos += 2 * SECOND;
    assertThat(meet(peers)).isEqualTo(1);
    PeerReport report = peers.reports().get(0);
    assertThat(report.state()).isEqualTo("equal");
    assertThat(report.received()).isEqualTo(1);
    assertThat(report.lastSuccess()).isPresent();
    assertThat(report.origin()).contains(there.replica().self().toString());
  }

  @Test
  void aClockThatIsSetBackKeepsNobodyFromMeeting() {
    long year = Duration.ofDays(365).toNanos();
    new PeerFile(folder).put(peer("far", Duration.ofSeconds(2)));
    Peers peers = peers();
    nanos += year;
    assertThat(meet(peers)).isEqualTo(1);
    nanos -= year;
    assertThat(meet(peers)).isEqualTo(1);
    assertThat(meet(peers)).isZero();
    nanos += 2 * SECOND;
    assertThat(meet(peers)).isEqualTo(1);
  }

  @Test
  void aPeerThatIsAwayIsAskedLessAndLessOften() {
    new PeerFile(folder).put(peer("far", Duration.ofMillis(200)));
    Peers peers = peers();
    isAway = true;
    int meetings = 0;
    for (int tenth = 0; tenth < 6_000; tenth++) {
      meetings += meet(peers);
      nanos += SECOND / 10;
    }
    assertThat(meetings).as("of 3,000").isBetween(150, 160);
    assertThat(peers.reports().get(0).state()).isEqualTo("away");
    assertThat(peers.reports().get(0).lastError()).contains("nobody answers");
    isAway = false;
    nanos += Pace.PAUSE_MAX.toNanos();
    assertThat(meet(peers)).isEqualTo(1);
    assertThat(peers.reports().get(0).state()).isEqualTo("equal");
  }

  @Test
  void ofManyPeersAsManyAreMetInARoundAsIsSaidAndAllInTheEnd() {
    PeerFile file = new PeerFile(folder);
    for (int i = 0; i < 9; i++) {
      file.put(peer("far" + i, Duration.ofSeconds(i == 0 ? 2 : 3)));
    }
    new GossipFile(folder).write(OptionalInt.of(2));
    Peers peers = peers();
    there.append(EventBuilder.in("a://garden").json("{}"));
    int rounds = 0;
    while (peers.reports().stream().anyMatch(peer -> peer.state().equals("new"))) {
      assertThat(meet(peers)).isEqualTo(2);
      nanos += SECOND;
      assertThat(meet(peers)).as("in the midst of a round").isZero();
      nanos += SECOND;
      rounds++;
    }
    assertThat(rounds).isBetween(5, 60);
    assertThat(here.head().size()).isEqualTo(1);
    new GossipFile(folder).write(OptionalInt.empty());
    nanos += 3 * SECOND;
    assertThat(meet(peers)).isEqualTo(9);
  }

  @Test
  void ofFewPeersThatAreDueAllAreMet() {
    new PeerFile(folder).put(peer("far", Duration.ofSeconds(2)));
    new GossipFile(folder).write(OptionalInt.of(3));
    Peers peers = peers();
    assertThat(meet(peers)).isEqualTo(1);
    nanos += 2 * SECOND;
    assertThat(meet(peers)).isEqualTo(1);
  }

  @Test
  void aClockThatIsSetBackBeginsARound() {
    new PeerFile(folder).put(peer("far", Duration.ofSeconds(2)));
    new GossipFile(folder).write(OptionalInt.of(1));
    Peers peers = peers();
    assertThat(meet(peers)).isEqualTo(1);
    nanos -= 1_000_000 * SECOND;
    assertThat(meet(peers)).isEqualTo(1);
    assertThat(meet(peers)).isZero();
    nanos += 2 * SECOND;
    assertThat(meet(peers)).isEqualTo(1);
  }

  @Test
  void aFileOfGossipThatIsDamagedIsNamed() throws IOException {
    Files.writeString(folder.resolve("gossip.json"), "{\"fanOut\": 0}");
    GossipFile file = new GossipFile(folder);
    assertThatThrownBy(file::fanOut)
        .isInstanceOf(CorruptionException.class)
        .hasMessageContainingAll("gossip.json", "fanOut", "from 1 on");
    assertThatThrownBy(() -> GossipFile.parse("few"))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("'few'", "all");
    assertThatThrownBy(() -> GossipFile.parse("0")).hasMessageContaining("'0'");
  }

  @Test
  void aPeerIsMetByOneAtATime() {
    new PeerFile(folder).put(peer("far", Duration.ofMillis(10)));
    Peers peers = peers();
    List<Runnable> first = peers.due();
    nanos += SECOND;
    assertThat(peers.due()).isEmpty();
    first.get(0).run();
    nanos += SECOND;
    assertThat(peers.due()).hasSize(1);
  }

  @Test
  void whatIsChangedInTheFileCountsAtOnce() {
    PeerFile file = new PeerFile(folder);
    assertThat(file.put(peer("far", Duration.ofHours(1)))).isTrue();
    Peers peers = peers();
    assertThat(meet(peers)).isEqualTo(1);
    assertThat(file.put(peer("far", Duration.ofSeconds(1)))).isFalse();
    assertThat(meet(peers)).isEqualTo(1);
    file.remove("far");
    nanos += SECOND;
    assertThat(meet(peers)).isZero();
    assertThat(peers.reports()).isEmpty();
  }

  @Test
  void whoseMeetingFailsByADefectIsMetAgain() {
    new PeerFile(folder).put(peer("far", Duration.ofSeconds(2)));
    Peers peers =
        new Peers(
            folder,
            new SplittableRandom(20_261_123),
            new EngineLocal(here),
            new MemoryQuarantine(),
            () -> nanos,
            peer -> {
              throw new IllegalStateException("no channel");
            });
    assertThatThrownBy(() -> meet(peers)).isInstanceOf(IllegalStateException.class);
    assertThat(peers.reports().get(0).lastError().orElseThrow()).contains("defect", "no channel");
    nanos += Pace.PAUSE_MAX.toNanos();
    assertThat(peers.due()).hasSize(1);
  }

  @Test
  void aFileThatIsDamagedIsNamed() throws IOException {
    Files.writeString(folder.resolve("peers.json"), "{\"far\":");
    assertThatThrownBy(() -> new PeerFile(folder).list())
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("peers.json");
    Files.writeString(folder.resolve("peers.json"), "{\"far\":{}}");
    assertThatThrownBy(() -> new PeerFile(folder).list())
        .isInstanceOf(CorruptionException.class)
        .hasMessageContainingAll("peers.json", "'far'");
  }

  @Test
  void namesAndIntervalsHaveTheirShape() {
    assertThatThrownBy(() -> peer("a b", Duration.ofSeconds(1))).hasMessageContaining("'a b'");
    assertThatThrownBy(() -> new PeerFile(folder).remove("far")).hasMessageContaining("'far'");
    assertThat(Pace.parse("1500ms")).isEqualTo(Duration.ofMillis(1500));
    assertThat(Pace.parse("2s")).isEqualTo(Duration.ofSeconds(2));
    assertThat(Pace.parse("1d")).isEqualTo(Duration.ofDays(1));
    assertThatThrownBy(() -> peer("far", Duration.ofMillis(-5)))
        .hasMessageContaining("'far' can't be met each -5 ms");
    for (String wrong : List.of("", "2", "s", "1ms", "2d", "99999999999999s", "-1s")) {
      assertThatThrownBy(() -> Pace.parse(wrong)).hasMessageContaining("interval");
    }
  }

  @Test
  void aQuarantineOutlivesTheProcess() {
    QuarantineFile before = new QuarantineFile(folder, () -> nanos);
    assertThat(before.why(LIAR)).isEmpty();
    Message.Fork fork = new Message.Fork(LIAR, 7, new Hash(1, 1, 1, 1), new Hash(2, 2, 2, 2));
    before.lock(
        LIAR,
        new Objection(Reason.EQUIVOCATION, "two stories", Optional.of(fork), Optional.of(LIAR)));
    QuarantineFile after = new QuarantineFile(folder, () -> nanos);
    assertThat(after.why(LIAR).orElseThrow()).contains("two stories").contains("2023-11-14");
    assertThat(after.entries().text()).contains(fork.one().toString(), fork.other().toString());
    assertThat(after.release(LIAR)).isTrue();
    assertThat(after.release(LIAR)).isFalse();
    assertThat(new QuarantineFile(folder, () -> nanos).why(LIAR)).isEmpty();
  }

  @Test
  void whoIsReleasedByAnotherProcessIsTalkedToAtOnceAndStaysReleased() {
    QuarantineFile server = new QuarantineFile(folder, () -> nanos);
    server.lock(LIAR, proof(7, 1, 2));
    assertThat(new QuarantineFile(folder, () -> nanos).release(LIAR)).isTrue();
    assertThat(server.why(LIAR)).isEmpty();
    assertThat(server.tidings().toTell(PASSER_BY)).isEmpty();
    server.lock(PASSER_BY, Objection.of(Reason.FORGED, "made up"));
    QuarantineFile after = new QuarantineFile(folder, () -> nanos);
    assertThat(after.why(LIAR)).isEmpty();
    assertThat(after.why(PASSER_BY)).isPresent();
  }

  @Test
  void aProofIsKeptWithBothSignaturesAndTakesThePlaceOfWhatIsNone() {
    QuarantineFile quarantine = new QuarantineFile(folder, () -> nanos);
    quarantine.lock(LIAR, Objection.of(Reason.FORGED, "hearsay"));
    CommitSignature one = new CommitSignature(LIAR, 7, new Hash(1, 1, 1, 1), "seal of one");
    CommitSignature other = new CommitSignature(LIAR, 7, new Hash(2, 2, 2, 2), "seal of other");
    Message.Fork fork = new Message.Fork(LIAR, 7, one.hash(), other.hash(), List.of(one, other));
    Objection proof =
        new Objection(Reason.EQUIVOCATION, "two stories", Optional.of(fork), Optional.of(LIAR));
    quarantine.lock(LIAR, proof);
    quarantine.lock(LIAR, Objection.of(Reason.FORGED, "hearsay"));
    assertThat(new QuarantineFile(folder, () -> nanos).entries().text())
        .contains("\"proven\":true", "seal of one", "seal of other", "two stories")
        .doesNotContain("hearsay");
  }

  /** A release is a decision of this replica: what it knew then does not undo it, news do. */
  @Test
  void whoWasReleasedIsNotLockedOutForTheSameTwoStories() {
    QuarantineFile quarantine = new QuarantineFile(folder, () -> nanos);
    quarantine.lock(LIAR, proof(7, 1, 2));
    assertThat(quarantine.release(LIAR)).isTrue();
    QuarantineFile after = new QuarantineFile(folder, () -> nanos);
    after.lock(LIAR, proof(7, 2, 1));
    after.note(LIAR, proof(7, 1, 2));
    assertThat(after.why(LIAR)).isEmpty();
    assertThat(after.tidings().toTell(PASSER_BY)).isEmpty();
    assertThat(after.release(LIAR)).as("there is nothing new").isFalse();
    after.lock(LIAR, proof(8, 1, 2));
    assertThat(after.why(LIAR)).isPresent();
    assertThat(after.tidings().toTell(PASSER_BY)).hasSize(1);
    assertThat(after.release(LIAR)).isTrue();
    after.lock(LIAR, proof(7, 1, 2));
    after.lock(LIAR, proof(8, 1, 2));
    assertThat(after.why(LIAR)).isEmpty();
    after.lock(LIAR, Objection.of(Reason.FORGED, "made up"));
    assertThat(after.why(LIAR).orElseThrow()).contains("made up");
  }

  /** Of a commit of several events, found where they meet and told by its signatures. */
  @Test
  void theSameSignaturesAreTheSameStoriesHoweverTheyAreTold() {
    QuarantineFile quarantine = new QuarantineFile(folder, () -> nanos);
    Message.Fork told = proof(9, 3, 4).fork().orElseThrow();
    Message.Fork met =
        new Message.Fork(LIAR, 7, new Hash(5, 5, 5, 5), new Hash(6, 6, 6, 6), told.signed());
    quarantine.lock(
        LIAR, new Objection(Reason.EQUIVOCATION, "met", Optional.of(met), Optional.of(LIAR)));
    quarantine.release(LIAR);
    quarantine.lock(LIAR, proof(9, 3, 4));
    assertThat(quarantine.why(LIAR)).isEmpty();
  }

  @Test
  void aReleaseThatCannotBeReadIsNamed() throws IOException {
    QuarantineFile quarantine = new QuarantineFile(folder, () -> nanos);
    quarantine.lock(LIAR, proof(7, 1, 2));
    quarantine.release(LIAR);
    Path file = folder.resolve("quarantine.json");
    Files.writeString(
        file, Files.readString(file).replace(new Hash(1, 1, 1, 1).toString(), "rose"));
    assertThatThrownBy(() -> new QuarantineFile(folder, () -> nanos).lock(LIAR, proof(7, 1, 2)))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("quarantine.json")
        .hasMessageContaining(LIAR.toString());
  }

  private static Objection proof(long originSeq, long one, long other) {
    Hash first = new Hash(one, one, one, one);
    Hash second = new Hash(other, other, other, other);
    CommitSignature mine = new CommitSignature(LIAR, originSeq, first, "seal " + one);
    CommitSignature theirs = new CommitSignature(LIAR, originSeq, second, "seal " + other);
    Message.Fork fork = new Message.Fork(LIAR, originSeq, first, second, List.of(mine, theirs));
    return new Objection(Reason.EQUIVOCATION, "two stories", Optional.of(fork), Optional.of(LIAR));
  }

  @Test
  void aPolicyIsReadAgainAndKnownIfNobodyHasSaidAny() {
    PolicyFile file = new PolicyFile(folder);
    assertThat(file.read()).isEqualTo(SignaturePolicy.DEFAULT);
    for (SignaturePolicy.Rule rule : SignaturePolicy.Rule.values()) {
      SignaturePolicy policy = new SignaturePolicy(PolicyFile.rule(rule.word()), Set.of(LIAR));
      file.write(policy);
      assertThat(new PolicyFile(folder).read()).isEqualTo(policy);
    }
    assertThatThrownBy(() -> PolicyFile.rule("some")).hasMessageContaining("none, known, all");
  }

  @Test
  void aPolicyThatIsNoneIsNamed() throws IOException {
    Path file = folder.resolve("signatures.json");
    for (String wrong :
        List.of(
            "{\"policy\":\"all\"}",
            "{\"policy\":\"some\",\"trusted\":[]}",
            "{\"policy\":\"all\",\"trusted\":[7]}",
            "{\"policy\":\"all\",\"trusted\":[\"rose\"]}")) {
      Files.writeString(file, wrong);
      assertThatThrownBy(() -> new PolicyFile(folder).read())
          .isInstanceOf(CorruptionException.class)
          .hasMessageContaining("signatures.json");
    }
  }

  @Test
  void aSuspectIsTalkedToUntilItIsProvedALiar() {
    QuarantineFile quarantine = new QuarantineFile(folder, () -> nanos);
    Objection found = Objection.of(Reason.EQUIVOCATION, "hearsay");
    quarantine.note(LIAR, found);
    assertThat(quarantine.why(LIAR)).isEmpty();
    assertThat(quarantine.entries().length()).isEqualTo(1);
    quarantine.lock(LIAR, found);
    assertThat(quarantine.why(LIAR)).isPresent();
    quarantine.note(LIAR, found);
    assertThat(quarantine.why(LIAR)).isPresent();
  }

  @Test
  void aQuarantineThatIsFullNotesNoMoreAndLocksOutAllTheSame() throws IOException {
    fillQuarantine(false);
    QuarantineFile quarantine = new QuarantineFile(folder, () -> nanos);
    Objection found = Objection.of(Reason.FORGED, "made up");
    quarantine.note(PASSER_BY, found);
    assertThat(quarantine.entries().get(PASSER_BY.toString())).isNull();
    quarantine.lock(new Origin(9, 7), found);
    assertThat(quarantine.why(new Origin(9, 7))).as("noted before").isPresent();
    quarantine.lock(LIAR, found);
    assertThat(quarantine.why(LIAR)).isPresent();
    QuarantineFile after = new QuarantineFile(folder, () -> nanos);
    assertThat(after.entries().length()).isEqualTo(QuarantineFile.ENTRIES_MAX);
    assertThat(after.entries().get(new Origin(9, 0).toString())).as("noted first").isNull();
  }

  @Test
  void whereAllAreLockedOutAProofTakesThePlaceOfWhatIsNone() throws IOException {
    fillQuarantine(true);
    QuarantineFile quarantine = new QuarantineFile(folder, () -> nanos);
    quarantine.lock(PASSER_BY, Objection.of(Reason.FORGED, "made up"));
    assertThat(quarantine.why(PASSER_BY)).isEmpty();
    quarantine.lock(LIAR, proof(7, 1, 2));
    assertThat(quarantine.why(LIAR)).isPresent();
    assertThat(quarantine.why(new Origin(9, 0))).as("locked out first").isEmpty();
    assertThat(quarantine.why(new Origin(9, 1))).isPresent();
  }

  private void fillQuarantine(boolean areLocked) throws IOException {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < QuarantineFile.ENTRIES_MAX; i++) {
      entries
          .append(i == 0 ? "" : ",")
          .append("\"" + new Origin(9, i) + "\":{\"locked\":" + areLocked)
          .append(",\"reason\":\"forged\",\"text\":\"hearsay\",\"since\":\"")
          .append(i == 0 ? "2022" : "2023")
          .append("-01-01T00:00:00Z\"}");
    }
    Files.writeString(folder.resolve("quarantine.json"), "{" + entries + "}");
  }

  @Test
  void whatWasProvenIsToldToOthersByWhoeverOpensTheFolderNext() throws IOException {
    Hash one = new Hash(1, 2, 3, 4);
    Hash other = new Hash(5, 6, 7, 8);
    Message.Fork proof =
        new Message.Fork(
            LIAR,
            7,
            one,
            other,
            List.of(
                new CommitSignature(LIAR, 7, one, "seal"),
                new CommitSignature(LIAR, 7, other, "another")));
    Objection found =
        new Objection(Reason.EQUIVOCATION, "two stories", Optional.of(proof), Optional.of(LIAR));
    new QuarantineFile(folder, () -> nanos).lock(LIAR, found);
    QuarantineFile next = new QuarantineFile(folder, () -> nanos);
    Origin met = new Origin(3, 4);
    assertThat(next.tidings().toTell(met)).containsExactly(proof);
    next.release(LIAR);
    assertThat(next.tidings().toTell(new Origin(5, 6))).isEmpty();
    Path file = folder.resolve("quarantine.json");
    next.lock(LIAR, proof(8, 3, 4));
    String known = new Hash(3, 3, 3, 3).toString();
    Files.writeString(file, Files.readString(file).replace(known, "rose"));
    assertThatThrownBy(() -> new QuarantineFile(folder, () -> nanos))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContainingAll("quarantine.json", LIAR.toString());
  }

  @Test
  void thePictureHasAnArrowForEachWay() {
    List<Peer> peers =
        List.of(
            peer("far", Duration.ofSeconds(1)),
            new Peer("sink", "http://b", Direction.PUSH, Duration.ofSeconds(1), Optional.empty()));
    assertThat(Topology.dot("he\"re", peers))
        .contains("\"he\\\"re\" -> \"far\" [dir=both]")
        .contains("-> \"sink\" [dir=forward]");
    String graphml = Topology.graphml("<here>", peers);
    assertThat(graphml)
        .contains("<node id=\"&lt;here&gt;\"/>")
        .contains("<edge source=\"far\" target=\"&lt;here&gt;\"/>")
        .doesNotContain("source=\"sink\"");
    assertThat(Topology.graphml("far", peers))
        .containsOnlyOnce("<node id=\"far\">")
        .contains("<node id=\"far (here)\"/>", "target=\"far (here)\"");
    assertThat(Topology.dot("sink", peers)).contains("\"sink (here)\" -> \"sink\"");
  }
}
