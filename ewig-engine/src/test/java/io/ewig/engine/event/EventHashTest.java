package io.ewig.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.hash.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An event's hash covers all that gives it meaning, and nothing that is local. */
class EventHashTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000000006Z");

  private static CommitInfo info(String message) {
    return new CommitInfo(new Branch("dev"), List.of(), "ada", message, new TreeMap<>());
  }

  private static Commit.Fact fact(String world, String type, ValidPeriod valid, String text) {
    Payload payload = new Payload.Inline(new byte[16], text.getBytes(StandardCharsets.UTF_8));
    return new Commit.Fact(
        World.of(world), EventType.of(type), valid, payload, payload.commitment());
  }

  private static Commit.Place place(long seq, long nanos, long originSeq, long hlc, Hash parent) {
    return new Commit.Place(seq, nanos, new Origin(1, 2), originSeq, hlc, parent);
  }

  @Test
  void whatIsLocalDoesNotEnterTheHash() {
    List<Commit.Fact> facts = List.of(fact("a://garden", "Watered", ValidPeriod.from(NOW), "{}"));
    Hash here = Commit.seal(info(""), place(0, 1, 1, 1, Hash.ZERO), facts).first().hash();
    Hash there = Commit.seal(info(""), place(99, 77, 1, 1, Hash.ZERO), facts).first().hash();
    assertThat(there).isEqualTo(here);
  }

  @Test
  void everythingElseDoes() {
    ValidPeriod valid = ValidPeriod.from(NOW);
    Commit.Place place = place(0, 1, 1, 1, Hash.ZERO);
    Commit.Fact fact = fact("a://garden", "Watered", valid, "{}");
    List<Hash> hashes = new ArrayList<>();
    hashes.add(Commit.seal(info(""), place, List.of(fact)).first().hash());
    hashes.add(Commit.seal(info("why"), place, List.of(fact)).first().hash());
    hashes.add(Commit.seal(info(""), place, List.of(fact, fact)).first().hash());
    for (Commit.Place other :
        List.of(
            place(0, 1, 2, 1, Hash.ZERO),
            place(0, 1, 1, 2, Hash.ZERO),
            place(0, 1, 1, 1, new Hash(0, 0, 0, 1)))) {
      hashes.add(Commit.seal(info(""), other, List.of(fact)).first().hash());
    }
    for (Commit.Fact other :
        List.of(
            fact("a://shed", "Watered", valid, "{}"),
            fact("a://garden", "Dried", valid, "{}"),
            fact("a://garden", "StateChanged", valid, "{}"),
            fact("a://garden", "Watered", ValidPeriod.from(NOW.plusNanos(1)), "{}"),
            fact("a://garden", "Watered", new ValidPeriod(NOW, NOW.plusSeconds(1)), "{}"),
            fact("a://garden", "Watered", valid, "{} "))) {
      hashes.add(Commit.seal(info(""), place, List.of(other)).first().hash());
    }
    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void aFactWithoutAPeriodHoldsFromItsCommitOn() {
    Commit.Place place = place(0, 1_000_000_007, 1, 1, Hash.ZERO);
    Commit.Fact given = fact("a://garden", "Watered", ValidPeriod.from(NOW), "{}");
    Commit.Fact bare =
        new Commit.Fact(given.world(), given.type(), null, given.payload(), given.commitment());
    Event event = Commit.seal(info(""), place, List.of(bare)).first();
    assertThat(event.valid()).isEqualTo(ValidPeriod.from(Instant.ofEpochSecond(1, 7)));
    Commit.Fact said = fact("a://garden", "Watered", event.valid(), "{}");
    assertThat(event).isEqualTo(Commit.seal(info(""), place, List.of(said)).first());
  }

  @Test
  void aSaltHidesThePayloadBehindItsCommitment() {
    byte[] salt = new byte[16];
    salt[3] = 1;
    assertThat(new Payload.Inline(salt, new byte[0]).commitment())
        .isNotEqualTo(new Payload.Inline(new byte[16], new byte[0]).commitment());
  }

  @Test
  void theHashOfAKnownEventNeverChanges() {
    Commit commit =
        Commit.seal(
            info("plant"),
            place(0, 1, 1, 1, Hash.ZERO),
            List.of(fact("a://garden", "Watered", ValidPeriod.from(NOW), "{}")));
    assertThat(commit.first().hash())
        .hasToString("061c6d498a271672682c22d4b4f5851d764221ec76910d75c262ea76a7071b28");
    assertThat(commit.rehash(0)).isEqualTo(commit.first().hash());
  }
}
