package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;

/** Worlds whose events only the database itself makes. */
public final class Reserved {

  private Reserved() {}

  public static void refuse(World world) {
    String uri = world.uri();
    if (uri.startsWith("table://") || uri.startsWith("ewig://")) {
      throw new UserException(
          ErrorCode.RESERVED_WORLD,
          "the world "
              + world
              + " belongs to the database; change tables by transactions, and name worlds otherwise");
    }
  }
}
