package io.ewig.engine.internal.late;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.internal.converge.Canonical;
import io.ewig.engine.internal.converge.RowFold;
import io.ewig.engine.internal.converge.RowRules;
import io.ewig.engine.internal.converge.RowWrite;
import io.ewig.engine.internal.converge.TableFold;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.RowEffects;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Timeline;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Table;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an event did to a row that others may have written without having seen it; one
 * thread.
 *
 * <p>The row's events are read back until, for each instant that the event is about, one is met
 * that was the last in canonical order when it came, by one who had seen what held then: what lies
 * before that does not matter. These are folded with the new one, and what comes out is put as
 * versions of the new one's seq: what was seen before it stays as it was. Where that is more than
 * the event says by itself a note is kept, so that nobody later takes the event for one of the
 * former kind.
 */
public final class LateRows {

  private final ContentStore store;
  private final LongFunction<Event> events;
  private final LateTables tables;
  private final Tables codecs = new Tables();
  private final KnownChecks checks = new KnownChecks();
  private final WaysBack waysBack = new WaysBack();

  /**
   * @param events of the log, by seq, among them those of the commit that is being applied
   */
  public LateRows(ContentStore store, LongFunction<Event> events, LateTables tables) {
    this.store = store;
    this.events = events;
    this.tables = tables;
  }

  /** Puts a row that an event writes or takes away. */
  public void put(Event event, RowPayload change, RowSite site) {
    long from = event.valid().fromNanos();
    long to = event.valid().toNanos();
    byte[] rowKey = change.rowKey();
    List<Event> earlier = earlier(event, rowKey, site, from, to);
    boolean isLast =
        !isParted(change.key(), site)
            && earlier.stream()
                .allMatch(one -> Canonical.isBefore(one, event) && site.who().knows(event, one));
    if (isLast) {
      write(site.table(), change, event, site.before(), site.sink());
      return;
    }
    earlier.add(event);
    LateNotes.putRow(rowKey, site.sink());
    Joined joined = new Joined(earlier, site, from, to);
    for (RowFold.Piece piece : fold(earlier, site, from, to)) {
      write(change.key(), piece, joined.outcome(piece), site);
    }
  }

  /** Whether some of a row does not count, or did not. */
  static boolean isParted(byte[] key, RowSite site) {
    return isParted(key, site.table(), site.before());
  }

  public static boolean isParted(byte[] key, TableCodec table, Source before) {
    return before.newestSeq(Parted.keyOf(table.table().id(), key)) >= 0;
  }

  /** Puts what a row is on a line that does not show an event, for the time it is about. */
  public void restore(Event stranger, byte[] key, RowSite site) {
    long from = stranger.valid().fromNanos();
    long to = stranger.valid().toNanos();
    List<Event> shown = earlier(null, site.table().rowKey(key), site, from, to);
    Joined joined = new Joined(shown, site, from, to);
    for (RowFold.Piece piece : fold(shown, site, from, to)) {
      write(key, piece, joined.outcome(piece), site);
    }
  }

  /** Puts what a row is at all times, without entries. */
  public void renew(byte[] key, RowSite site) {
    byte[] rowKey = site.table().rowKey(key);
    List<Event> shown = earlier(null, rowKey, site, Long.MIN_VALUE, Version.OPEN);
    Joined joined = new Joined(shown, site, Long.MIN_VALUE, Version.OPEN);
    for (RowFold.Piece piece : fold(shown, site, Long.MIN_VALUE, Version.OPEN)) {
      Outcome outcome = joined.outcome(piece);
      site.sink().put(rowKey, piece.from(), piece.to(), outcome.row);
      part(key, piece, outcome, site);
    }
  }

  private List<RowFold.Piece> fold(List<Event> ofRow, RowSite site, long from, long to) {
    return RowFold.outline(site.table().table(), site.who()).fold(writes(ofRow, site), from, to);
  }

  private List<RowWrite> writes(List<Event> ofRow, RowSite site) {
    List<RowWrite> writes = new ArrayList<>(ofRow.size());
    ofRow.forEach(one -> written(one, site).ifPresent(writes::add));
    return writes;
  }

  /** Nothing if it says nothing by the definition that holds. */
  private Optional<RowWrite> written(Event event, RowSite site) {
    try {
      return Optional.of(write(event, site, read(event, site)));
    } catch (UserException senseless) {
      return Optional.empty();
    }
  }

  /**
   * What becomes of a row.
   *
   * @param parted what of it does not count, as bytes; null: nothing
   */
  private record Outcome(byte @Nullable [] row, byte @Nullable [] parted) {}

  private static void write(byte[] key, RowFold.Piece piece, Outcome outcome, RowSite site) {
    write(site.table(), key, outcome.row, piece.from(), piece.to(), site.before(), site.sink());
    part(key, piece, outcome, site);
  }

