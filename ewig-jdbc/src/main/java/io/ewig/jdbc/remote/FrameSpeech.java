package io.ewig.jdbc.remote;

import io.ewig.jdbc.wire.StreamFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Messages in frames, as {@link StreamFrame} has them. */
final class FrameSpeech implements Speech {

  private static final int OK = 200;

  private final Wire wire;

  FrameSpeech(Wire wire) {
    this.wire = wire;
  }

  @Override
  public byte[] exchange(byte[] message) throws IOException {
    wire.write(StreamFrame.request(message));
    return answer();
  }

  byte[] answer() throws IOException {
    byte[] bytes = wire.body(StreamFrame.ANSWER_HEAD_BYTES);
    StreamFrame.AnswerHead head = StreamFrame.AnswerHead.read(bytes);
    byte[] message = wire.body(head.messageBytes());
    if (head.status() != OK) {
      String text = new String(message, StandardCharsets.UTF_8);
      throw new RefusedException(head.status(), head.sqlState(), text);
    }
    return message;
  }
}
