package io.ewig.engine.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says fluently what happened:
 *
 * <pre>{@code
 * EventBuilder.in("a://garden").type(EventType.OBJECT_CREATED).json("{\"id\":\"rose\"}").build()
 * }</pre>
 */
public final class EventBuilder {

  private final World world;
  private EventType type = EventType.STATE_CHANGED;
  private @Nullable ValidPeriod valid;
  private byte[] payload = {};

  private EventBuilder(World world) {
    this.world = world;
  }

  public static EventBuilder in(World world) {
    return new EventBuilder(world);
  }

  public static EventBuilder in(String worldUri) {
    return in(World.of(worldUri));
  }

  /** Default: {@code StateChanged}. */
  public EventBuilder type(EventType type) {
    this.type = type;
    return this;
  }

  /** A known type by its name, or else a custom one. */
  public EventBuilder type(String name) {
    return type(EventType.of(name));
  }

  public EventBuilder validFrom(Instant from) {
    return valid(ValidPeriod.from(from));
  }

  public EventBuilder valid(Instant from, Instant to) {
    return valid(new ValidPeriod(from, to));
  }

  /** Default: from the moment of the commit on. */
  public EventBuilder valid(ValidPeriod period) {
    this.valid = period;
    return this;
  }

  public EventBuilder payload(byte[] bytes) {
    this.payload = bytes.clone();
    return this;
  }

  /** JSON text, or any text: it is kept as it is. */
  public EventBuilder json(String text) {
    this.payload = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  public EventDraft build() {
    return new EventDraft(world, type, valid, payload);
  }
}
