package io.ewig.engine.internal.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Catalogs that were read lately; any thread.
 *
 * <p>The seq of the last change of a table that a reader sees says which catalog it sees: what came
 * before that change is the same for all who see it.
 */
public final class Catalogs {

  private static final int KEPT = 64;

  private static final byte[] CHANGES = Space.SCHEMAS.key();

  private final Map<Long, Catalog> lately =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Catalog> eldest) {
              return size() > KEPT;
            }
          });

  public Catalog of(Source source) {
    long version = source.newestChange();
    if (version < 0) {
      return Catalog.EMPTY;
    }
    if (Overlay.isOwn(version)) {
      return Catalog.read(source, version);
    }
    Catalog known = lately.get(version);
    if (known == null) {
      known = Catalog.read(source, version);
      lately.put(version, known);
    }
    return known;
  }

  public static byte[] changes() {
    return CHANGES;
  }
}
