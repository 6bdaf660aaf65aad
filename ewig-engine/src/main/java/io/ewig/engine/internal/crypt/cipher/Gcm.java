package io.ewig.engine.internal.crypt.cipher;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM of the JDK: one message under one nonce. One thread at a time.
 *
 * <p>Design note: in place, the JDK allocates as many bytes as the whole array has, whatever the
 * length of the message (17 MB/s for chunks of a frame of 1.1 MiB). So a message is moved out of
 * the way first.
 */
final class Gcm {

  static final int NONCE_BYTES = 12;

  static final int TAG_BYTES = 16;

  private final Cipher cipher;

  private byte[] aside = {};

  Gcm() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** Writes as many bytes as the message has, and the tag. */
  void encrypt(RawKey key, byte[] nonce, ByteRange aad, ByteRange plain, byte[] to, int at) {
    try {
      run(Cipher.ENCRYPT_MODE, key, nonce, aad, plain, to, at);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** Writes the message without the tag. */
  void decrypt(RawKey key, byte[] nonce, ByteRange aad, ByteRange sealed, byte[] to, int at)
      throws AEADBadTagException {
    try {
      run(Cipher.DECRYPT_MODE, key, nonce, aad, sealed, to, at);
    } catch (AEADBadTagException e) {
      key.requireOpen(); // a key that was wiped meanwhile is not damage
      throw e;
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private void run(
      int mode, RawKey key, byte[] nonce, ByteRange aad, ByteRange message, byte[] to, int at)
      throws GeneralSecurityException {
    ByteRange from = message.array() == to ? moveAside(message) : message;
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(aad.array(), aad.from(), aad.length());
    cipher.doFinal(from.array(), from.from(), from.length(), to, at);
  }

  private ByteRange moveAside(ByteRange message) {
    if (aside.length < message.length()) {
      aside = new byte[message.length()];
    }
    System.arraycopy(message.array(), message.from(), aside, 0, message.length());
    return new ByteRange(aside, 0, message.length());
  }

  private static InternalException broken(GeneralSecurityException e) {
    return new InternalException(
        ErrorCode.INVARIANT_BROKEN, "the JDK's AES-256-GCM refused its work", e);
  }
}
