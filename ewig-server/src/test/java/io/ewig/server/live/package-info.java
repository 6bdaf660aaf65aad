/** Clients with sockets, of every temper, against a real server. */
package io.ewig.server.live;
