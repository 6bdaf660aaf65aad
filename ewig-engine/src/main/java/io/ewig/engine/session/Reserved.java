package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;

/**
 * Worlds whose events only the database itself makes, or erases.
 *
 * @param hasAudit whether whoever opened it notes who did what; what is noted stays
 */
public record Reserved(boolean hasAudit) {

  private static final String AUDIT = "ewig://audit";

  /** Refuses to add an event. */
  void refuse(World world) {
    if (!hasAudit || !world.uri().equals(AUDIT)) {
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
