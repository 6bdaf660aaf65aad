/**
 * Encryption at rest: {@link io.ewig.engine.internal.crypt.KeyVault} (start here) holds the keys of
 * a database in {@code keys.ewk}, {@link io.ewig.engine.internal.crypt.EncryptedFrames} closes and
 * opens the log's frames with them.
 *
 * <pre>
 *   KeyProvider             key, 32 bytes       the user's; never stored        room key
 *     wraps  store key      keys.ewk            one a database, random          here
 *     wraps  data key       a frame of the log  one a segment and open, random  room cipher
 *     encrypts frames       the log                                             room cipher
 * </pre>
 *
 * <p>Beside that, who a database is that signs its commits: {@link
 * io.ewig.engine.internal.crypt.SigningIdentity}.
 *
 * <p>Invariants: a wrong key changes nothing; the key file has a twin, so that one of the two is
 * always whole; keys are wiped on close, and appear in no text. BouncyCastle enters the rooms below
 * this one, and nowhere else, for what the JDK lacks or is slow at.
 *
 * <p>Threads: a {@code KeyVault} gives out data keys to any. Errors: a wrong or missing key is the
 * user's, damage names file and offset. May be entered by the log and the doors of the engine;
 * imports {@code error}, {@code event}, {@code crypt}, {@code format} and its own rooms only.
 */
@NullMarked
package io.ewig.engine.internal.crypt;

import org.jspecify.annotations.NullMarked;
