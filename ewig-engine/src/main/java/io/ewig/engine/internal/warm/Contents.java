package io.ewig.engine.internal.warm;

import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.Tally;
import io.ewig.engine.column.Zone;
import io.ewig.engine.event.EventType;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.shred.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a warm file says of itself.
 *
 * @param lastHash of its last event
 * @param tallies of all its events, by the number of the column of names
 */
record Contents(
    long fromSeq,
    long endSeq,
    Hash lastHash,
    Names names,
    Shapes shapes,
    List<List<? extends Tally<?>>> tallies,
    List<BlockEntry> blocks) {

  static Contents read(BytesIn in) {
    long from = in.getVarint();
    long end = in.getVarint();
    if (from < 0 || end <= from || end - from > WarmFormat.EVENTS_MAX) {
      throw in.malformed("events from " + from + " to " + end);
    }
    Hash last = in.getHash();
    Names names = Names.read(in);
    Shapes shapes = Shapes.read(in);
    long nanos = in.getLong();
    List<List<? extends Tally<?>>> tallies = new ArrayList<>();
    for (NameColumn<?> column : NameColumn.ALL) {
      tallies.add(tallies(in, names.of(column), from, end, nanos));
    }
    return new Contents(
        from, end, last, names, shapes, List.copyOf(tallies), blocks(in, names, from, end));
  }

  private static <T> List<Tally<T>> tallies(
      BytesIn in, Dictionary<T> names, long from, long end, long nanos) {
    List<Tally<T>> all = new ArrayList<>();
    for (int code = 0; code < names.size(); code++) {
      all.add(Tallies.Bare.read(in, from, end, nanos).of(names.get(code)));
    }
    return all;
  }

  private static List<BlockEntry> blocks(BytesIn in, Names names, long from, long end) {
    int count = in.getCount(WarmFormat.EVENTS_MAX, "blocks");
    List<BlockEntry> blocks = new ArrayList<>();
    long seq = from;
    Map<EventType, Tally<EventType>> soFar = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      BlockEntry block = block(in, names, seq, soFar);
      seq = block.endSeq();
      blocks.add(block);
    }
    if (seq != end) {
      throw in.malformed("blocks up to " + seq + " in a file up to " + end);
    }
    return blocks;
  }

  private static BlockEntry block(
      BytesIn in, Names names, long seq, Map<EventType, Tally<EventType>> soFar) {
    int size = in.getCount(EventBatch.EVENTS_MAX, "events in a block");
    if (size == 0) {
      throw in.malformed("a block of no events");
    }
    Where heads = Where.read(in, WarmFormat.HEAD_BYTES_MAX);
    List<Zone> zones = new ArrayList<>(WarmFormat.ZONES);
    for (int i = 0; i < WarmFormat.ZONES; i++) {
      long min = in.getZigzag();
      zones.add(new Zone(min, min + in.getVarint()));
    }
    List<Tally<EventType>> types = new ArrayList<>();
    for (int left = in.getCount(names.types().size(), "types"); left > 0; left--) {
      int code = in.getCount(names.types().size() - 1, "as a type");
      long nanos = zones.get(0).min();
      types.add(Tallies.Bare.read(in, seq, seq + size, nanos).of(names.types().get(code)));
    }
    types.forEach(tally -> soFar.merge(tally.name(), tally, Tally::then));
    return new BlockEntry(seq, size, heads, zones, types, List.copyOf(soFar.values()));
  }

  /** How many blocks end before an event. */
  int countUntil(long seq) {
    int at = indexOf(seq);
    return blocks.get(at).endSeq() <= seq ? at + 1 : at;
  }

  /** The number of the block that holds an event. */
  int indexOf(long seq) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).firstSeq() <= seq) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
