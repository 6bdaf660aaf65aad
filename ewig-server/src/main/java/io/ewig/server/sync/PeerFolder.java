package io.ewig.server.sync;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.time.Clock;
import io.ewig.sync.peer.GossipFile;
import io.ewig.sync.peer.PeerFile;
import io.ewig.sync.peer.PolicyFile;
import io.ewig.sync.peer.QuarantineFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of a database, and in it the files that say whom it meets and whom it believes. */
final class PeerFolder {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the database.")
  private Path data = Path.of("");

  Path path() {
    return data;
  }

  PeerFile peers() {
    return new PeerFile(sync());
  }

  GossipFile gossip() {
    return new GossipFile(sync());
  }

  PolicyFile policy() {
    return new PolicyFile(sync());
  }

  QuarantineFile quarantine() {
    return new QuarantineFile(sync(), Clock.system());
  }

  /** Where a database keeps what it knows of its peers; a folder without one gets none. */
  private Path sync() {
    if (!DatabaseFile.isIn(data)) {
      throw new UserException(
          ErrorCode.NOT_A_DATABASE,
          data
              + " holds no database: there is no "
              + DatabaseFile.NAME
              + " in it; ewig sync makes one, and fills it");
    }
    return data.resolve(SyncResource.FOLDER);
  }
}
