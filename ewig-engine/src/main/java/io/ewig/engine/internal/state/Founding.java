package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.inception.Entry;
import io.ewig.engine.inception.Entry.Section;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.late.LateNotes;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.LongKeys;
import io.ewig.engine.internal.table.RowEffects;
import io.ewig.engine.internal.table.SchemaEffects;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Table;
import java.util.Iterator;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts versions into the index that come of a checkpoint and not of events: milestone by milestone,
 * as what the commit that stands for it found. Entries of indexes, and the note that there are
 * definitions, follow from what comes and are made here. One thread.
 */
final class Founding {

  private final Milestones milestones;
  private final Versions versions;
  private final Tables codecs;
  private final Iterator<Entry> entries;
  private @Nullable Entry next;

  Founding(Inception inception, Versions versions, Tables codecs) {
    this.milestones = inception.milestones().orElseThrow();
    this.versions = versions;
    this.codecs = codecs;
    this.entries = inception.entries();
    this.next = entries.hasNext() ? entries.next() : null;
  }

  private void advance() {
    next = entries.hasNext() ? entries.next() : null;
  }

  /** A line, and what it shows of the index; sees what is put at once. */
  record Site(Line line, Source before) {}

  /** Puts versions of a milestone. */
  private record At(Versions versions, int line, long seq, long nanos) implements Sink {

    @Override
    public void put(byte[] key, long validFrom, long validTo, byte @Nullable [] value) {
      versions.put(key, line, seq, nanos, validFrom, validTo, value);
    }

    /** Puts an entry as it is. */
    void put(Entry entry) {
      boolean isTimed = Space.isTimed(entry.key());
      long from = isTimed ? entry.validFrom() : nanos;
      long to = isTimed ? entry.validTo() : Version.OPEN;
      put(entry.key(), from, to, entry.value());
    }

    @Override
    public long now() {
      return nanos;
    }
  }

  /** Puts what belongs to no branch; comes first. */
  void putEverywhere(long nanos) {
    At at = new At(versions, Refs.NAMES, 0, nanos);
    Entry entry = next;
    while (entry != null && entry.everywhere()) {
      at.put(entry);
      advance();
      entry = next;
    }
  }

  /**
   * Puts what lines had become by a milestone; what earlier ones have is passed over.
   *
   * @param nanos when the commit was recorded that stands for it
   * @param sites of lines by their numbers among the milestones'
   */
  void put(int milestone, long nanos, IntFunction<Site> sites) {
    while (next != null && next.at().milestone() < milestone) {
      advance();
    }
    while (next != null && next.at().milestone() == milestone) {
      Section section = next.at();
      Site site = sites.apply(section.line());
      At at = new At(versions, site.line().number(), milestone, nanos);
      boolean isFirst =
          site.line().fork() == null && milestones.firstOn(section.line()) == milestone;
      if (isFirst) {
        putFirst(section, site, at);
      } else {
        putMore(section, site, at);
      }
    }
  }

  /** What a line that started from nothing has: nothing was there that it could end. */
  private void putFirst(Section section, Site site, At at) {
    while (next != null && next.at().equals(section)) {
      at.put(next);
      advance();
    }
    Catalogs.noteChange(at);
    for (Table table : new Catalogs().of(site.before()).tables()) {
      TableCodec codec = codecs.of(table);
      codec
          .indexes()
          .forEach(index -> RowEffects.fill(codec, index, site.before(), at, LongKeys.LEFT_OUT));
    }
  }

  /** What a line has become since something that it shows; definitions come before rows. */
  private void putMore(Section section, Site site, At at) {
    if (milestones.firstOn(section.line()) < 0) {
      LateNotes.putBeginning(at); // it has no commits, and does not hold what its lineage shows
    }
    Source before = site.before();
    Catalogs catalogs = null;
    while (next != null && next.at().equals(section)) {
      Entry entry = next;
      if (Space.TABLE.has(entry.key())) {
        define(entry, before, at);
      } else if (Space.ROW.has(entry.key())) {
        catalogs = catalogs == null ? new Catalogs() : catalogs;
        put(entry, catalogs.of(before).find(Space.tableIn(entry.key())).orElse(null), before, at);
      } else {
        at.put(entry);
      }
      advance();
    }
    Catalogs.noteChange(at);
  }

  private void define(Entry entry, Source before, At at) {
    UUID id = Space.tableIn(entry.key());
    Version was = before.find(entry.key(), Long.MAX_VALUE);
    Table old = was == null ? null : table(Objects.requireNonNull(was.value(), "no deletion"));
    byte[] definition = entry.value();
    Table fresh = definition == null ? null : table(definition);
    SchemaEffects.define(id, old, fresh, codecs, before, at, LongKeys.LEFT_OUT);
  }

  private static Table table(byte[] definition) {
    return TableReader.read(definition, "a definition");
  }

  private void put(Entry entry, @Nullable Table table, Source before, At at) {
    if (table == null) { // a table that was dropped has no entries
      at.put(entry);
      return;
    }
    TableCodec codec = codecs.of(table);
    byte[] key = Space.afterId(entry.key());
    byte[] row = entry.value();
    if (row == null) {
      RowEffects.delete(codec, key, entry.validFrom(), entry.validTo(), before, at);
    } else {
      RowEffects.putRecorded(codec, key, row, entry.validFrom(), entry.validTo(), before, at);
    }
  }
}
