package io.ewig.sqltests.client;

/** Where a client finds the database. */
enum Place {
  /** In its own JVM. */
  HERE,

  /** Behind a server, on a socket. */
  SERVED
}
