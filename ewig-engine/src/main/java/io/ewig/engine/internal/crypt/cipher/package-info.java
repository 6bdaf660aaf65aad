/**
 * AES-256-GCM as Ewig uses it: {@link io.ewig.engine.internal.crypt.cipher.FrameCipher} encrypts
 * what the log writes under a {@link io.ewig.engine.internal.crypt.cipher.DataKey}, and one key
 * wraps another.
 *
 * <p>Invariants: no (key, nonce) pair is ever used twice, for a data key that was read back can
 * only decrypt, and a fresh one takes only rising counters; keys are byte arrays, wiped on close,
 * and appear in no text. The cipher is always the JDK's: BouncyCastle's is 8 to 30 times slower.
 *
 * <p>Threads: many may decrypt and one may encrypt with a {@code FrameCipher}. Errors: where the
 * file is not known here, {@link javax.crypto.AEADBadTagException} makes the caller name it. May be
 * entered by the other rooms of {@code internal.crypt}; knows nothing of files.
 */
@NullMarked
package io.ewig.engine.internal.crypt.cipher;

import org.jspecify.annotations.NullMarked;
