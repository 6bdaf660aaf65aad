package io.ewig.engine.internal.segment;

import io.ewig.engine.format.commit.FrameReader;
import java.util.Arrays;

/** Where the events of a commit lie, until it is known that the commit is whole. */
final class PendingPlaces {

  private int[] places = new int[128];
  private int count;

  void clear() {
    count = 0;
  }

  /** Notes the events of a frame whose reader stands in front of the first one. */
  void add(int record, FrameReader frame) {
    int start = frame.nextStart();
    while (frame.next()) {
      if (2 * count == places.length) {
        places = Arrays.copyOf(places, 4 * count);
      }
      places[2 * count] = record;
      places[2 * count + 1] = start;
      count++;
      start = frame.nextStart();
    }
  }

  int record(int event) {
    return places[2 * event];
  }

  int start(int event) {
    return places[2 * event + 1];
  }
}
