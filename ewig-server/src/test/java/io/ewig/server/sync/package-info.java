/** Replicas over real servers. */
package io.ewig.server.sync;
