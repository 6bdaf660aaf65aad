/**
 * Where a user's key comes from: a file that only its owner may read, a passphrase through
 * Argon2id, or the environment.
 *
 * <p>Each is a {@link io.ewig.engine.crypt.KeyProvider} that the door of the engine makes. A key is
 * never stored by them, and appears in no text; a wrong or missing one is the user's error.
 * Threads: one. BouncyCastle enters here for Argon2id, which the JDK lacks.
 */
@NullMarked
package io.ewig.engine.internal.crypt.key;

import org.jspecify.annotations.NullMarked;
