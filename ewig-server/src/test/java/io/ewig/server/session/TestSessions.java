package io.ewig.server.session;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.user.Accounts;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Sessions as a server has them, without one. */
public final class TestSessions {

  private TestSessions() {}

  /**
   * @param accounts null: whoever comes may do all
   */
  public static Sessions of(Ewig engine, @Nullable Accounts accounts, SessionLimits limits) {
    return of(databases(engine, null, accounts), limits);
  }

  public static Sessions of(Databases databases, SessionLimits limits) {
    return new Sessions(
        databases,
        limits,
        new Quotas(UserLimits.defaults(), System::nanoTime),
        new SecureRandom(),
        Ahead.ofThisMachine(),
        System::nanoTime);
  }

  /**
   * @param folders null: there are none but the first
   */
  public static Databases databases(
      Ewig main, @Nullable DatabaseFolders folders, @Nullable Accounts accounts) {
    return new Databases(
        new EngineConnections(main, Databases.MAIN),
        folders,
        System::nanoTime,
        new Permits(accounts));
  }
}
