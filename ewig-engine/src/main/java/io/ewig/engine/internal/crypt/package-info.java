/**
 * Encryption at rest: {@link io.ewig.engine.internal.crypt.KeyVault} (start here) holds the keys of
 * a database, {@link io.ewig.engine.internal.crypt.FrameCipher} encrypts what the log writes.
 *
 * <pre>
 *   KeyProvider             key, 32 bytes       the user's; never stored
 *     wraps  store key      keys.ewk            one a database, random
 *     wraps  data key       a frame of the log  one a segment and open, random
 *     encrypts frames       the log
 * </pre>
 *
 * <p>Invariants: no (key, nonce) pair is ever used twice, for a data key that was read back can
 * only decrypt, and a fresh one takes only rising counters; a wrong key changes nothing; keys are
 * byte arrays, wiped on close, and appear in no text. The cipher is always the JDK's AES-256-GCM:
 * BouncyCastle's is 8 to 30 times slower, and enters here (and nowhere else) for what the JDK lacks
 * or is slow at.
 *
 * <p>Threads: many may decrypt and one may encrypt with a {@code FrameCipher}; a {@code KeyVault}
 * gives out data keys to any. Errors: a wrong or missing key is the user's, damage names file and
 * offset; where the file is not known here, {@link javax.crypto.AEADBadTagException} makes the
 * caller name it. May be entered by the log and the doors of the engine; imports {@code error} and
 * {@code crypt} only.
 */
@NullMarked
package io.ewig.engine.internal.crypt;

import org.jspecify.annotations.NullMarked;
