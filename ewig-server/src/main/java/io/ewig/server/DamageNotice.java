package io.ewig.server;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.CorruptionException;
import java.util.Optional;

/** What a command that reads says in the end about a database that is damaged. */
final class DamageNotice {

  private DamageNotice() {}

  /** Gives the exit code. */
  static int print(Ewig db, Terminal terminal) {
    Optional<CorruptionException> damage = db.damage();
    damage.ifPresent(found -> terminal.err().println(ErrorLine.of(found)));
    return damage.isPresent() ? EwigCommand.DAMAGED : EwigCommand.OK;
  }
}
