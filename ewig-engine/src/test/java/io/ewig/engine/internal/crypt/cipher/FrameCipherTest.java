package io.ewig.engine.internal.crypt.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.hash.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCipherTest {

  private static final byte[] KEY = Bytes.rising(0x80, 32);

  private static final ByteRange HEADER = ByteRange.of(Bytes.ascii("header"));

  private static FrameCipher writer() {
    return new FrameCipher(new RawKey(KEY.clone()), true, NonceWatch.NONE);
  }

  private static FrameCipher reader() {
    return new FrameCipher(new RawKey(KEY.clone()), false, NonceWatch.NONE);
  }

  private static byte[] encrypt(FrameCipher cipher, long counter, byte[] plain) {
    byte[] sealed = new byte[FrameCipher.sealedBytes(plain.length)];
    int written = cipher.encrypt(counter, HEADER, ByteRange.of(plain), sealed, 0);
    assertThat(written).isEqualTo(sealed.length);
    return sealed;
  }

  private static byte[] decrypt(FrameCipher cipher, long counter, byte[] sealed) throws Exception {
    byte[] plain = new byte[sealed.length];
    return Arrays.copyOf(plain, cipher.decrypt(counter, HEADER, ByteRange.of(sealed), plain, 0));
  }

  private static final int[] LENGTHS = {
    0,
    1,
    15,
    16,
    17,
    300,
    8176,
    8191,
    8192,
    8193,
    8208,
    16384,
    16385,
    65536,
    1 << 20,
    1153434,
    FrameCipher.PLAIN_BYTES_MAX
  };

  static IntStream lengths() {
    return IntStream.concat(IntStream.of(LENGTHS), IntStream.range(0, 20).map(i -> 577 * i * i));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void whatIsEncryptedComesBack(int length) throws Exception {
    byte[] plain = Bytes.random(length, length);

    byte[] sealed = encrypt(writer(), 42, plain);

    assertThat(decrypt(reader(), 42, sealed)).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void aFrameIsEncryptedAndDecryptedInPlace(int length) throws Exception {
    byte[] plain = Bytes.random(length, length);
    byte[] frame = new byte[16 + FrameCipher.sealedBytes(length) + 3];
    System.arraycopy(plain, 0, frame, 16, length);
    ByteRange header = new ByteRange(frame, 0, 16);

    int sealed = writer().encrypt(1, header, new ByteRange(frame, 16, length), frame, 16);
    int opened = reader().decrypt(1, header, new ByteRange(frame, 16, sealed), frame, 16);

    assertThat(opened).isEqualTo(length);
    assertThat(Arrays.copyOfRange(frame, 16, 16 + opened)).isEqualTo(plain);
    assertThat(Arrays.copyOfRange(frame, 16 + sealed, frame.length)).containsOnly(0);
  }

  /** The expected bytes are from Python's cryptography package. */
  @Test
  void aFrameLooksOnDiskAsItAlwaysDid() {
    FrameCipher cipher = writer();
    byte[] large = new byte[20_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }

    assertThat(HexFormat.of().formatHex(encrypt(cipher, 7, Bytes.ascii("hello a://world"))))
        .isEqualTo("664daf7388cf7ebbc1515e4d03e05fb338d28b4d6a847eb9a04f2760735791");
    assertThat(Sha256.of(encrypt(cipher, 8, large)))
        .hasToString("50618b28d78f4e57ee1d357a48c3c76b5c77c3230357741c8723e211db335eb0");
  }

  @Test
  void everyFlippedBitOfAFrameIsNoticed() {
    byte[] sealed = encrypt(writer(), 3, Bytes.ascii("a://world was created"));

    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      assertRefused(3, HEADER, Bytes.flipped(sealed, bit));
    }
  }

  @Test
  void everyFlippedBitOfTheHeaderIsNoticed() {
    byte[] sealed = encrypt(writer(), 3, Bytes.ascii("a://world was created"));

    for (int bit = 0; bit < 8 * HEADER.length(); bit++) {
      assertRefused(3, ByteRange.of(Bytes.flipped(HEADER.array(), bit)), sealed);
    }
    assertRefused(3, new ByteRange(HEADER.array(), 0, 5), sealed);
  }

  @Test
  void everyFlippedBitOfTheCounterIsNoticed() {
    byte[] sealed = encrypt(writer(), 3, Bytes.ascii("a://world was created"));

    for (int bit = 0; bit < Long.SIZE; bit++) {
      assertRefused(3 ^ (1L << bit), HEADER, sealed);
    }
  }

  @Test
  void aFrameCutAnywhereIsNoticed() {
    byte[] sealed = encrypt(writer(), 3, Bytes.random(20_000, 1));

    for (int length = 0; length < sealed.length; length += length < 100 ? 1 : 8) {
      assertRefused(3, HEADER, Arrays.copyOf(sealed, length));
    }
    int chunk = FrameCipher.CHUNK_BYTES + FrameCipher.TAG_BYTES;
    for (int end = chunk; end < sealed.length; end += chunk) {
      assertRefused(3, HEADER, Arrays.copyOf(sealed, end));
    }
  }

  @Test
  void chunksThatAreSwappedRepeatedOrLeftOutAreNoticed() {
    byte[] sealed = encrypt(writer(), 3, Bytes.random(3 * FrameCipher.CHUNK_BYTES, 1));

    for (int[] order : new int[][] {{1, 0, 2}, {0, 0, 2}, {0, 2, 2}, {0, 2}, {2}, {0, 1, 2, 2}}) {
      assertRefused(3, HEADER, joined(sealed, order));
    }
  }

  private static byte[] joined(byte[] sealed, int... order) {
    int chunk = FrameCipher.CHUNK_BYTES + FrameCipher.TAG_BYTES;
    byte[] joined = new byte[order.length * chunk];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(sealed, order[i] * chunk, joined, i * chunk, chunk);
    }
    return joined;
  }

  @Test
  void whatDoesNotHoldGivesNothingOut() {
    byte[] sealed = encrypt(writer(), 3, Bytes.random(20_000, 1));
    byte[] to = Bytes.random(20_010, 2);

    assertThatThrownBy(
            () ->
                reader().decrypt(3, HEADER, ByteRange.of(Bytes.flipped(sealed, 8 * 20_000)), to, 0))
        .isInstanceOf(AEADBadTagException.class);

    assertThat(Arrays.copyOf(to, 20_000)).containsOnly(0);
    assertThat(Arrays.copyOfRange(to, 20_000, 20_010))
        .isEqualTo(Arrays.copyOfRange(Bytes.random(20_010, 2), 20_000, 20_010));
  }

  private static void assertRefused(long counter, ByteRange header, byte[] sealed) {
    byte[] to = new byte[sealed.length];
    assertThatThrownBy(() -> reader().decrypt(counter, header, ByteRange.of(sealed), to, 0))
        .isInstanceOf(AEADBadTagException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10, 0, -1, Long.MIN_VALUE})
  void aCounterThatDoesNotRiseIsRefused(long counter) {
    FrameCipher cipher = writer();
    encrypt(cipher, 10, KEY);

    assertThatThrownBy(() -> encrypt(cipher, counter, KEY))
        .isInstanceOf(InternalException.class)
        .hasMessageContaining(counter + " after 10");
  }

  @Test
  void aFailureDoesNotGiveANonceBack() {
    FrameCipher cipher =
        new FrameCipher(
            new RawKey(KEY.clone()),
            true,
            (key, nonce) -> {
              throw new IllegalStateException("power is gone");
            });

    assertThatThrownBy(() -> encrypt(cipher, 5, KEY)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> encrypt(cipher, 5, KEY)).isInstanceOf(InternalException.class);
  }

  @Test
  void aKeyThatWasReadBackDoesNotEncrypt() {
    assertThatThrownBy(() -> encrypt(reader(), 1, KEY)).isInstanceOf(InternalException.class);
  }

  @Test
  void aFrameThatIsTooLongIsRefused() {
    byte[] plain = new byte[FrameCipher.PLAIN_BYTES_MAX + 1];

    assertThatThrownBy(() -> encrypt(writer(), 1, plain)).isInstanceOf(InternalException.class);
  }

  @Test
  void rangesThatOverlapAreRefused() {
    byte[] frame = new byte[100];

    assertThatThrownBy(() -> writer().encrypt(1, HEADER, new ByteRange(frame, 0, 50), frame, 10))
        .isInstanceOf(InternalException.class);
    assertThatThrownBy(() -> writer().encrypt(1, HEADER, new ByteRange(frame, 0, 50), frame, 90))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aKeyIsExhaustedAfterItsBytesAndChunks() {
    int frame = FrameCipher.PLAIN_BYTES_MAX;
    FrameCipher byBytes = limited(1 << 20, frame + 10);
    FrameCipher byChunks = limited(frame / FrameCipher.CHUNK_BYTES + 1, 1L << 40);

    for (FrameCipher cipher : new FrameCipher[] {byBytes, byChunks}) {
      assertThat(cipher.exhausted()).isFalse();
      encrypt(cipher, 1, new byte[9000]);
      assertThat(cipher.exhausted()).isTrue();
      assertThatThrownBy(() -> encrypt(cipher, 2, new byte[frame]))
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("take a fresh one");
    }
  }

  private static FrameCipher limited(long chunks, long bytes) {
    return new FrameCipher(
        new RawKey(KEY.clone()), true, NonceWatch.NONE, new NonceBudget(chunks, bytes));
  }

  @Test
  void afterCloseNothingIsEncryptedOrDecrypted() {
    FrameCipher cipher = writer();
    byte[] sealed = encrypt(cipher, 1, KEY);

    cipher.close();

    assertClosed(() -> encrypt(cipher, 2, KEY));
    assertClosed(() -> decrypt(cipher, 1, sealed));
  }

  private static void assertClosed(Callable<?> call) {
    assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
  }

  @Test
  void manyThreadsDecryptWhileOneEncrypts() throws Exception {
    FrameCipher cipher = writer();
    int frames = 500;
    byte[][] sealed = new byte[frames][];
    for (int i = 0; i < frames; i++) {
      sealed[i] = encrypt(cipher, i, Bytes.random(i * 40, i));
    }
    ExecutorService readers = Executors.newFixedThreadPool(24);
    try {
      Callable<Boolean> all =
          () -> {
            for (int i = 0; i < frames; i++) {
              assertThat(decrypt(cipher, i, sealed[i])).isEqualTo(Bytes.random(i * 40, i));
            }
            return true;
          };
      var results = IntStream.range(0, 24).mapToObj(i -> readers.submit(all)).toList();
      for (int i = frames; i < 2 * frames; i++) {
        encrypt(cipher, i, KEY);
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      readers.shutdownNow();
    }
  }
}
