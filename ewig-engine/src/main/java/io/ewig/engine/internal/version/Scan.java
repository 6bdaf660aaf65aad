package io.ewig.engine.internal.version;

import io.ewig.engine.format.BytesOut;
import java.util.Arrays;

/**
 * Goes over the keys of a store in unsigned byte order, to read what counts at one moment of
 * thousands of them: keys are compared and copied where they lie. Starts in front of the first.
 */
public interface Scan {

  boolean next();

  /** How the key it stands on compares with another, of which an array has so many bytes. */
  int compare(byte[] key, int length);

  /** Adds the key it stands on to other bytes. */
  void copyKey(BytesOut to);

  /**
   * Adds the version that counts under the key it stands on, unless it is a deletion.
   *
   * @return whether there is a version at all
   */
  boolean read(VersionBatch into);

  /** A scan of what a walk comes by. */
  final class Walked implements Scan {

    private final Store.Walk walk;
    private final byte[] end;
    private final Moment moment;
    private byte[] key = {};

    /**
     * @param end a key that is behind all that are wanted
     */
    Walked(Store.Walk walk, byte[] end, Moment moment) {
      this.walk = walk;
      this.end = end;
      this.moment = moment;
    }

    @Override
    public boolean next() {
      if (!walk.next()) {
        return false;
      }
      key = walk.key();
      return Arrays.compareUnsigned(key, end) < 0;
    }

    @Override
    public int compare(byte[] other, int length) {
      return Arrays.compareUnsigned(key, 0, key.length, other, 0, length);
    }

    @Override
    public void copyKey(BytesOut to) {
      to.put(key);
    }

    @Override
    public boolean read(VersionBatch into) {
      return Search.find(walk.group(), key, moment, into);
    }
  }
}
