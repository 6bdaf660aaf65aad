/** Sockets without a network: what Jetty would tell them is told by the tests. */
package io.ewig.server.socket;
