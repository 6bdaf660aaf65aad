package io.ewig.engine.internal.late;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.event.Event;
import io.ewig.engine.internal.converge.Claim;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.References;
import io.ewig.engine.internal.table.RowEffects;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Finds out which rows of a line are in their tables and which are held, when a commit has changed
 * some that others may have to give way to; one commit, one thread.
 *
 * <ul>
 *   <li>a function of the rows and their events at each instant of valid time: checks first, then
 *       what is unique ({@link Contest}), then of all that is left the most that refer to nothing
 *       that is not there;
 *   <li>a row that waits for its parent keeps what is unique to itself, so that it can come back;
 *   <li>costs what the changed rows meet.
 * </ul>
 */
public final class Election {

  private final Source source;
  private final Sites sites;
  private final LateRows lateRows;
  private final Tables codecs = new Tables();
  private final HeldRows held;
  private final KnownChecks checks = new KnownChecks();
  private final TreeMap<byte[], Changed> changed = new TreeMap<>(Arrays::compareUnsigned);
  private final Set<UUID> whole = new HashSet<>();

  /** Gives where rows of a table are written. */
  @FunctionalInterface
  public interface Sites {
    RowSite of(TableCodec table);
  }

  /** A row that a commit is about, and what it was before. */
  private static final class Changed {
    private final UUID table;
    private final byte[] key;
    private final List<Period> raw = new ArrayList<>();
    private final List<Period> visible = new ArrayList<>();
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;

    Changed(UUID table, byte[] key) {
      this.table = table;
      this.key = key;
    }
  }

  /**
   * @param source sees what goes into the sinks at once
   */
  public Election(Source source, Sites sites, LateRows lateRows) {
    this.source = source;
    this.sites = sites;
    this.lateRows = lateRows;
    this.held = new HeldRows(source);
  }

  /** Whether rows of a table must fulfil anything together, or by themselves. */
  public static boolean concerns(Table table, Catalog catalog) {
    return !table.foreignKeys().isEmpty()
        || !table.checks().isEmpty()
        || table.isAnyGenerated()
        || catalog.isReferred(table.id())
        || table.keys().stream().anyMatch(key -> key.id() != Index.PRIMARY_ID);
  }

  /** Takes note of a row that an event is about to write. */
  public void add(TableCodec table, byte[] key, Event by, Sink sink) {
    long from = by.valid().fromNanos();
    long to = by.valid().toNanos();
    UUID id = table.table().id();
    Changed each = changed.computeIfAbsent(table.rowKey(key), any -> new Changed(id, key));
    each.from = Math.min(each.from, from);
    each.to = Math.max(each.to, to);
    each.raw.addAll(held.raw(table, key, from, to));
    each.visible.addAll(source.pieces(table.rowKey(key), from, to));
    held.clear(table, key, from, to, sink);
  }

  /**
   * Takes note of a table that is about to be defined otherwise; rows that are held are back in it.
   *
   * @param catalog as it is before
   * @param isLate whether others may have written rows that do not fit
   */
  public void define(UUID id, Catalog catalog, boolean isLate, Sink sink) {
    catalog.find(id).ifPresent(table -> redefine(table, isLate, sink));
    if (isLate) {
      whole.add(id);
      for (References.Referrer each : new References(source, catalog, codecs).referrers(id)) {
        redefine(each.table(), true, sink);
      }
    }
  }

  private void redefine(Table table, boolean isLate, Sink sink) {
    TableCodec codec = codecs.of(table);
    List<byte[]> keys = held.keys(table.id());
    for (byte[] key : keys) {
      for (Period piece : held.pieces(table.id(), key, Long.MIN_VALUE, Version.OPEN)) {
        byte[] row = Held.read(piece.value()).row();
        show(codec, key, piece.validFrom(), piece.validTo(), row, sink);
      }
    }
    if (isLate || !keys.isEmpty()) {
      whole.add(table.id());
    }
  }

  private void show(TableCodec table, byte[] key, long from, long to, byte[] row, Sink sink) {
    held.clear(table, key, from, to, sink);
    RowEffects.putRecorded(table, key, row, from, to, source, sink);
    note(table, key, sink);
  }

