package io.ewig.server.http;

import io.ewig.server.user.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who a request comes from, before its body is read or anything is done for it; any
 * thread, and it may take its time.
 */
@FunctionalInterface
public interface Doorkeeper {

  /** Lets everybody in, for a server without users. */
  Doorkeeper OPEN = caller -> new Admitted(Principal.ANYBODY);

  Entry admit(Caller caller);

  /**
   * What is known of whoever sent a request.
   *
   * @param address the other end of the connection
   * @param authorization what the header of that name says
   * @param certificate the name in a certificate that the other end has proved to have
   * @param request what the request is called in logs and in the audit
   */
  record Caller(
      String address,
      @Nullable String authorization,
      @Nullable String certificate,
      String request) {

    /** The same in another request. */
    Caller in(String other) {
      return new Caller(address, authorization, certificate, other);
    }

    /** What the header says stays with whoever looks at it. */
    @Override
    public String toString() {
      return address;
    }
  }

  /** Whether a request is let in. */
  sealed interface Entry {}

  record Admitted(Principal principal) implements Entry {}

  /**
   * Goes back instead of what was asked for.
   *
   * @param status 401 for those who may try again with another name or password
   * @param code the reason in a word, for programs
   */
  record Refused(int status, String code, String sqlState, String text) implements Entry {}
}
