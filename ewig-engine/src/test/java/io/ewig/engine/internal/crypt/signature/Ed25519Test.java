package io.ewig.engine.internal.crypt.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.SignedHead;
import io.ewig.engine.error.InternalException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519Test {

  private static final Ed25519 VERIFIER = new Ed25519();

  /** RFC 8032 section 7.1, tests 1 to 3: private key, public key, message, signature. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
        + "'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
        + "72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
        + "af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void signsAsPublished(String seed, String publicKey, String message, String signature) {
    assertThat(Ed25519.publicKey(Ed25519.privateKey(hex(seed)))).isEqualTo(hex(publicKey));
    assertThat(Ed25519.sign(Ed25519.privateKey(hex(seed)), hex(message))).isEqualTo(hex(signature));
    assertThat(VERIFIER.verifies(hex(publicKey), hex(message), hex(signature))).isTrue();
  }

  @Test
  void signsAsTheJdkDoes() throws Exception {
    Random random = new Random(8032);
    for (int round = 0; round < 20; round++) {
      byte[] seed = bytes(random, 32);
      byte[] message = bytes(random, random.nextInt(300));
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      Signature jdk = Signature.getInstance("Ed25519");
      jdk.initSign(key);
      jdk.update(message);
      assertThat(Ed25519.sign(Ed25519.privateKey(seed), message)).isEqualTo(jdk.sign());
    }
  }

  /** The key and the signature in the tests of golang.org/x/mod/sumdb/note. */
  @Test
  void signsAsTheGoNotePackageDoes() {
    byte[] seed = hex("810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173");
    String note =
        "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    byte[] idAndSignature =
        Base64.getDecoder()
            .decode(
                "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6K"
                    + "E6RyyBwJnAM=");
    int keyId = SignedHead.keyId("PeterNeumann", Ed25519.publicKey(Ed25519.privateKey(seed)));
    assertThat(ByteBuffer.wrap(idAndSignature).getInt()).isEqualTo(keyId);
    assertThat(idAndSignature)
        .endsWith(Ed25519.sign(Ed25519.privateKey(seed), note.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everyBitOfTheSignatureCounts() {
    byte[] seed = bytes(new Random(1), 32);
    byte[] publicKey = Ed25519.publicKey(Ed25519.privateKey(seed));
    byte[] message = {1, 2, 3};
    byte[] signature = Ed25519.sign(Ed25519.privateKey(seed), message);
    for (int bit = 0; bit < 512; bit++) {
      signature[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(VERIFIER.verifies(publicKey, message, signature)).isFalse();
      signature[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(VERIFIER.verifies(publicKey, new byte[] {1, 2, 4}, signature)).isFalse();
    assertThat(VERIFIER.verifies(publicKey, message, signature)).isTrue();
  }

  /** Same R, and S raised by the order of the group: another text for the same signature. */
  @Test
  void aSignatureHasOneForm() {
    byte[] seed = bytes(new Random(1), 32);
    byte[] signature = Ed25519.sign(Ed25519.privateKey(seed), new byte[1]);
    byte[] order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      int sum = (signature[32 + i] & 0xff) + (order[i] & 0xff) + carry;
      signature[32 + i] = (byte) sum;
      carry = sum >>> 8;
    }
    assertThat(
            VERIFIER.verifies(Ed25519.publicKey(Ed25519.privateKey(seed)), new byte[1], signature))
        .isFalse();
  }

  @Test
  void junkIsAnsweredNotThrown() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      assertThat(VERIFIER.verifies(bytes(random, 32), new byte[1], bytes(random, 64))).isFalse();
    }
    assertThat(VERIFIER.verifies(new byte[32], new byte[1], new byte[64])).isFalse();
    assertThat(VERIFIER.verifies(new byte[31], new byte[1], new byte[64])).isFalse();
    assertThat(VERIFIER.verifies(new byte[32], new byte[1], new byte[65])).isFalse();
  }

  @Test
  void aSeedOfAnotherLengthIsADefect() {
    assertThatThrownBy(() -> Ed25519.privateKey(new byte[31]))
        .isInstanceOf(InternalException.class);
    assertThatThrownBy(() -> Ed25519.privateKey(new byte[33]))
        .isInstanceOf(InternalException.class);
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
