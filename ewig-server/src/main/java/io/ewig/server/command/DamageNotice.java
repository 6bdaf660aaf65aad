package io.ewig.server.command;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.CorruptionException;
import java.util.Optional;

/** What a command that reads says in the end about a database that is damaged. */
public final class DamageNotice {

  private DamageNotice() {}

  /** Gives the exit code. */
  public static int print(Ewig db, Terminal terminal) {
    Optional<CorruptionException> damage = db.troubles().damage();
    damage.ifPresent(found -> terminal.err().println(ErrorLine.of(found)));
    return damage.isPresent() ? ExitCode.DAMAGED : ExitCode.OK;
  }
}
