/**
 * The keys of a user: with which a database is encrypted, and with which a node signs its log and
 * its commits.
 *
 * <p>Encryption at rest: {@link io.ewig.engine.crypt.KeyProvider} (start here to bring a key from
 * elsewhere) gives the user's key. It wraps the store key in {@code keys.ewk}, and that wraps the
 * data keys in the log; so changing the user's key rewrites one small file. Signatures: {@link
 * io.ewig.engine.crypt.SigningKey} signs what {@link io.ewig.engine.crypt.SignedHead} says, and
 * each commit of a database that signs ({@link io.ewig.engine.crypt.CommitSignature}). The
 * passwords of a server's users are kept by {@link io.ewig.engine.crypt.Passwords}.
 *
 * <p>No key and no passphrase appears in a name, a {@code toString} or an exception, and what holds
 * one wipes it on close. The ciphers, the curve and the providers that come with Ewig live in
 * {@code internal.crypt}. The log is below this package and may not enter; what is above may.
 */
@NullMarked
package io.ewig.engine.crypt;

import org.jspecify.annotations.NullMarked;
