package io.ewig.server.http;

/** Is told of each request that was answered; any thread. */
@FunctionalInterface
public interface Traffic {

  Traffic UNSEEN = (request, answer) -> {};

  /**
   * @param route what its path has the shape of
   */
  record Asked(String id, String method, String route, long bytes) {}

  /**
   * @param nanos from when it was read to the last byte of the answer
   * @param isWhole whether the client got all of it
   */
  record Answered(int status, long bytes, long nanos, boolean isWhole) {}

  void answered(Asked request, Answered answer);
}