  private static void part(byte[] key, RowFold.Piece piece, Outcome outcome, RowSite site) {
    if (outcome.parted != null || isParted(key, site)) {
      byte[] parted = Parted.keyOf(site.table().table().id(), key);
      site.sink().put(parted, piece.from(), piece.to(), outcome.parted);
      HeldRows.note(site.sink());
    }
  }

  /**
   * What becomes of the pieces of a row: the same on every node, whatever definitions of the table
   * that one knows by now. What several have made is folded and written by the newest that one of
   * them had seen, and its checks; once for all pieces that have the same one.
   */
  private final class Joined {

    private final List<Event> ofRow;
    private final RowSite site;
    private final long from;
    private final long to;
    private @Nullable TableCodec then;
    private List<RowFold.Piece> pieces = List.of(); // by that
    private int at; // of these: the pieces that are asked about rise

    Joined(List<Event> ofRow, RowSite site, long from, long to) {
      this.ofRow = ofRow;
      this.site = site;
      this.from = from;
      this.to = to;
    }

    Outcome outcome(RowFold.Piece piece) {
      if (piece.row() == null) {
        return new Outcome(null, null);
      }
      byte[] alone = piece.by().size() == 1 ? read(piece.by().get(0), site).row() : null;
      if (alone != null && !piece.isMet()) {
        return new Outcome(alone, null);
      }
      TableCodec by = codecs.of(definition(piece.by(), site));
      RowFold.Piece joined = joined(by, piece.from());
      Row row = joined.row();
      byte[] bytes = alone != null || row == null ? alone : by.toBytesAsIs(row);
      byte[] parted = joined.partings().isEmpty() ? null : Parted.toBytes(joined.partings(), by);
      return new Outcome(bytes, parted);
    }

    /** What holds at an instant. */
    @SuppressWarnings("ReferenceEquality") // codecs gives the same one as long as it keeps it
    private RowFold.Piece joined(TableCodec by, long instant) {
      if (by != then) {
        RowRules rules = new RowRules(by.generated(), by::fits, checks.of(by));
        RowFold fold = new RowFold(by.table(), site.who(), rules);
        pieces = fold.fold(writes(ofRow, site.by(by)), from, to);
        then = by;
        at = 0;
      }
      while (pieces.get(at).to() <= instant) {
        at++;
      }
      return pieces.get(at);
    }
  }

  /** The newest definition that one of these had seen: what they wrote can be written by it. */
  private Table definition(List<Event> writers, RowSite site) {
    Table now = site.table().table();
    if (!site.parted().isEmpty()) {
      Table seen = new TableFold(site.parted(), site.who()).lastSeenBy(writers);
      return seen == null ? now : seen;
    }
    byte[] key = Space.TABLE.key(Space.idOf(now.id()));
    if (isOnly(site.before().history(key))) {
      return now;
    }
    Source.History newestFirst = site.before().history(key);
    while (newestFirst.next()) {
      Version version = newestFirst.version();
      byte[] definition = version.value();
      Event defined = events.apply(version.seq());
      boolean isKnown = writers.stream().anyMatch(writer -> site.who().knows(writer, defined));
      if (definition != null && isKnown) {
        return TableReader.read(definition, "a definition");
      }
    }
    return now;
  }

  private static boolean isOnly(Source.History versions) {
    int count = 0;
    while (count < 2 && versions.next()) {
      count++;
    }
    return count < 2;
  }

  /** Puts what an event says, as if there were no others. */
  public static void write(
      TableCodec codec, RowPayload change, Event event, Source before, Sink sink) {
    long from = event.valid().fromNanos();
    long to = event.valid().toNanos();
    byte[] row = change.row().length == 0 ? null : change.row();
    write(codec, change.key(), row, from, to, before, sink);
  }

  private static void write(
      TableCodec codec,
      byte[] key,
      byte @Nullable [] row,
      long from,
      long to,
      Source before,
      Sink sink) {
    if (row == null) {
      RowEffects.delete(codec, key, from, to, before, sink);
    } else {
      RowEffects.putRecorded(codec, key, row, from, to, before, sink);
    }
  }

