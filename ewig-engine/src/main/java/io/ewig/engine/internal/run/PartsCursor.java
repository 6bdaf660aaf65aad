package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.version.Series;
import java.util.List;

/** Walks over the versions of a series that comes in parts; starts in front of the first. */
final class PartsCursor {

  private final List<Series> parts;
  private int number;
  private Series part;
  private int index = -1;

  PartsCursor(List<Series> parts) {
    this.parts = parts;
    this.part = parts.get(0);
  }

  /** Goes to the next version, which has to be there. */
  void next() {
    index++;
    if (index == part.size()) {
      number++;
      part = parts.get(number);
      index = 0;
    }
  }

  Series part() {
    return part;
  }

  /** Which version of the part. */
  int index() {
    return index;
  }

  /** The value as it is. */
  BytesOut copy(BytesOut room) {
    room.setSize(part.valueLength(index));
    part.copyValue(index, room.array(), 0);
    return room;
  }
}
