package io.ewig.server.socket;

import io.ewig.server.user.Principal;
import java.util.List;
import java.util.Map;

/** Who talks with clients that want a socket; any thread. */
@FunctionalInterface
public interface Sockets {

  /** Of a server that has none. */
  Sockets NONE = visit -> new Refused(404, "there is no such path");

  Entry open(Visit visit);

  /**
   * A client that wants to talk.
   *
   * @param path its segments, decoded
   * @param parameters of the query, decoded
   */
  record Visit(Principal principal, List<String> path, Map<String, List<String>> parameters) {

    public List<String> parameters(String name) {
      return parameters.getOrDefault(name, List.of());
    }
  }

  /** Whether it may. */
  sealed interface Entry {}

  record Welcome(Talk talk) implements Entry {}

  /**
   * @param status of HTTP
   */
  record Refused(int status, String text) implements Entry {}
}
