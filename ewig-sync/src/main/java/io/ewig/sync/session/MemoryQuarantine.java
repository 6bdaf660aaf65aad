package io.ewig.sync.session;

import io.ewig.engine.event.Origin;
import io.ewig.engine.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Of a database that has no folder; any thread. */
public final class MemoryQuarantine implements Quarantine {

  private final Map<Origin, Objection> locked = new ConcurrentHashMap<>();

  private final Map<Origin, Objection> noted = new ConcurrentHashMap<>();

  private final Tidings tidings = new Tidings(Clock.system());

  @Override
  public Optional<String> why(Origin origin) {
    return Optional.ofNullable(locked.get(origin))
        .map(found -> "origin " + origin + " is in quarantine: " + found.text());
  }

  @Override
  public void lock(Origin origin, Objection objection) {
    if (locked.putIfAbsent(origin, objection) == null && objection.isProven()) {
      tidings.add(objection.fork().orElseThrow());
    }
  }

  @Override
  public void note(Origin origin, Objection objection) {
    noted.putIfAbsent(origin, objection);
  }

  @Override
  public Tidings tidings() {
    return tidings;
  }

  /** Of whom something was found that proves nothing. */
  public Map<Origin, Objection> noted() {
    return Map.copyOf(noted);
  }

  public Map<Origin, Objection> locked() {
    return Map.copyOf(locked);
  }
}
