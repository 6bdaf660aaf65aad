/**
 * Ed25519 for signed heads and signed commits: {@link
 * io.ewig.engine.internal.crypt.signature.Ed25519Key} signs with a key from a file that only its
 * owner may read, {@link io.ewig.engine.internal.crypt.signature.Ed25519} verifies.
 *
 * <p>By BouncyCastle, which takes the 32 bytes of a key as they are, and is faster than the JDK (17
 * takes 20 times as long to sign and 9 times to verify). Any thread; a damaged or foreign key file
 * is named. Has nothing to do with encryption at rest, which lies in the rooms beside.
 */
@NullMarked
package io.ewig.engine.internal.crypt.signature;

import org.jspecify.annotations.NullMarked;
