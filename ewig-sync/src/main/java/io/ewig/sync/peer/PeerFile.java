package io.ewig.sync.peer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The peers of a database, in {@code peers.json}:
 *
 * <pre>
 * { name: { "url": url, "direction": "both" | "push" | "pull", "intervalMillis": number,
 *           [ "tokenFile": path ] }, ... }
 * </pre>
 *
 * <p>A server that runs reads it again before each round, so what is changed by another process
 * counts at once. Any thread.
 */
public final class PeerFile {

  private static final String NAME = "peers.json";

  /** Each is met in turn, and none is to wait for long. */
  private static final int PEERS_MAX = 1000;

  private final SmallFile file;

  /**
   * @param folder where a database keeps what it knows of its peers
   */
  public PeerFile(Path folder) {
    this.file = new SmallFile(folder, NAME);
  }

  public List<Peer> list() {
    return file.read(PeerFile::peers);
  }

  static List<Peer> peers(JsonObject all) {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < all.length(); i++) {
      peers.add(Peer.of(all.keyAt(i), all.valueAt(i)));
    }
    return peers;
  }

  /** Adds a peer, or changes the one of that name; whether it is a new one. */
  public boolean put(Peer peer) {
    return file.alone(() -> add(peer));
  }

  private boolean add(Peer peer) {
    JsonObject all = file.read();
    boolean isNew = all.get(peer.name()) == null;
    if (isNew && all.length() >= PEERS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, "a database has at most " + PEERS_MAX + " peers");
    }
    file.write(all.with(peer.name(), peer.toJson()));
    return isNew;
  }

  public void remove(String name) {
    file.alone(() -> drop(name));
  }

  private void drop(String name) {
    JsonObject all = file.read();
    if (all.get(name) == null) {
      throw new UserException(ErrorCode.UNKNOWN_OBJECT, "there is no peer '" + name + "'");
    }
    file.write(all.without(name));
  }
}