  /**
   * The events about a row, newest first, that can matter during a period.
   *
   * @param event that came behind them; null: none
   */
  private List<Event> earlier(
      @Nullable Event event, byte[] rowKey, RowSite site, long from, long to) {
    Source before = site.before();
    List<Event> found = new ArrayList<>();
    if (before.newestSeq(rowKey) < 0) {
      return found;
    } else if (isParted(Space.afterId(rowKey), site)) { // by whom may lie as far back as you like
      return ofRow(rowKey, event == null ? -1 : event.seq(), site);
    }
    LateNotes notes = LateNotes.ofRow(before, rowKey);
    Timeline settled = new Timeline(from, to);
    Event first = event; // in canonical order, of those that were met
    Event last = null;
    boolean isShown = false;
    boolean isSettling = false;
    boolean goesBack = waysBack.areAskedFor(site);
    Timeline folded = new Timeline(from, to);
    Source.History newestFirst = before.history(rowKey);
    while (!settled.isFull() && newestFirst.next()) {
      Version version = newestFirst.version();
      if (version.validFrom() >= to || version.validTo() <= from) {
        continue;
      }
      boolean isNext = last == null || last.seq() != version.seq();
      Event each = last == null || isNext ? events.apply(version.seq()) : last;
      if (Folded.is(each)) {
        folded.add(version);
        continue;
      }
      if (isNext) {
        last = each;
        boolean isNoted = notes.has(version.seq());
        isShown = isShown(last, version.line(), isNoted, rowKey, site);
        boolean isFirst = first == null || Canonical.isBefore(last, first);
        isSettling =
            isShown && isFirst && !isNoted && (!goesBack || isSeenByAll(last, event, found, site));
        first = isShown && isFirst ? last : first;
        if (isShown && last.payload().isHere()) {
          found.add(last);
        }
      }
      if (isSettling) {
        settled.add(version);
      }
    }
    folded.periods().forEach(piece -> found.add(Folded.row(rowKey, piece)));
    return found;
  }

  /**
   * Whether a line shows the event of a version of a row's as one that is about the row.
   *
   * @param line that the event is on
   * @param isNoted whether more came of it than it says
   */
  private boolean isShown(Event event, int line, boolean isNoted, byte[] rowKey, RowSite site) {
    return event.type().isOfRow()
        && site.line().sees(line, event)
        && (!isNoted || isOf(event, rowKey));
  }

  /** A version of a row's can be there since another row was written that rules compare it with. */
  private boolean isOf(Event event, byte[] rowKey) {
    if (!event.payload().isHere()) {
      return false; // it does nothing any more
    }
    RowPayload said = RowPayload.read(event.type(), store.payload(event.payload()), "the log");
    return Arrays.equals(said.rowKey(), rowKey);
  }

  /** All that was ever written to a row. */
  List<RowWrite> writes(byte[] key, RowSite site) {
    return writes(ofRow(site.table().rowKey(key), -1, site), site);
  }

  /**
   * The events about a row that a line shows.
   *
   * @param except the seq of one
   */
  private List<Event> ofRow(byte[] rowKey, long except, RowSite site) {
    List<Event> found = new ArrayList<>();
    LateNotes notes = LateNotes.ofRow(site.before(), rowKey);
    Timeline folded = new Timeline(Long.MIN_VALUE, Version.OPEN);
    Source.History newestFirst = site.before().history(rowKey);
    long seq = Long.MAX_VALUE;
    while (newestFirst.next()) {
      Version version = newestFirst.version();
      Event event = events.apply(version.seq());
      if (Folded.is(event)) {
        folded.add(version);
      } else if (version.seq() < seq) {
        seq = version.seq();
        boolean isWanted =
            seq != except
                && event.payload().isHere()
                && isShown(event, version.line(), notes.has(seq), rowKey, site);
        if (isWanted) {
          found.add(event);
        }
      }
    }
    folded.periods().forEach(piece -> found.add(Folded.row(rowKey, piece)));
    return found;
  }

  private static boolean isSeenByAll(
      Event earlier, @Nullable Event late, List<Event> behind, RowSite site) {
    return (late == null || site.who().knows(late, earlier))
        && behind.stream().allMatch(each -> site.who().knows(each, earlier));
  }

  private RowPayload read(Event event, RowSite site) {
    byte[] payload = store.payload(event.payload());
    RowPayload said = RowPayload.read(event.type(), payload, "the log");
    return tables.fit(event, said, site.parted(), site.who());
  }

  private RowWrite write(Event event, RowSite site, RowPayload change) {
    TableCodec codec = site.table();
    Table table = codec.table();
    boolean isChange = event.type().equals(EventType.ROW_CHANGED);
    boolean isDeletion = change.row().length == 0;
    return new RowWrite(
        event,
        event.valid().fromNanos(),
        event.valid().toNanos(),
        isDeletion ? null : codec.toRow(change.row()),
        isChange ? positions(table, change.changed()) : null,
        change.before().length == 0 ? null : codec.toRow(change.before()),
        isDeletion && wins(event, site));
  }

  /** By the definition that its maker had seen: what others say later changes no deletion. */
  private boolean wins(Event deletion, RowSite site) {
    return waysBack.areAskedFor(site) && definition(List.of(deletion), site).deletionsWin();
  }

  /** Where the columns are that have these ids; those that are gone are nowhere. */
  private static int[] positions(Table table, int[] ids) {
    return Arrays.stream(ids).map(table::positionOfId).filter(position -> position >= 0).toArray();
  }
}
