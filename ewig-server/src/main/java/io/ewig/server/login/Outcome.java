package io.ewig.server.login;

import io.ewig.server.user.Principal;
import java.time.Duration;

/** What came of an attempt to log in. */
public sealed interface Outcome {

  record Known(Principal principal) implements Outcome {}

  /** A wrong name, a wrong password, a token that is not good: which of them is not said. */
  record Unknown() implements Outcome {}

  /**
   * @param left how long it lasts
   */
  record LockedOut(Duration left) implements Outcome {}

  /** Too many try at the same time. */
  record Busy() implements Outcome {}
}
