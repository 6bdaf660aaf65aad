package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Refs;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Puts versions into the index that come of a checkpoint and not of an event: as what the first
 * commit of the log found. One thread.
 *
 * @param nanos when that commit was recorded
 */
record Founding(Versions versions, int line, long nanos) implements Sink {

  /**
   * Puts the state that a checkpoint carries. Entries of indexes, and the note that there are
   * definitions, follow from it and are made here.
   *
   * @param main what branch main shows of the index, what is put among it
   */
  static void put(Inception inception, Versions versions, long nanos, Source main, Tables codecs) {
    Founding onMain = new Founding(versions, Refs.MAIN, nanos);
    Founding everywhere = new Founding(versions, Refs.NAMES, nanos);
    inception.forEach(
        entry -> {
          boolean isTimed = Space.isTimed(entry.key());
          (entry.everywhere() ? everywhere : onMain)
              .put(
                  entry.key(),
                  isTimed ? entry.validFrom() : nanos,
                  isTimed ? entry.validTo() : Version.OPEN,
                  entry.value());
        });
    Catalogs.noteChange(onMain);
    for (Table table : new Catalogs().of(main).tables()) {
      TableCodec codec = codecs.of(table);
      codec.indexes().forEach(index -> RowEffects.fill(codec, index, main, onMain));
    }
  }

  @Override
  public void put(byte[] key, long validFrom, long validTo, byte @Nullable [] value) {
    versions.put(key, line, Inception.SEQ, nanos, validFrom, validTo, value);
  }

  @Override
  public long now() {
    return nanos;
  }
}
