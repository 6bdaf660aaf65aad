/**
 * The database in this JVM: links that go to the engine without a wire.
 *
 * <p>All connections to one folder share one engine, which {@link
 * io.ewig.jdbc.embedded.OpenDatabases} opens for the first and closes after the last. A link
 * belongs to one connection; the guard above it sees to it that one thread at a time uses it.
 */
@NullMarked
package io.ewig.jdbc.embedded;

import org.jspecify.annotations.NullMarked;
