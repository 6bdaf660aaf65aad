package io.ewig.engine.internal.late;

import io.ewig.engine.hash.Preimage;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.row.KeyFormat;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.IndexCodec;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Rows that rules keep out of their tables, where they are kept; one thread.
 *
 * <p>Each has claims beside it: entries of what it would have in keys, and of the parents it waits
 * for, so that whoever gives way finds it.
 */
public final class HeldRows {

  private static final byte[] NOTHING = {};
  private static final byte[] WAITING = {(byte) 0xFF, (byte) 0xFF}; // no index has that id
  private static final int DIGEST_BYTES = 16;
  private static final long DOMAIN = Preimage.domain("EWIGWAIT");

  /** Under which is noted that something can't stand together, or could not. */
  private static final byte[] NOTE = Space.LATE.key(Space.HELD.key());

  /** Under which is noted that something written to rows was erased. */
  private static final byte[] ERASED = Space.LATE.key(Space.ERASED.key());

  private final Source source;

  public HeldRows(Source source) {
    this.source = source;
  }

  /** Whether a reader sees that rows are held or parted, or were. */
  public static boolean areThere(Source source) {
    return source.newestSeq(NOTE) >= 0;
  }

  /**
   * Whether rows may lack parents that they had when they were written, since these are erased: who
   * lacks one is held whoever came first, or it would depend on the order of arrival.
   */
  public static boolean mayLackParents(Table table, Source source) {
    return !table.foreignKeys().isEmpty() && source.newestSeq(ERASED) >= 0;
  }

  /** Notes that what an event had written to a row is erased. */
  public static void noteErased(Sink sink) {
    sink.put(ERASED, sink.now(), Version.OPEN, NOTHING);
    LateNotes.putMore(sink);
  }

  static byte[] keyOf(UUID table, byte[] primaryKey) {
    return Space.HELD.key(Space.idOf(table), primaryKey);
  }

  /** When a row is held, and why: values are those of {@link Held}. */
  public List<Period> pieces(UUID table, byte[] primaryKey, long from, long to) {
    return source.pieces(keyOf(table, primaryKey), from, to);
  }

  /** The primary keys of a table's rows that are held, or were. */
  public List<byte[]> keys(UUID table) {
    byte[] start = Space.HELD.key(Space.idOf(table));
    List<byte[]> found = new ArrayList<>();
    Source.Keys keys = source.keys(start, Space.after(start));
    while (keys.next()) {
      found.add(Space.afterId(keys.key()));
    }
    return found;
  }

  /** Tells the primary keys of held rows that have some values in a unique key, or had. */
  void rivals(IndexCodec index, byte[] values, Consumer<byte[]> primaryKey) {
    byte[] prefix = claim(index.prefix(values));
    Source.Keys keys = source.keys(prefix, KeyFormat.after(prefix));
    while (keys.next()) {
      primaryKey.accept(primaryKey(index, keys.key()));
    }
  }

  /** When held rows have some values in a unique key, within a period. */
  public List<Period> claimed(
      IndexCodec index, byte[] values, byte[] exceptKey, long from, long to) {
    byte[] prefix = claim(index.prefix(values));
    List<Period> claimed = new ArrayList<>();
    Source.Keys keys = source.keys(prefix, KeyFormat.after(prefix));
    while (keys.next()) {
      if (!Arrays.equals(primaryKey(index, keys.key()), exceptKey)) {
        claimed.addAll(source.pieces(keys.key(), from, to));
      }
    }
    return claimed;
  }

  private static byte[] primaryKey(IndexCodec index, byte[] claim) {
    byte[] entry = claim.clone();
    entry[0] = Space.ENTRY.code();
    return index.primaryKeyIn(entry);
  }

  /** Tells the primary keys of a table's rows that wait for a parent with some values. */
  void waiting(UUID child, ForeignKey by, byte[] values, Consumer<byte[]> primaryKey) {
    byte[] prefix = waiting(child, by, values, NOTHING);
    Source.Keys keys = source.keys(prefix, KeyFormat.after(prefix));
    while (keys.next()) {
      primaryKey.accept(Arrays.copyOfRange(keys.key(), prefix.length, keys.key().length));
    }
  }

  /** Holds a row for some time; it is held for no other reason then. */
  void put(TableCodec table, byte[] key, long from, long to, Held held, Sink sink) {
    sink.put(keyOf(table.table().id(), key), from, to, held.toBytes());
    claims(table, key, held).forEach(claim -> sink.put(claim, from, to, NOTHING));
    note(sink);
  }

  /** Notes that something can't stand together. */
  static void note(Sink sink) {
    sink.put(NOTE, sink.now(), Version.OPEN, NOTHING);
    LateNotes.putMore(sink);
  }

  /** Holds a row no longer for some time. */
  void clear(TableCodec table, byte[] key, long from, long to, Sink sink) {
    for (Period piece : pieces(table.table().id(), key, from, to)) {
      for (byte[] claim : claims(table, key, Held.read(piece.value()))) {
        sink.put(claim, piece.validFrom(), piece.validTo(), null);
      }
      sink.put(keyOf(table.table().id(), key), piece.validFrom(), piece.validTo(), null);
      LateNotes.putMore(sink);
    }
  }

  /** What a held row would be found by, if those gave way that keep it out. */
  private List<byte[]> claims(TableCodec codec, byte[] key, Held held) {
    Row row = codec.toRow(held.row());
    List<byte[]> claims = new ArrayList<>();
    for (IndexCodec index : codec.indexes()) {
      byte[] values = index.valuesIfTheyFit(row);
      if (index.index().isUnique() && !index.hasNull(row) && values != null) {
        claims.add(claim(index.entry(values, key)));
      }
    }
    Table table = codec.table();
    for (ForeignKey by : table.foreignKeys()) {
      byte[] values = codec.keyIfItFits(by.columnIds(), row);
      if (held.reason() == Held.Reason.FOREIGN_KEY && values != null) {
        claims.add(waiting(table.id(), by, values, key));
      }
    }
    return claims;
  }

  private static byte[] claim(byte[] entry) {
    entry[0] = Space.CLAIM.code();
    return entry;
  }

  private static byte[] waiting(UUID child, ForeignKey by, byte[] values, byte[] key) {
    Preimage preimage = Preimage.start(DOMAIN);
    by.parentColumnIds().forEach(preimage::putInt);
    byte[] digest = preimage.putHash(Sha256.of(values)).hash().toBytes();
    return Space.CLAIM.key(
        Space.idOf(by.parent()),
        WAITING,
        Arrays.copyOf(digest, DIGEST_BYTES),
        Space.idOf(child),
        key);
  }

  /** The row that is there or held at each instant of a period, in order. */
  public List<Period> raw(TableCodec codec, byte[] key, long from, long to) {
    List<Period> all = new ArrayList<>(source.pieces(codec.rowKey(key), from, to));
    for (Period piece : pieces(codec.table().id(), key, from, to)) {
      byte[] row = Held.read(piece.value()).row();
      all.add(new Period(piece.validFrom(), piece.validTo(), row));
    }
    return all;
  }
}
