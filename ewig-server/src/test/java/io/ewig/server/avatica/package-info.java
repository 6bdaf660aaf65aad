/** Avatica's own client, and messages that are none. */
package io.ewig.server.avatica;
