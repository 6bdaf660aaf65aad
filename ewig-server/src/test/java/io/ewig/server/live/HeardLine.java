package io.ewig.server.live;

import io.ewig.server.socket.Line;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A line without a wire: keeps what is said, and with what it was hung up. */
final class HeardLine implements Line {

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Goodbye> goodbyes = new CopyOnWriteArrayList<>();
  private Runnable whenAsked = () -> {};
  private @Nullable Error failure;

  @Override
  public void say(String message) {
    Error now = failure;
    failure = null;
    if (now != null) {
      throw now;
    }
    said.add(message);
  }

  @Override
  public void say(byte[] message) {
    throw new AssertionError("no test speaks in bytes here");
  }

  @Override
  public long queuedBytes() {
    whenAsked.run();
    return 0;
  }

  @Override
  public void hangUp(Goodbye why, String text) {
    goodbyes.add(why);
  }

  /** Has the next message fail. */
  void failOnce(Error why) {
    failure = why;
  }

  /** Has something happen whenever somebody asks how much is queued. */
  void whenAsked(Runnable happening) {
    whenAsked = happening;
  }

  List<String> said() {
    return said;
  }

  List<Goodbye> goodbyes() {
    return goodbyes;
  }
}
