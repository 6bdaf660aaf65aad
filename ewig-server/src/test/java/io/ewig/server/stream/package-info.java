/** Connections in frames, without a wire between. */
package io.ewig.server.stream;
