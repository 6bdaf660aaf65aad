package io.ewig.sync.http;

import io.ewig.sync.session.Channel;
import java.util.Optional;

/** Which way a URL is asked: start here. */
public final class Channels {

  private Channels() {}

  /** For who asks once, or has nobody else to ask meanwhile. */
  public static Channel to(PeerUrl url, Optional<String> token) {
    return to(url, token, Patience.full());
  }

  /**
   * @param token that stands for a user of the server
   * @param patience with that server, for all channels to it
   */
  public static Channel to(PeerUrl url, Optional<String> token, Patience patience) {
    return url.isSocket()
        ? new SocketChannel(url, token, patience)
        : new HttpChannel(url, token, patience);
  }
}
