package io.ewig.engine.internal.crypt;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.internal.crypt.cipher.ByteRange;
import io.ewig.engine.internal.crypt.cipher.DataKey;
import io.ewig.engine.internal.crypt.cipher.FrameCipher;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * Frames under data keys from a {@link KeyVault}.
 *
 * <p>The additional data is a frame's first 16 bytes without its checksum and padding count, which
 * depend on the ciphertext; so kind, flags, event count and seq can't be changed either.
 */
public final class EncryptedFrames implements FrameKeys {

  private final KeyVault vault;

  EncryptedFrames(KeyVault vault) {
    this.vault = vault;
  }

  /** Under keys from a vault, or in the clear if there is none. */
  public static FrameKeys under(@Nullable KeyVault vault) {
    return vault == null ? FrameKeys.NONE : new EncryptedFrames(vault);
  }

  @Override
  public Fresh fresh() {
    DataKey key = vault.freshKey();
    return new Fresh(key.wrapped(), new Lock(key.cipher()));
  }

  @Override
  public FrameLock unwrap(byte[] wrapped) {
    return new Lock(vault.unwrap(wrapped).cipher());
  }

  private static final class Lock implements FrameLock {

    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final FrameCipher cipher;
    private byte[] plain = {}; // of the one thread that closes frames

    Lock(FrameCipher cipher) {
      this.cipher = cipher;
    }

    @Override
    public void close(BytesOut frame, int flags, int count) {
      frame.setByte(FrameFormat.FLAGS, flags | FrameFormat.ENCRYPTED);
      frame.setShort(FrameFormat.COUNT, count);
      int length = frame.size() - FrameFormat.BODY;
      if (plain.length < length) {
        plain = new byte[2 * length];
      }
      System.arraycopy(frame.array(), FrameFormat.BODY, plain, 0, length);
      frame.setSize(FrameFormat.BODY + FrameCipher.sealedBytes(length));
      cipher.encrypt(
          (long) LONGS.get(frame.array(), FrameFormat.SEQ),
          ByteRange.of(additional(frame.array())),
          new ByteRange(plain, 0, length),
          frame.array(),
          FrameFormat.BODY);
      FrameSeal.close(frame, flags | FrameFormat.ENCRYPTED, count);
    }

    /** The frame's first bytes; before it is closed, checksum and padding count are zero anyway. */
    private static byte[] additional(byte[] frame) {
      byte[] head = Arrays.copyOf(frame, FrameFormat.BODY);
      head[FrameFormat.FLAGS] &= (1 << FrameFormat.PAD_SHIFT) - 1;
      Arrays.fill(head, FrameFormat.CRC, FrameFormat.SEQ, (byte) 0);
      return head;
    }

    @Override
    public int open(byte[] frame, int length, String file, long offset) {
      int sealed = length - FrameSeal.padding(frame) - FrameFormat.BODY;
      if ((frame[FrameFormat.FLAGS] & FrameFormat.ENCRYPTED) == 0
          || sealed < FrameCipher.TAG_BYTES) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_RECORD,
            file,
            offset,
            "a frame in the clear in an encrypted database");
      }
      try {
        int plainBytes =
            cipher.decrypt(
                (long) LONGS.get(frame, FrameFormat.SEQ),
                ByteRange.of(additional(frame)),
                new ByteRange(frame, FrameFormat.BODY, sealed),
                frame,
                FrameFormat.BODY);
        return FrameFormat.BODY + plainBytes;
      } catch (AEADBadTagException e) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_RECORD, file, offset, "a frame that does not decrypt", e);
      }
    }
  }
}
