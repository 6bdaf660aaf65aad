package io.ewig.server.live;

import io.ewig.server.socket.Line;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line without a wire: keeps what is said, and with what it was hung up. */
final class HeardLine implements Line {

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Goodbye> goodbyes = new CopyOnWriteArrayList<>();

  @Override
  public void say(String message) {
    said.add(message);
  }

  @Override
  public void say(byte[] message) {
    throw new AssertionError("no test speaks in bytes here");
  }

  @Override
  public long queuedBytes() {
    return 0;
  }

  @Override
  public void hangUp(Goodbye why, String text) {
    goodbyes.add(why);
  }

  List<String> said() {
    return said;
  }

  List<Goodbye> goodbyes() {
    return goodbyes;
  }
}
