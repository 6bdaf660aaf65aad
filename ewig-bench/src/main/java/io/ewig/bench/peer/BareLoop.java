package io.ewig.bench.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** {@code FileChannel.write} and {@code force(false)}, and nothing else; one thread. */
public final class BareLoop implements Contestant {

  private final ZeroFile file;
  private final ByteBuffer record;

  private BareLoop(ZeroFile file, int bytesPerCommit) {
    this.file = file;
    this.record = Filler.of(bytesPerCommit);
  }

  public static BareLoop open(Path file, int bytesPerCommit) throws IOException {
    return new BareLoop(ZeroFile.create(file), bytesPerCommit);
  }

  @Override
  public String name() {
    return "bare loop";
  }

  @Override
  public void commit(byte[] payload) throws IOException {
    file.write(record.clear());
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
