package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.LogKind;
import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.engine.replica.SignaturePolicy.Rule;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import io.ewig.sync.protocol.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that sign, and who comes between them. */
class SignedMeetingTest {

  private static final Config MEMORY = Config.defaults().withLog(LogKind.MEMORY);

  private final Ewig signer = Ewig.open(Path.of("memory"), MEMORY.withSigning(true));
  private final Ewig relay = Ewig.inMemory();
  private final Ewig reader = Ewig.inMemory();
  private final MemoryQuarantine quarantine = new MemoryQuarantine();

  @TempDir Path temp;

  @AfterEach
  void close() {
    signer.close();
    relay.close();
    reader.close();
  }

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
  }

  private static Endpoint endpoint(Ewig database, Quarantine quarantine) {
    return new Endpoint(new EngineLocal(database), quarantine, SessionOptions.of(Direction.BOTH));
  }

  private static Meeting.Outcome meet(Ewig one, Ewig other) throws IOException {
    return new Meeting(
            new EngineLocal(one),
            new MemoryQuarantine(),
            Direction.BOTH,
            endpoint(other, new MemoryQuarantine())::answer)
        .run();
  }

  /** The reader asks somebody who gives all commits out changed. */
  private Meeting.Outcome readFrom(Ewig liar, UnaryOperator<Commit> lie) throws IOException {
    Endpoint there = endpoint(liar, new MemoryQuarantine());
    return new Meeting(
            new EngineLocal(reader),
            quarantine,
            Direction.BOTH,
            body -> twist(there.answer(body), lie))
        .run();
  }

  private static byte[] twist(byte[] body, UnaryOperator<Commit> lie) {
    return MessageWriter.write(
        MessageReader.readAll(body).stream()
            .map(
                word ->
                    word instanceof Message.Events events
                        ? new Message.Events(
                            events.commits().stream().map(lie).toList(), events.saltKeys())
                        : word)
            .toList());
  }

  @Test
  void signaturesTravelByWhomeverTheyPass() throws IOException {
    plant(signer, "rose");
    plant(signer, "lily");
    assertThat(meet(signer, relay).equal()).isTrue();
    assertThat(meet(reader, relay).equal()).isTrue();
    Commit last = reader.events().commitOf(1);
    assertThat(CommitSignature.of(last).orElseThrow().holds(Keys.verifier())).isTrue();
    assertThat(last.info()).isEqualTo(signer.events().commitOf(1).info());
  }

  @Test
  void aSignatureThatWasLeftOutIsMissedAndTheEventsOfOthersComeAllTheSame() throws IOException {
    plant(signer, "rose");
    meet(relay, signer);
    plant(relay, "fern");
    Ewig fourth = Ewig.inMemory();
    plant(fourth, "moss");
    meet(relay, fourth);
    Meeting.Outcome outcome =
        readFrom(relay, commit -> isOf(signer, commit) ? Lies.unsealed(commit) : commit);
    assertThat(outcome.refused().orElseThrow().reason()).isEqualTo(Reason.UNSIGNED);
    assertThat(reader.replica().version().get(signer.replica().self())).isZero();
    assertThat(reader.replica().version().get(fourth.replica().self())).isEqualTo(1);
    assertThat(quarantine.locked()).isEmpty();
    assertThat(quarantine.noted()).containsOnlyKeys(relay.replica().self());
    assertThat(meet(reader, relay).equal()).isTrue();
    fourth.close();
  }

  private static boolean isOf(Ewig database, Commit commit) {
    return commit.first().origin().equals(database.replica().self());
  }

  @Test
  void whoPassesOnWhatItHasRewrittenIsLockedOut() throws IOException {
    plant(signer, "rose");
    meet(relay, signer);
    Meeting.Outcome outcome = readFrom(relay, commit -> Lies.reworded(commit, "lie"));
    assertThat(outcome.refused().orElseThrow().reason()).isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(reader.head().size()).isZero();
    assertThat(quarantine.locked()).containsOnlyKeys(relay.replica().self());
  }

  @Test
  void whoSignsInAnothersNameIsLockedOut() throws IOException {
    plant(signer, "rose");
    meet(relay, signer);
    try (SigningKey own = Keys.newSigningKey()) {
      readFrom(relay, commit -> CommitSignature.sign(Lies.reworded(commit, "lie"), own));
    }
    assertThat(reader.head().size()).isZero();
    assertThat(quarantine.locked()).containsOnlyKeys(relay.replica().self());
  }

  /** Anybody can say hello in its name. */
  @Test
  void whoSignsIsNotLockedOutForWhatItHasNotSigned() throws IOException {
    plant(signer, "rose");
    Meeting.Outcome outcome = readFrom(signer, commit -> Lies.reworded(commit, "lie"));
    assertThat(outcome.refused().orElseThrow().reason()).isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(readFrom(signer, Lies::unsealed).refused().orElseThrow().reason())
        .isEqualTo(Reason.UNSIGNED);
    assertThat(quarantine.locked()).isEmpty();
    assertThat(readFrom(signer, commit -> commit).equal()).isTrue();
  }

  @Test
  void twoStoriesUnderOneSignatureLockTheirOriginOutWhoeverBringsThemTogether() throws IOException {
    Path first = temp.resolve("first");
    Path copy = temp.resolve("copy");
    Ewig.open(first, Config.defaults().withSigning(true)).close();
    Files.createDirectories(copy);
    for (String file : List.of("ewig.json", "signing.key")) {
      Files.copy(first.resolve(file), copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Origin liar;
    try (Ewig one = Ewig.open(first);
        Ewig two = Ewig.open(copy)) {
      liar = one.replica().self();
      plant(one, "rose");
      plant(two, "lily");
      meet(one, relay);
      meet(two, reader);
    }
    MemoryQuarantine there = new MemoryQuarantine();
    Meeting.Outcome outcome =
        new Meeting(
                new EngineLocal(reader), quarantine, Direction.BOTH, endpoint(relay, there)::answer)
            .run();
    assertThat(outcome.forks()).isNotEmpty();
    for (MemoryQuarantine each : List.of(quarantine, there)) {
      assertThat(each.locked()).containsOnlyKeys(liar);
      Objection proof = each.locked().get(liar);
      assertThat(proof.isProven()).isTrue();
      List<CommitSignature> signed = proof.fork().orElseThrow().signed();
      assertThat(signed).allMatch(one -> one.holds(Keys.verifier()));
      assertThat(signed.get(0).contradicts(signed.get(1))).isTrue();
    }
    plant(relay, "fern");
    plant(reader, "moss");
    meet(relay, reader);
    assertThat(reader.replica().version().get(relay.replica().self())).isEqualTo(1);
  }

  /** Who has nothing of the liar is told, and tells others; and nobody is told twice. */
  @Test
  void othersAreToldWhoWasProvenToLie() throws IOException {
    MemoryQuarantine there = new MemoryQuarantine();
    Origin liar = new Origin(7, 7);
    try (SigningKey key = Keys.newSigningKey()) {
      liar = SigningOrigin.of(key.publicKey());
      there.lock(liar, proven(twoStories(liar, key)));
    }
    MemoryQuarantine far = new MemoryQuarantine();
    assertThat(meeting(reader, quarantine, relay, there).run().equal()).isTrue();
    assertThat(quarantine.locked()).containsOnlyKeys(liar);
    assertThat(quarantine.locked().get(liar).isProven()).isTrue();
    Meeting.Outcome told = meeting(reader, quarantine, signer, far).run();
    assertThat(told.equal()).isTrue();
    assertThat(far.locked()).containsOnlyKeys(liar);
    Meeting.Outcome quiet = meeting(reader, quarantine, signer, far).run();
    assertThat(quiet.roundTrips()).isEqualTo(1);
    assertThat(quiet.forks()).isEmpty();
    assertThat(meeting(relay, there, reader, quarantine).run().forks()).isEmpty();
  }

  private static Meeting meeting(Ewig one, Quarantine of, Ewig other, Quarantine there) {
    return new Meeting(new EngineLocal(one), of, Direction.BOTH, endpoint(other, there)::answer);
  }

  private static Message.Fork twoStories(Origin liar, SigningKey key) {
    List<CommitSignature> signed = new ArrayList<>();
    for (String value : List.of("rose", "lily")) {
      Commit.Place place = new Commit.Place(0, 1, liar, 1, 1, Hash.ZERO);
      Commit story =
          ModelReplica.commit(CommitInfo.on(Branch.MAIN, List.of()), place, "flower", value);
      signed.add(CommitSignature.of(CommitSignature.sign(story, key)).orElseThrow());
    }
    return new Message.Fork(liar, 1, signed.get(0).hash(), signed.get(1).hash(), signed);
  }

  private static Objection proven(Message.Fork fork) {
    return new Objection(
        Reason.EQUIVOCATION, "two stories", Optional.of(fork), Optional.of(fork.origin()));
  }

  @Test
  void aProofThatIsNoneLocksNobodyOut() {
    plant(signer, "rose");
    meetQuietly();
    CommitSignature right = CommitSignature.of(signer.events().commitOf(0)).orElseThrow();
    CommitSignature wrong =
        new CommitSignature(right.origin(), right.originSeq(), relay.head().chain(), right.seal());
    for (List<CommitSignature> signed :
        List.of(
            List.of(right, wrong), List.of(wrong), List.of(right), List.<CommitSignature>of())) {
      Message.Fork fork =
          new Message.Fork(right.origin(), right.originSeq(), right.hash(), wrong.hash(), signed);
      Session session =
          new Session(new EngineLocal(reader), quarantine, SessionOptions.of(Direction.BOTH));
      session.hear(List.of(fork));
      assertThat(session.forks()).containsExactly(fork);
    }
    assertThat(quarantine.locked()).isEmpty();
    assertThat(quarantine.noted()).isEmpty();
  }

  private void meetQuietly() {
    try {
      meet(signer, reader);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aReplicaThatWantsAllToSignTakesOnlyThoseWhoDoOrAreTrusted() throws IOException {
    plant(signer, "rose");
    plant(relay, "fern");
    meet(relay, signer);
    Set<Origin> trusted = new HashSet<>();
    EngineLocal strict = new EngineLocal(reader, () -> new SignaturePolicy(Rule.ALL, trusted));
    Channel channel = endpoint(relay, new MemoryQuarantine())::answer;
    Meeting.Outcome outcome = new Meeting(strict, quarantine, Direction.BOTH, channel).run();
    assertThat(outcome.refused().orElseThrow().reason()).isEqualTo(Reason.UNSIGNED);
    assertThat(reader.replica().version().seqs()).doesNotContainKey(relay.replica().self());
    trusted.add(relay.replica().self());
    assertThat(new Meeting(strict, quarantine, Direction.BOTH, channel).run().equal()).isTrue();
  }
}
