package io.ewig.engine.internal.crypt.cipher;

import io.ewig.engine.error.InternalException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * Encrypts and decrypts the frames of one data key with AES-256-GCM.
 *
 * <pre>
 *   plain   | 8192           | 8192           | 1..8192 (0 if all)
 *   sealed  | 8192 | tag 16  | 8192 | tag 16  | 1..8192 | tag 16
 *
 *   nonce of a chunk, 12 bytes, big-endian
 *   0                  4                          12
 *   +------------------+--------------------------+
 *   | more | chunk     | counter of the frame     |
 *   | 1 bit| 31 bits   | 64 bits                  |
 *   +------------------+--------------------------+
 *   more   1: another chunk follows; 0: this is the last
 * </pre>
 *
 * <ul>
 *   <li>a nonce is used once: a counter must be greater than the one before, or it is refused;
 *   <li>a key that was read back from a log only decrypts;
 *   <li>what was cut, joined, swapped or changed, here or in the additional data, is noticed;
 *   <li>nothing of a frame is given out unless all of it holds.
 * </ul>
 *
 * <p>A frame of up to {@value #CHUNK_BYTES} bytes, which is almost every one, is one message whose
 * nonce is four zero bytes and the counter. One thread encrypts at a time (a lock sees to it), any
 * number decrypt at once.
 *
 * <p>Design note: why chunks. HotSpot puts its AES and GHASH instructions in only once the code
 * around them was called some thousand times, and one {@code doFinal} is a single call whatever its
 * length: a process that handles only large frames stays at 75 MB/s (13 ms a MiB) for more than the
 * 600 MiB that were tried, on JDK 17. In chunks of 8 KiB it reaches 4 GB/s after some 50 MiB; of 64
 * KiB, 4.6 GB/s after 200 to 400 MiB. Feeding chunks to {@code update} cures encryption only:
 * decryption buffers until it has seen the tag, stays as slow when cold, and has half the speed
 * when warm. So each chunk has a tag of its own: 0.2 % of the size. The {@code more} bit is that of
 * the STREAM construction (Hoang et al., CRYPTO 2015): a frame that was cut at a chunk ends in one
 * that claims to have a successor.
 */
public final class FrameCipher implements AutoCloseable {

  public static final int CHUNK_BYTES = 8 * 1024;

  public static final int TAG_BYTES = Gcm.TAG_BYTES;

  /** The longest frame of a log, see {@code FrameFormat}. */
  public static final int PLAIN_BYTES_MAX = 2 << 20;

  /** What NIST SP 800-38D allows for one key, though our nonces don't collide by chance. */
  public static final long CHUNKS_MAX = 1L << 32;

  /** 2^32 blocks of AES: the odds that somebody can tell them from noise stay below 2^-64. */
  public static final long BYTES_MAX = 64L << 30;

  private static final int MORE = 1 << 31;

  private static final int SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

  private final RawKey key;
  private final boolean encrypts;
  private final NonceBudget budget; // guarded by this
  private final NonceWatch watch;
  private final Gcm writer = new Gcm(); // guarded by this
  private final CipherPool readers = new CipherPool();

  FrameCipher(RawKey key, boolean encrypts, NonceWatch watch) {
    this(key, encrypts, watch, new NonceBudget(CHUNKS_MAX, BYTES_MAX));
  }

  FrameCipher(RawKey key, boolean encrypts, NonceWatch watch, NonceBudget budget) {
    this.key = key;
    this.encrypts = encrypts;
    this.watch = watch;
    this.budget = budget;
  }

  /** How many bytes become of so many plain ones. */
  public static int sealedBytes(int plainBytes) {
    return plainBytes + chunksOf(plainBytes, CHUNK_BYTES) * TAG_BYTES;
  }

  private static int chunksOf(int bytes, int chunkBytes) {
    return Math.max(1, (bytes + chunkBytes - 1) / chunkBytes);
  }

  /** Whether no room for a largest frame is left: then take a fresh key. */
  public synchronized boolean exhausted() {
    return !budget.hasRoom(chunksOf(PLAIN_BYTES_MAX, CHUNK_BYTES), PLAIN_BYTES_MAX);
  }

  /**
   * Encrypts a frame.
   *
   * @param counter greater than in the call before, and not negative
   * @param aad what the frame's tag shall cover, though it is not encrypted
   * @param plain at most {@value #PLAIN_BYTES_MAX} bytes
   * @param to may be the array of {@code plain} if {@code at} is where that starts
   * @return the number of bytes written, {@link #sealedBytes}
   */
  public synchronized int encrypt(long counter, ByteRange aad, ByteRange plain, byte[] to, int at) {
    InternalException.require(encrypts, "a data key that was read back only decrypts");
    InternalException.require(plain.length() <= PLAIN_BYTES_MAX, "a frame is at most 2 MiB long");
    ByteRange target = new ByteRange(to, at, sealedBytes(plain.length()));
    requireApart(plain, target);
    int chunks = chunksOf(plain.length(), CHUNK_BYTES);
    budget.spend(counter, chunks, plain.length());
    int last = chunks - 1;
    // From the end, because in place a chunk moves up by the tags of those before it.
    for (int chunk = last; chunk >= 0; chunk--) {
      byte[] nonce = nonce(chunk, last, counter);
      watch.used(key, nonce);
      writer.encrypt(
          key, nonce, aad, part(plain, chunk, CHUNK_BYTES), to, at + chunk * SEALED_CHUNK_BYTES);
    }
    return target.length();
  }

  /**
   * Decrypts a frame; if it does not hold, what was to be written is zeros.
   *
   * @param counter the one it was encrypted with
   * @param sealed what {@link #encrypt} wrote
   * @param to may be the array of {@code sealed} if {@code at} is where that starts
   * @return the number of plain bytes written
   * @throws AEADBadTagException if anything is not what it was; the caller knows file and offset
   */
  public int decrypt(long counter, ByteRange aad, ByteRange sealed, byte[] to, int at)
      throws AEADBadTagException {
    ByteRange target = new ByteRange(to, at, plainBytes(sealed.length()));
    requireApart(sealed, target);
    Gcm cipher = readers.borrow();
    try {
      int last = chunksOf(sealed.length(), SEALED_CHUNK_BYTES) - 1;
      for (int chunk = 0; chunk <= last; chunk++) {
        cipher.decrypt(
            key,
            nonce(chunk, last, counter),
            aad,
            part(sealed, chunk, SEALED_CHUNK_BYTES),
            to,
            at + chunk * CHUNK_BYTES);
      }
      return target.length();
    } catch (AEADBadTagException | RuntimeException e) {
      Arrays.fill(to, target.from(), target.end(), (byte) 0);
      throw e;
    } finally {
      readers.giveBack(cipher);
    }
  }

  private static int plainBytes(int sealedBytes) throws AEADBadTagException {
    int plainBytes = sealedBytes - chunksOf(sealedBytes, SEALED_CHUNK_BYTES) * TAG_BYTES;
    if (plainBytes < 0 || plainBytes > PLAIN_BYTES_MAX || sealedBytes(plainBytes) != sealedBytes) {
      throw new AEADBadTagException("no frame becomes " + sealedBytes + " bytes");
    }
    return plainBytes;
  }

  private static ByteRange part(ByteRange whole, int chunk, int chunkBytes) {
    int from = whole.from() + chunk * chunkBytes;
    return new ByteRange(whole.array(), from, Math.min(chunkBytes, whole.end() - from));
  }

  private static byte[] nonce(int chunk, int last, long counter) {
    int prefix = chunk == last ? chunk : chunk | MORE;
    return ByteBuffer.allocate(Gcm.NONCE_BYTES).putInt(prefix).putLong(counter).array();
  }

  private static void requireApart(ByteRange from, ByteRange to) {
    InternalException.require(
        from.array() != to.array()
            || from.from() == to.from()
            || from.end() <= to.from()
            || to.end() <= from.from(),
        "what is read and what is written start together or lie apart");
  }

  /** Wipes the key; what is asked afterwards is refused. */
  @Override
  public synchronized void close() {
    key.close();
    readers.clear();
  }
}
