package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to record, before it has a place in history.
 *
 * @param valid when it is true in the world; null means from the moment of its commit on
 * @param payload shared, not copied
 */
public record EventDraft(World world, EventType type, @Nullable ValidPeriod valid, byte[] payload) {

  public EventDraft {
    if (!type.isCustom() && !EventType.ofCode(type.code()).equals(type)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "the event type of code "
              + type.code()
              + " is "
              + EventType.ofCode(type.code())
              + ", not '"
              + type.name()
              + "'; use EventType.of(name)");
    }
    if (payload.length > Payload.BYTES_MAX) {
      throw new UserException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "a payload takes at most "
              + Payload.BYTES_MAX
              + " bytes, not "
              + payload.length
              + " (world "
              + world
              + "); split it over several events");
    }
  }
}
