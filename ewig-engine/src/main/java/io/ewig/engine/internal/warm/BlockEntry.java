package io.ewig.engine.internal.warm;

import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.Tally;
import io.ewig.engine.column.Zone;
import io.ewig.engine.event.EventType;
import java.util.List;

/**
 * What the contents of a file say of one of its blocks.
 *
 * @param heads where its columns lie
 * @param zones of all columns but seq, in their order
 * @param types how many events have each
 * @param typesSoFar the same of this block and all before it
 */
record BlockEntry(
    long firstSeq,
    int size,
    Where heads,
    List<Zone> zones,
    List<Tally<EventType>> types,
    List<Tally<EventType>> typesSoFar) {

  long endSeq() {
    return firstSeq + size;
  }

  Zone zone(LongColumn column) {
    return column == LongColumn.SEQ
        ? new Zone(firstSeq, endSeq() - 1)
        : zones.get(column.number() - 1);
  }
}
