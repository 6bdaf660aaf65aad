package io.ewig.sync.protocol;

import io.ewig.engine.format.BytesIn;

/** What a body may still come to in memory, so that little can't become very much; one thread. */
final class Allowance {

  private int events;
  private int rawBytes = ProtocolLimits.RAW_BYTES_MAX;

  /**
   * @param events how many there may be
   */
  Allowance(int events) {
    this.events = events;
  }

  static Allowance ofBody(int bytes) {
    return new Allowance(ProtocolLimits.EVENTS_FREE + bytes);
  }

  /** Reads how many events there are of a commit that may have so many. */
  int takeEvents(BytesIn in, int max) {
    int count = in.getCount(Math.min(max, events), "events");
    events -= count;
    return count;
  }

  /** Reads how long something is that may have been compressed. */
  int takeBytes(BytesIn in, String what) {
    int length = in.getCount(rawBytes, what);
    rawBytes -= length;
    return length;
  }
}
