package io.ewig.server.socket;

/**
 * The server's side of a conversation: hears one message after the other, and may take its time,
 * since the next one is not read before. What it throws ends the conversation.
 */
public interface Talk {

  /** Once, before anything is heard. */
  void begin(Line line);

  void text(String message);

  void bytes(byte[] message);

  /** How long a message of bytes may be, if longer than a text. */
  int bytesMax();

  /**
   * Once, when the line is cut, whoever cut it; by a thread that may wait, also while a message is
   * heard.
   */
  void end();
}
