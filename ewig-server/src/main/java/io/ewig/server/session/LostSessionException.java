package io.ewig.server.session;

/** Nobody has a session of that id (any more); nothing was done. */
public final class LostSessionException extends Exception {

  private static final long serialVersionUID = 1L;

  LostSessionException() {
    super("there is no such session: it ended, or the server was started since");
  }
}
