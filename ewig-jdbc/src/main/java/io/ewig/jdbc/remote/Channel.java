package io.ewig.jdbc.remote;

import java.io.IOException;

/**
 * A connection to a server, which begins in HTTP and goes on in frames if the server and all that
 * is between agree; one thread, but for {@link #cut}.
 */
final class Channel implements AutoCloseable {

  private final Wire wire;
  private Speech speech;

  /**
   * @param first in which it begins
   */
  Channel(Wire wire, HttpSpeech first) {
    this.wire = wire;
    this.speech = first;
  }

  void setReadMillis(int millis) throws IOException {
    wire.setReadMillis(millis);
  }

  /** Whether the other side has hung up while nothing was under way. */
  boolean isStale() {
    return wire.isStale();
  }

  /**
   * @throws RefusedException if the server did not let the message in, or stumbled over it
   */
  byte[] post(byte[] message) throws IOException {
    byte[] answer = speech.exchange(message);
    if (speech instanceof HttpSpeech http && http.isSwitched()) {
      FrameSpeech frames = new FrameSpeech(wire);
      speech = frames;
      answer = frames.answer();
    }
    wire.use();
    return answer;
  }

  /** Any thread, at once: whoever waits for an answer gets none. */
  void cut() {
    wire.cut();
  }

  @Override
  public void close() {
    wire.close();
  }
}
