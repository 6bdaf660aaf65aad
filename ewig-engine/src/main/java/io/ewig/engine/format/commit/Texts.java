package io.ewig.engine.format.commit;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.format.BytesIn;

/** Names read from disk: one that no user could have given is damage, not a user's mistake. */
public final class Texts {

  private Texts() {}

  public static World world(String uri, BytesIn in) {
    try {
      return new World(uri);
    } catch (UserException e) {
      throw in.malformed(String.valueOf(e.getMessage()));
    }
  }

  public static Branch branch(String name, BytesIn in) {
    try {
      return new Branch(name);
    } catch (UserException e) {
      throw in.malformed(String.valueOf(e.getMessage()));
    }
  }

  public static EventType type(String name, BytesIn in) {
    try {
      return new EventType(EventType.CUSTOM_CODE, name);
    } catch (UserException e) {
      throw in.malformed(String.valueOf(e.getMessage()));
    }
  }

  public static EventType type(int code, BytesIn in) {
    try {
      return EventType.ofCode(code);
    } catch (UserException e) {
      throw in.malformed(String.valueOf(e.getMessage()));
    }
  }
}
