package io.ewig.engine.world;

import io.ewig.engine.event.Event;

/** Where the bytes of payloads come from: beside the event, or the content store. */
@FunctionalInterface
public interface Payloads {

  byte[] of(Event event);
}
