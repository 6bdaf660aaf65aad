package io.ewig.engine.internal.space;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Catalogs that were read lately; any thread.
 *
 * <p>The seq of the last change of a definition that a reader sees says which catalog it sees: what
 * came before that change is the same for all who see it.
 */
public final class Catalogs {

  private static final int KEPT = 64;

  private static final byte[] CHANGES = Space.SCHEMAS.key();

  private static final byte[] NOTHING = {};

  private final Map<Long, Catalog> lately =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Catalog> eldest) {
          return size() > KEPT;
        }
      };

  private volatile Catalog last = Catalog.EMPTY; // which most ask for again

  /** The same object for the same definitions, if they are recorded and were read lately. */
  public Catalog of(Source source) {
    long version = source.newestChange();
    Catalog known = last;
    if (known.version() == version) {
      return known;
    } else if (version < 0) {
      return Catalog.EMPTY;
    } else if (Overlay.isOwn(version)) {
      return read(source, version, false);
    }
    known = recorded(source, version);
    last = known;
    return known;
  }

  private Catalog recorded(Source source, long version) {
    synchronized (lately) {
      Catalog known = lately.get(version);
      if (known != null) {
        return known;
      }
    }
    Catalog read = read(source, version, true);
    synchronized (lately) {
      Catalog first = lately.putIfAbsent(version, read); // all get the one that was kept
      return first == null ? read : first;
    }
  }

  private static Catalog read(Source source, long version, boolean isRecorded) {
    List<Table> tables = new ArrayList<>();
    byte[] start = Space.TABLE.key();
    Source.Walk definitions = source.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (definitions.next()) {
      byte[] bytes = Objects.requireNonNull(definitions.version().value(), "no deletion");
      tables.add(TableReader.read(bytes, "a definition"));
    }
    List<CatalogObject> objects = new ArrayList<>();
    WorldSource documents = new WorldSource(CatalogObject.WORLD, source);
    Source.Walk walk = documents.walk();
    while (walk.next()) {
      objects.add(CatalogObject.of(documents.nameIn(walk.key()), WorldSource.json(walk.version())));
    }
    return new Catalog(version, isRecorded, tables, objects);
  }

  /**
   * The last definition that there was of a table, whether it was dropped since or not; or null.
   */
  public static @Nullable Table last(UUID table, Source source) {
    Source.History newestFirst = source.history(Space.TABLE.key(Space.idOf(table)));
    while (newestFirst.next()) {
      byte[] definition = newestFirst.version().value();
      if (definition != null) {
        return TableReader.read(definition, "a definition");
      }
    }
    return null;
  }

  /** Notes that a definition has changed. */
  public static void noteChange(Sink sink) {
    sink.put(CHANGES, sink.now(), Version.OPEN, NOTHING);
  }

  public static byte[] changes() {
    return CHANGES;
  }
}
