package io.ewig.server.audit;

import java.util.Locale;

/** What the audit notes; each is a type of event. */
public enum Deed {
  LOGIN,
  LOGIN_FAILED,
  LOCKED_OUT,
  USER_ADDED,
  USER_DROPPED,
  PASSWORD_CHANGED,
  TOKEN_CREATED,
  TOKEN_REVOKED,
  ROLE_CREATED,
  ROLE_DROPPED,
  GRANTED,
  REVOKED,
  REFUSED,
  DEFINED,
  ERASED;

  /** As the event's type has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
