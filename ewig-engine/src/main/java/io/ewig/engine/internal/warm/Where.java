package io.ewig.engine.internal.warm;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;

/** Where a part of a file lies, see {@link WarmFormat}. */
record Where(long offset, int number, int length) {

  void write(BytesOut out) {
    out.putVarint(offset).putVarint(number).putVarint(length);
  }

  static Where read(BytesIn in, int lengthMax) {
    long offset = in.getVarint();
    int number = in.getCount(Integer.MAX_VALUE, "as the number of a part");
    return new Where(offset, number, in.getCount(lengthMax, "bytes of a part"));
  }
}
