package io.ewig.server.http;

/** Answers calls, each a message of a client's; any thread. */
public interface Calls {

  HttpAnswer answer(byte[] message);

  /** How the server is, for whoever watches over it. */
  HttpAnswer health();
}
