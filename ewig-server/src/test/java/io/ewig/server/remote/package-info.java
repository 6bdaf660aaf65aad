/**
 * The driver over a server: what holds for a database in this JVM, tested again, and what becomes
 * of connections when servers come and go.
 */
package io.ewig.server.remote;
