package io.ewig.engine.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.MerkleRange;
import io.ewig.engine.internal.crypt.signature.Ed25519;
import io.ewig.engine.internal.crypt.signature.Ed25519Key;
import io.ewig.engine.log.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedHeadTest {

  private static final String NAME =
      SignedHead.nameOf(Origin.parse("00112233445566778899aabbccddeeff"));
  private static final Hash ROOT =
      Hash.parse("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  private static final Hash CHAIN =
      Hash.parse("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  private static final Head HEAD = new Head(8, 1_767_225_600_000_000_000L, CHAIN);

  /** The private key of RFC 8032's first test, as OpenSSL writes it. */
  private static final String RFC_8032_PEM =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;

  /** Written and signed by Python's cryptography package with the key of RFC 8032's first test. */
  private static final String GOLDEN =
      """
      ewig/00112233445566778899aabbccddeeff
      8
      XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=
      chain 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
      time 1767225600000000000

      \u2014 ewig/00112233445566778899aabbccddeeff \
      slmNpuWU1J+k9iGFKxrD/DSvpirEvNNx1KYEwK7vyNWplRrSzKlxPcsFF3Hb/9voo6kM0H9UMVBS8nmTbSPXdiLc2g4=
      """;

  /** From the tests of golang.org/x/mod/sumdb/note: somebody else's, over another text. */
  private static final String WITNESS =
      "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
          + "otpRZb6KE6RyyBwJnAM=\n";

  private final SignatureVerifier verifier = new Ed25519();
  private SigningKey key;

  @TempDir private Path folder;

  @BeforeEach
  void loadKey() throws IOException {
    Path file = Files.createTempFile(folder, "node", ".key");
    Files.writeString(file, RFC_8032_PEM);
    key = Ed25519Key.load(file);
  }

  @Test
  void theTextIsTheGoldenOne() {
    SignedHead signed = SignedHead.sign(NAME, HEAD, ROOT, key);
    assertThat(signed.toText()).isEqualTo(GOLDEN);
    assertThat(signed).hasToString(GOLDEN);
  }

  @Test
  void comesBackFromItsText() {
    SignedHead signed = SignedHead.sign(NAME, HEAD, ROOT, key);
    SignedHead parsed = SignedHead.parse(GOLDEN);
    assertThat(parsed).isEqualTo(signed).hasSameHashCodeAs(signed);
    assertThat(parsed.originName()).isEqualTo(NAME);
    assertThat(parsed.head()).isEqualTo(HEAD);
    assertThat(parsed.root()).isEqualTo(ROOT);
    assertThat(parsed.isSignedBy(key.publicKey(), verifier)).isTrue();
  }

  @Test
  void theKeyIdIsThatOfSignedNote() {
    byte[] publicKey =
        HexFormat.of().parseHex("1a5cd907143c384c41e830c5bce12aa8817ec5649aaabf2c31388b35b2d744d6");
    assertThat(SignedHead.keyId("PeterNeumann", publicKey)).isEqualTo(0xc74f20a3);
  }

  @Test
  void anEmptyAndAGreatestLogHaveAHead() {
    for (Head head :
        List.of(Head.EMPTY, new Head(MerkleRange.SIZE_MAX, Long.MAX_VALUE, Hash.ZERO))) {
      Hash root = head.size() == 0 ? MerkleRange.EMPTY_ROOT : ROOT;
      SignedHead signed = SignedHead.sign(NAME, head, root, key);
      assertThat(SignedHead.parse(signed.toText())).isEqualTo(signed);
    }
  }

  @Test
  void everyCharacterCounts() {
    for (int at = 0; at < GOLDEN.length(); at++) {
      for (char other : new char[] {'0', '1', '2', 'a', 'A', ' ', '\n', '+', '=', '/', '\r'}) {
        if (other != GOLDEN.charAt(at)) {
          String changed = GOLDEN.substring(0, at) + other + GOLDEN.substring(at + 1);
          assertThat(isTaken(changed)).as(changed).isFalse();
          String longer = GOLDEN.substring(0, at) + other + GOLDEN.substring(at);
          assertThat(isTaken(longer)).as(longer).isFalse();
        }
      }
      String shorter = GOLDEN.substring(0, at) + GOLDEN.substring(at + 1);
      assertThat(isTaken(shorter)).as(shorter).isFalse();
      assertThat(isTaken(GOLDEN.substring(0, at))).isFalse();
    }
  }

  @Test
  void everyValueIsSigned() {
    SignedHead good = SignedHead.parse(GOLDEN);
    byte[] wrongSignature = good.signature();
    wrongSignature[0] ^= 1;
    Head bigger = new Head(9, HEAD.systemNanos(), CHAIN);
    Head later = new Head(8, HEAD.systemNanos() + 1, CHAIN);
    Head otherChain = new Head(8, HEAD.systemNanos(), ROOT);
    byte[] signature = good.signature();
    int keyId = good.keyId();
    for (SignedHead wrong :
        List.of(
            new SignedHead(NAME + "0", HEAD, ROOT, keyId, signature),
            new SignedHead(NAME, bigger, ROOT, keyId, signature),
            new SignedHead(NAME, later, ROOT, keyId, signature),
            new SignedHead(NAME, otherChain, ROOT, keyId, signature),
            new SignedHead(NAME, HEAD, CHAIN, keyId, signature),
            new SignedHead(NAME, HEAD, ROOT, keyId + 1, signature),
            new SignedHead(NAME, HEAD, ROOT, keyId, wrongSignature))) {
      assertThat(wrong.isSignedBy(key.publicKey(), verifier)).isFalse();
      assertThat(isTaken(wrong.toText())).isFalse();
      assertThat(wrong).isNotEqualTo(good);
    }
  }

  @Test
  void anotherKeyDidNotSign() {
    SignedHead good = SignedHead.parse(GOLDEN);
    byte[] other = Ed25519Key.generate(new SecureRandom()).publicKey();
    assertThat(good.isSignedBy(other, verifier)).isFalse();
    // A key whose id collides is told from ours by the signature alone.
    SignedHead sameId =
        new SignedHead(NAME, HEAD, ROOT, SignedHead.keyId(NAME, other), good.signature());
    assertThat(sameId.isSignedBy(other, verifier)).isFalse();
    assertThatThrownBy(() -> good.isSignedBy(new byte[31], verifier))
        .isInstanceOf(UserException.class);
  }

  @Test
  void aWitnessMayAddItsSignature() {
    SignedHead good = SignedHead.parse(GOLDEN);
    String before = GOLDEN.replace("\n\n", "\n\n" + WITNESS);
    assertThat(SignedHead.parse(before)).isEqualTo(good);
    assertThat(SignedHead.parse(GOLDEN + WITNESS.repeat(15))).isEqualTo(good);
  }

  @Test
  void aMalformedLineIsNamed() {
    refused("", 1, "newline");
    refused(GOLDEN.replace("ewig/", "ewig "), 1, "the name of a log");
    refused(GOLDEN.replace("\n8\n", "\n08\n"), 2, "'08'");
    refused(GOLDEN.replace("\n8\n", "\n+8\n"), 2, "a size");
    refused(GOLDEN.replace("\n8\n", "\n-8\n"), 2, "a size");
    refused(GOLDEN.replace("\n8\n", "\n99999999999999999999\n"), 2, "a size");
    refused(GOLDEN.replace("\n8\n", "\n4611686018427387905\n"), 2, "a size up to");
    refused(GOLDEN.replace("\n8\n", "\n0\n"), 3, "the root of an empty log");
    refused(GOLDEN.replace("Qyg=", "Qyg"), 3, "a root");
    refused(GOLDEN.replace("Qyg=", "Qyh="), 3, "a root");
    refused(GOLDEN.replace("XcnaeacG", ""), 3, "32 bytes");
    refused(GOLDEN.replace("chain 6e", "chain 6E"), 4, "lower-case");
    refused(GOLDEN.replace("chain", "train"), 4, "'chain '");
    refused(GOLDEN.replace("time ", "time -"), 5, "nanoseconds");
    refused(GOLDEN.replace("time ", "time"), 5, "'time '");
    refused(GOLDEN.replace("\n\n", "\nmore\n\n"), 6, "an empty line");
    refused(GOLDEN.substring(0, GOLDEN.indexOf('\u2014')), 7, "newline");
    refused(GOLDEN.replace('\u2014', '-'), 7, "em dash");
    refused(GOLDEN.replace("\u2014 ewig/", "\u2014 other/"), 7, "a signature by");
    refused(GOLDEN.replace(" slmN", " slmN" + "slmN"), 7, "64 bytes");
    refused(GOLDEN.replace("\n\u2014", "\n\n\u2014"), 7, "em dash");
    refused(GOLDEN + GOLDEN.substring(GOLDEN.indexOf('\u2014')), 8, "one signature");
    refused(GOLDEN + "\n", 8, "em dash");
    refused(GOLDEN + WITNESS.replace(" PeterN", " Peter+N"), 8, "em dash");
    refused(GOLDEN + WITNESS.stripTrailing(), 8, "newline");
    refused(GOLDEN + WITNESS.repeat(16), 23, "16 signatures");
    refused(GOLDEN.replace("\n8\n", "\n\t8\n"), 2, "control characters");
    refused(GOLDEN.replace("\n", "\r\n"), 1, "control characters");
  }

  @Test
  void aTextOfMoreThan8KibIsRefused() {
    List<String> texts = new ArrayList<>();
    texts.add("x".repeat(SignedHead.TEXT_BYTES_MAX + 1));
    texts.add("\u2014".repeat(SignedHead.TEXT_BYTES_MAX / 2));
    for (String text : texts) {
      assertThatThrownBy(() -> SignedHead.parse(text)).hasMessageContaining("at most 8192 bytes");
    }
    String longLine = "x".repeat(SignedHead.TEXT_BYTES_MAX - 1) + "\n";
    assertThatThrownBy(() -> SignedHead.parse(longLine))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void refusesValuesThatNoLogHas() {
    for (String name :
        List.of("", "a b", "a+b", "a\nb", "\u00e4", "x".repeat(SignedHead.NAME_CHARS_MAX + 1))) {
      assertThatThrownBy(() -> SignedHead.sign(name, HEAD, ROOT, key))
          .isInstanceOf(UserException.class);
    }
    for (Head head :
        List.of(
            new Head(-1, 0, CHAIN),
            new Head(MerkleRange.SIZE_MAX + 1, 0, CHAIN),
            new Head(1, -1, CHAIN))) {
      assertThatThrownBy(() -> SignedHead.sign(NAME, head, ROOT, key))
          .hasMessageContaining("out of range");
    }
    assertThatThrownBy(() -> SignedHead.sign(NAME, Head.EMPTY, ROOT, key))
        .hasMessageContaining("an empty log has the root");
    assertThatThrownBy(() -> new SignedHead(NAME, HEAD, ROOT, 1, new byte[63]))
        .hasMessageContaining("not 63");
  }

  @Test
  void itsSignatureCannotBeChangedFromOutside() {
    byte[] given = new byte[64];
    SignedHead signed = new SignedHead(NAME, HEAD, ROOT, 1, given);
    given[0] = 1;
    signed.signature()[1] = 1;
    assertThat(signed.signature()).containsOnly(0);
    assertThat(Collections.singleton(signed))
        .contains(new SignedHead(NAME, HEAD, ROOT, 1, new byte[64]));
  }

  /** True if the text is well-formed and verifies. */
  private boolean isTaken(String text) {
    try {
      return SignedHead.parse(text).isSignedBy(key.publicKey(), verifier);
    } catch (UserException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
      return false;
    }
  }

  private static void refused(String text, int line, String named) {
    assertThatThrownBy(() -> SignedHead.parse(text))
        .hasMessageStartingWith("line " + line + " of a signed head")
        .hasMessageContaining(named)
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }
}
