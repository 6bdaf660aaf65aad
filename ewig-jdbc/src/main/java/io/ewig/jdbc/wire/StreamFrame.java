package io.ewig.jdbc.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How messages follow each other on a connection that speaks HTTP no more. Numbers have their
 * highest byte first.
 *
 * <pre>
 *   request = | length (4) | message                    length of the message
 *   answer  = | length (4) | status (2) | SQLSTATE (5) | message    length of all behind it
 * </pre>
 *
 * Status and SQLSTATE are what HTTP would say: 200 and 00000, or why the server did nothing, or,
 * with status 500, over what it stumbled while it did it; then the message is a text. A client
 * sends no request before it has the answer to the last one.
 */
public final class StreamFrame {

  /** What a client asks for in the header Upgrade of a call, whose answer is the first frame. */
  public static final String PROTOCOL = "ewig/1";

  /** Before each message of a client. */
  public static final int REQUEST_HEAD_BYTES = 4;

  /** Before each message of a server. */
  public static final int ANSWER_HEAD_BYTES = 11;

  /** Of the length that an answer says. */
  public static final int ANSWER_BYTES_MIN = ANSWER_HEAD_BYTES - REQUEST_HEAD_BYTES;

  private static final int SQL_STATE_BYTES = 5;

  private StreamFrame() {}

  /** A whole request, so that it is one write. */
  public static byte[] request(byte[] message) {
    return ByteBuffer.allocate(REQUEST_HEAD_BYTES + message.length)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /** What goes before a message of so many bytes. */
  public static byte[] answerHead(int status, String sqlState, int messageBytes) {
    return ByteBuffer.allocate(ANSWER_HEAD_BYTES)
        .putInt(ANSWER_BYTES_MIN + messageBytes)
        .putShort((short) status)
        .put(sqlState.getBytes(StandardCharsets.ISO_8859_1), 0, SQL_STATE_BYTES)
        .array();
  }

  /** What the head of an answer says. */
  public record AnswerHead(int messageBytes, int status, String sqlState) {

    public static AnswerHead read(byte[] head) {
      ByteBuffer in = ByteBuffer.wrap(head);
      int messageBytes = in.getInt() - ANSWER_BYTES_MIN;
      int status = in.getShort();
      byte[] state = new byte[SQL_STATE_BYTES];
      in.get(state);
      return new AnswerHead(messageBytes, status, new String(state, StandardCharsets.ISO_8859_1));
    }
  }
}
