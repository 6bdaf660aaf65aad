package io.ewig.engine.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Keys;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.format.Golden;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.crypt.signature.Ed25519Key;
import io.ewig.engine.session.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitSignatureTest {

  private static final SignatureVerifier VERIFIER = Keys.verifier();

  private final SigningKey key = key(1);

  private static SigningKey key(int number) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) number);
    return Ed25519Key.of(seed);
  }

  private static Commit commit(Origin origin, String text) {
    Payload payload =
        new Payload.Inline(new byte[Payload.SALT_BYTES], text.getBytes(StandardCharsets.UTF_8));
    return Commit.seal(
        CommitInfo.on(Branch.MAIN, List.of()),
        new Commit.Place(0, 1, origin, 1, 1 << 16, Hash.ZERO),
        List.of(
            new Commit.Fact(
                World.of("a://garden"),
                EventType.STATE_CHANGED,
                new ValidPeriod(ValidPeriod.OPEN_START, ValidPeriod.OPEN_END),
                payload,
                payload.commitment())));
  }

  private Commit ours(String text) {
    return commit(SigningOrigin.of(key.publicKey()), text);
  }

  private static CommitSignature of(Commit commit) {
    return CommitSignature.of(commit).orElseThrow();
  }

  @Test
  void whatIsSignedAndWhoSignsAreBytesForGood() throws IOException {
    Golden.check(
        "commit-signed", CommitSignature.signed(new Origin(1, 2), 3, new Hash(4, 5, 6, 7)));
    Golden.check(
        "commit-seal",
        of(CommitSignature.sign(ours("rose"), key)).seal().getBytes(StandardCharsets.US_ASCII));
    assertThat(SigningOrigin.of(key.publicKey())).hasToString("7369676ed9beed4800bab653b1ce3cab");
  }

  @Test
  void aSignedCommitHasTheHashesThatItHadUnsigned() {
    Commit unsigned = ours("rose");
    Commit signed = CommitSignature.sign(unsigned, key);
    assertThat(signed.events()).isEqualTo(unsigned.events());
    assertThat(signed.rehash(0)).isEqualTo(unsigned.first().hash());
    assertThat(of(signed).holds(VERIFIER)).isTrue();
    assertThat(CommitSignature.of(unsigned)).isEmpty();
  }

  @Test
  void aSignatureDoesNotHoldForOtherContent() {
    String seal = of(CommitSignature.sign(ours("rose"), key)).seal();
    assertThat(of(ours("lily").sealed(seal)).holds(VERIFIER)).isFalse();
  }

  @Test
  void aSignatureDoesNotHoldForAnotherNumberOfTheOrigin() {
    CommitSignature right = of(CommitSignature.sign(ours("rose"), key));
    assertThat(new CommitSignature(right.origin(), 2, right.hash(), right.seal()).holds(VERIFIER))
        .isFalse();
  }

  @Test
  void whoHasAnotherKeyCantSignInAnOriginsName() {
    Commit commit = CommitSignature.sign(ours("rose"), key(2));
    assertThat(of(commit).holds(VERIFIER)).isFalse();
  }

  @Test
  void nobodyCanSignInTheNameOfWhoDoesNotSign() {
    Commit commit = CommitSignature.sign(commit(new Origin(1, 2), "rose"), key);
    assertThat(of(commit).holds(VERIFIER)).isFalse();
  }

  @Test
  void whatIsNoSealDoesNotHold() {
    String seal = of(CommitSignature.sign(ours("rose"), key)).seal();
    for (String junk :
        List.of(
            "", "rose", seal.substring(1), seal + "A", "!" + seal.substring(1), "=".repeat(128))) {
      assertThat(of(ours("rose").sealed(junk)).holds(VERIFIER)).as(junk).isFalse();
    }
    char last = seal.charAt(seal.length() - 1);
    String flipped = seal.substring(0, seal.length() - 1) + (last == 'A' ? 'B' : 'A');
    assertThat(of(ours("rose").sealed(flipped)).holds(VERIFIER)).isFalse();
  }

  @Test
  void onlyTwoContentsOfOneNumberContradictEachOther() {
    CommitSignature rose = of(CommitSignature.sign(ours("rose"), key));
    CommitSignature lily = of(CommitSignature.sign(ours("lily"), key));
    assertThat(rose.contradicts(lily)).isTrue();
    assertThat(rose.contradicts(rose)).isFalse();
    CommitSignature later = new CommitSignature(lily.origin(), 2, lily.hash(), lily.seal());
    assertThat(rose.contradicts(later)).isFalse();
  }

  @Test
  void nobodyElseWritesWhereTheSignatureStands() {
    assertThatThrownBy(() -> new Words().with(CommitInfo.SEAL, "rose"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("choose another key");
  }
}