  private void hide(TableCodec table, byte[] key, long from, long to, Held why, Sink sink) {
    held.clear(table, key, from, to, sink);
    RowEffects.delete(table, key, from, to, source, sink);
    held.put(table, key, from, to, why, sink);
    note(table, key, sink);
  }

  /** That a version of the row's is of an event that may be another row's. */
  private static void note(TableCodec table, byte[] key, Sink sink) {
    LateNotes.putRow(table.rowKey(key), sink);
  }

  /** Puts what becomes of all. */
  public void run(Catalog catalog, Sink sink) {
    new Run(catalog, sink).run();
  }

  /** One table's rows from a key on, as they were or are, for some time. */
  private record Piece(Table table, byte[] key, Row row, long from, long to) {}

  private final class Run {

    private final Catalog catalog;
    private final Sink sink;
    private final References references;
    private final TreeMap<byte[], long[]> done = new TreeMap<>(Arrays::compareUnsigned);
    private final Deque<Piece> come = new ArrayDeque<>(); // are there now, or are otherwise
    private final Deque<Piece> gone = new ArrayDeque<>(); // were there, or were otherwise
    private final List<Piece> doubtful = new ArrayList<>(); // whose parents may be missing

    Run(Catalog catalog, Sink sink) {
      this.catalog = catalog;
      this.sink = sink;
      this.references = new References(source, catalog, codecs);
    }

    void run() {
      for (UUID id : whole) {
        catalog.find(id).filter(table -> concerns(table, catalog)).ifPresent(this::contestAll);
      }
      for (Changed each : changed.values()) {
        Table table = whole.contains(each.table) ? null : catalog.find(each.table).orElse(null);
        if (table != null) {
          contest(table, each);
        }
      }
      if (HeldRows.areThere(source)) {
        for (Piece next = come.poll(); next != null; next = come.poll()) {
          callBack(next);
        }
      }
      doubtful.forEach(this::doubt);
      for (Piece next = gone.poll(); next != null; next = gone.poll()) {
        orphan(next);
      }
    }

    private void contestAll(Table table) {
      TableCodec codec = codecs.of(table);
      List<byte[]> keys = new ArrayList<>();
      Source.Keys rows = source.keys(codec.rows(), Space.after(codec.rows()));
      while (rows.next()) {
        keys.add(Space.afterId(rows.key()));
      }
      for (byte[] key : keys) {
        Changed each = new Changed(table.id(), key);
        each.from = Long.MIN_VALUE;
        each.to = Version.OPEN;
        contest(table, each);
      }
    }

    private void contest(Table table, Changed each) {
      TableCodec codec = codecs.of(table);
      each.visible.forEach(piece -> gone.add(piece(codec, each.key, piece)));
      Contest contest =
          new Contest(
              codec, held, source, each.from, each.to, key -> claim(codec, key), checks.of(codec));
      each.raw.forEach(piece -> contest.enterRivalsOf(codec.toRow(piece.value())));
      long[] before = done.get(codec.rowKey(each.key));
      if (before == null || before[0] > each.from || before[1] < each.to) {
        contest.enter(each.key);
      }
      contest.keys().forEach(key -> done.put(codec.rowKey(key), new long[] {each.from, each.to}));
      contest.verdicts().forEach(verdict -> follow(codec, verdict));
      for (Period piece : source.pieces(codec.rowKey(each.key), each.from, each.to)) {
        Piece now = piece(codec, each.key, piece);
        come.add(now);
        doubtful.add(now);
      }
    }

    private static Piece piece(TableCodec table, byte[] key, Period period) {
      Row row = table.toRow(period.value());
      return new Piece(table.table(), key, row, period.validFrom(), period.validTo());
    }

    private Claim claim(TableCodec table, byte[] key) {
      return new Claim(lateRows.writes(key, sites.of(table)));
    }

