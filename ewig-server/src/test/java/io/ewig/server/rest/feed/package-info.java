/** Readers of changes, without a connection between. */
package io.ewig.server.rest.feed;
