package io.ewig.server.gate;

import io.ewig.server.audit.Actor;
import io.ewig.server.http.Doorkeeper;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.login.Logins;
import io.ewig.server.login.Outcome;
import io.ewig.server.session.Quotas;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Principal;
import io.ewig.server.user.Secrets;

/** Lets in who is who he says he is; any thread. */
public final class Gate implements Doorkeeper {

  /** SQLSTATE: invalid authorization. */
  private static final String LOGIN_FAILED = "28000";

  private static final String NEEDS_LOGIN =
      "say who you are: give user and password, or a token as the password";

  private static final String NOT_UNDERSTOOD =
      "the header Authorization says Basic with name:password in base64, or Bearer with a token";

  private final Accounts accounts;
  private final Logins logins;
  private final Quotas quotas;
  private final boolean isLocal;

  /**
   * @param isLocal whether only this machine reaches the server; then it may have no users
   */
  public Gate(Accounts accounts, Logins logins, Quotas quotas, boolean isLocal) {
    this.accounts = accounts;
    this.logins = logins;
    this.quotas = quotas;
    this.isLocal = isLocal;
  }

  @Override
  public Entry admit(Caller caller) {
    if (isLocal && !accounts.book().hasUsers()) {
      return new Admitted(Principal.anybody(actor("", caller)));
    }
    if (caller.authorization() != null) {
      return Credentials.of(caller.authorization())
          .map(said -> entry(outcome(said, caller)))
          .orElseGet(() -> unauthorized(NOT_UNDERSTOOD));
    }
    return caller.certificate() == null
        ? unauthorized(NEEDS_LOGIN)
        : entry(logins.byCertificate(actor(caller.certificate(), caller)));
  }

  private Outcome outcome(Credentials said, Caller caller) {
    Actor actor = actor(said.user(), caller);
    return Secrets.isSecret(said.secret())
        ? logins.byToken(said.secret(), actor)
        : logins.byPassword(said.secret(), actor);
  }

  private static Actor actor(String name, Caller caller) {
    return new Actor(name, caller.address(), caller.request());
  }

  private Entry entry(Outcome outcome) {
    if (outcome instanceof Outcome.Known known) {
      return quotas.mayAsk(known.principal()) ? new Admitted(known.principal()) : tooOften();
    } else if (outcome instanceof Outcome.LockedOut locked) {
      return new Refused(
          HttpAnswer.TOO_MANY,
          "LOCKED_OUT",
          LOGIN_FAILED,
          "too many failed logins; try again in " + (locked.left().toSeconds() + 1) + " seconds");
    } else if (outcome instanceof Outcome.Busy) {
      return new Refused(
          HttpAnswer.UNAVAILABLE, "BUSY", "53300", "too many log in at the same time; try again");
    }
    return unauthorized("the user is unknown, or the password is wrong");
  }

  private static Entry tooOften() {
    return new Refused(
        HttpAnswer.TOO_MANY,
        "TOO_OFTEN",
        Quotas.TOO_MUCH,
        "the user sends more requests in a second than a user may; try again in a moment");
  }

  private static Entry unauthorized(String text) {
    return new Refused(HttpAnswer.UNAUTHORIZED, "UNAUTHORIZED", LOGIN_FAILED, text);
  }
}
