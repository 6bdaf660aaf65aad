package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;

/** Worlds whose events only the database itself makes, or erases. */
public final class Reserved {

  /** Where a server notes who did what: others add to it, but what is noted stays. */
  private static final String AUDIT = "ewig://audit";

  private Reserved() {}

  /** Refuses to add an event. */
  static void refuse(World world) {
    if (!world.uri().equals(AUDIT)) {
      refuseErasure(world);
    }
  }

  public static void refuseErasure(World world) {
    if (world.uri().startsWith("table://") || world.isOurs()) {
      throw new UserException(
          ErrorCode.RESERVED_WORLD,
          "the world "
              + world
              + " belongs to the database; change tables by transactions, and name worlds"
              + " otherwise");
    }
  }
}
