package io.ewig.server.upkeep;

import io.ewig.engine.log.Progress;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that tells how much of it was read. */
final class WatchedInput extends FilterInputStream {

  private final long total;
  private final Progress progress;
  private long done;

  /**
   * @param total of its bytes, or 0 if nobody knows
   */
  WatchedInput(InputStream in, long total, Progress progress) {
    super(new BufferedInputStream(in));
    this.total = total;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    noted(c < 0 ? 0 : 1);
    return c;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = super.read(into, from, length);
    noted(Math.max(0, count));
    return count;
  }

  private void noted(int count) {
    done += count;
    if (count > 1) {
      progress.at(done, total);
    }
  }
}