    /** Does to a row what was decided, if that is not so already. */
    private void follow(TableCodec codec, Contest.Verdict verdict) {
      Held out = verdict.held();
      List<Period> visible =
          source.pieces(codec.rowKey(verdict.key()), verdict.from(), verdict.to());
      List<Period> kept =
          held.pieces(codec.table().id(), verdict.key(), verdict.from(), verdict.to());
      if (out != null) {
        visible.forEach(piece -> gone.add(piece(codec, verdict.key(), piece)));
        boolean isSame =
            kept.size() == 1
                && visible.isEmpty()
                && Arrays.equals(kept.get(0).value(), out.toBytes());
        if (!isSame) {
          hide(codec, verdict.key(), verdict.from(), verdict.to(), out, sink);
        }
        return;
      }
      for (Period piece : kept) {
        Held before = Held.read(piece.value());
        if (before.reason() != Held.Reason.FOREIGN_KEY) {
          back(codec, verdict.key(), piece, before);
        }
      }
    }

    private void back(TableCodec codec, byte[] key, Period piece, Held before) {
      show(codec, key, piece.validFrom(), piece.validTo(), before.row(), sink);
      Row row = codec.toRow(before.row());
      Piece now = new Piece(codec.table(), key, row, piece.validFrom(), piece.validTo());
      come.add(now);
      doubtful.add(now);
    }

    /** Lets those back that waited for a row, as far as that goes by it; doubted later. */
    private void callBack(Piece parent) {
      for (References.Referrer referrer : references.referrers(parent.table.id())) {
        byte[] values =
            codecs.of(parent.table).keyIfItFits(referrer.by().parentColumnIds(), parent.row);
        if (values == null) {
          continue;
        }
        TableCodec child = codecs.of(referrer.table());
        List<byte[]> keys = new ArrayList<>();
        held.waiting(referrer.table().id(), referrer.by(), values, keys::add);
        for (byte[] key : keys) {
          for (Period piece : held.pieces(child.table().id(), key, parent.from, parent.to)) {
            Held before = Held.read(piece.value());
            if (before.reason() == Held.Reason.FOREIGN_KEY) {
              back(child, key, piece, before);
            }
          }
        }
      }
    }

    /** Holds a row for as long as it is there and one that it refers to is not. */
    private void doubt(Piece child) {
      TableCodec codec = codecs.of(child.table);
      for (ForeignKey by : child.table.foreignKeys()) {
        Table parent = catalog.find(by.parent()).orElse(null);
        if (parent == null || references.referred(parent, by) == null) {
          continue; // then nobody can keep it
        }
        for (Period piece : source.pieces(codec.rowKey(child.key), child.from, child.to)) {
          Row row = codec.toRow(piece.value());
          if (codec.keyIfItFits(by.columnIds(), row) != null) {
            holdInGaps(codec, child.key, by, parent, row, piece);
          }
        }
      }
    }

    private void holdInGaps(
        TableCodec codec, byte[] key, ForeignKey by, Table parent, Row row, Period piece) {
      Held why = new Held(Held.Reason.FOREIGN_KEY, "", new byte[0], piece.value());
      for (Period gap :
          references.gaps(parent, by, codec.table(), row, piece.validFrom(), piece.validTo())) {
        hide(codec, key, gap.validFrom(), gap.validTo(), why, sink);
        gone.add(new Piece(codec.table(), key, row, gap.validFrom(), gap.validTo()));
      }
    }

    /** Doubts those that refer to what a row was, as far as it is not that any more. */
    private void orphan(Piece parent) {
      TableCodec codec = codecs.of(parent.table);
      for (References.Referrer referrer : references.referrers(parent.table.id())) {
        List<Integer> columns = referrer.by().parentColumnIds();
        byte[] values = codec.keyIfItFits(columns, parent.row);
        if (values == null || isStillThere(codec, parent, columns, values)) {
          continue;
        }
        List<Piece> children = new ArrayList<>();
        references.children(
            referrer,
            values,
            parent.from,
            parent.to,
            (key, row, from, to) -> children.add(new Piece(referrer.table(), key, row, from, to)));
        children.forEach(this::doubt);
      }
    }

    private boolean isStillThere(
        TableCodec codec, Piece parent, List<Integer> columns, byte[] values) {
      long reached = parent.from;
      for (Period piece : source.pieces(codec.rowKey(parent.key), parent.from, parent.to)) {
        boolean isSame =
            Arrays.equals(codec.keyIfItFits(columns, codec.toRow(piece.value())), values);
        if (!isSame || piece.validFrom() > reached) {
          return false;
        }
        reached = piece.validTo();
      }
      return reached >= parent.to;
    }
  }
}
