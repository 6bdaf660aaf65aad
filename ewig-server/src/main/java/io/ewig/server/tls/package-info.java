/**
 * The keys and certificates of a server: start at {@link io.ewig.server.tls.TlsFiles}.
 *
 * <p>They are files that their owner looks after: PEM, as certificate authorities and their tools
 * write it, or a PKCS #12 key store. What is spoken with them is TLS 1.3, or 1.2 for clients that
 * know no better; nothing older. A file that is none of that is refused when the server starts,
 * never when the first client comes; one that comes in its place later is taken up if it is good,
 * and else the old one stays.
 */
@NullMarked
package io.ewig.server.tls;

import org.jspecify.annotations.NullMarked;
