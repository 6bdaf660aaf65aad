package io.ewig.server.socket;

import java.time.Duration;

/**
 * How much sockets may take.
 *
 * @param socketsMax at a time
 * @param messageBytesMax of a client, in however many frames it comes; bytes may be longer, see
 *     {@link Talk#bytesMax}
 * @param queuedBytesMax that a client has not taken in yet; then it is cut off, unless it is one
 *     message
 * @param ping a client that said nothing for so long is asked whether it is there
 * @param silence a client that said nothing for so long, nor answered, is taken for gone
 */
public record SocketLimits(
    int socketsMax, int messageBytesMax, int queuedBytesMax, Duration ping, Duration silence) {

  private static final int MIB = 1024 * 1024;

  public static SocketLimits defaults() {
    return new SocketLimits(1_000, MIB, 8 * MIB, Duration.ofSeconds(15), Duration.ofSeconds(45));
  }

  public SocketLimits withSocketsMax(int count) {
    return new SocketLimits(count, messageBytesMax, queuedBytesMax, ping, silence);
  }

  public SocketLimits withBytesMax(int message, int queued) {
    return new SocketLimits(socketsMax, message, queued, ping, silence);
  }

  public SocketLimits withSilence(Duration beforePing, Duration inAll) {
    return new SocketLimits(socketsMax, messageBytesMax, queuedBytesMax, beforePing, inAll);
  }
}
