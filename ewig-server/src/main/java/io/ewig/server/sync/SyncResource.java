package io.ewig.server.sync;

import io.ewig.engine.Ewig;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.engine.time.Clock;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.http.Paths;
import io.ewig.server.http.Place;
import io.ewig.server.live.SyncEndpoint;
import io.ewig.server.session.Databases;
import io.ewig.server.session.Permits;
import io.ewig.server.user.Principal;
import io.ewig.sync.peer.AcknowledgedFile;
import io.ewig.sync.peer.PolicyFile;
import io.ewig.sync.peer.QuarantineFile;
import io.ewig.sync.protocol.FrameFormat;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.session.Acknowledgements;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Endpoint;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Local;
import io.ewig.sync.session.MemoryQuarantine;
import io.ewig.sync.session.Quarantine;
import io.ewig.sync.session.SessionOptions;
import io.ewig.sync.waiting.WaitingRoom;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers replicas, at {@code /db/{database}/sync}; any thread. */
public final class SyncResource {

  /** Where a database keeps what it knows of its peers, within its folder. */
  public static final String FOLDER = "sync";

  /** Payloads of one answer: it is made in memory. */
  private static final long WINDOW_BYTES = 4L << 20;

  /** Events come in with all that they say, whatever tables they are about. */
  static final String WHO_MAY = "only administrators may exchange events; give the peer a token";

  private final Databases databases;
  private final Function<String, Optional<Path>> folders;
  private final Map<String, Here> replicas = new ConcurrentHashMap<>();
  private final Map<String, Quarantine> quarantines = new ConcurrentHashMap<>();

  /**
   * A database as replicas see it: one for all requests, since it knows how far each peer has been
   * given a long history, what it was told, and what waits.
   */
  private record Here(
      Ewig engine,
      Local local,
      WaitingRoom waiting,
      Endpoint endpoint,
      Optional<AcknowledgedFile> acknowledged) {}

  /**
   * @param folders where a database lies, if it has a folder
   */
  public SyncResource(Databases databases, Function<String, Optional<Path>> folders) {
    this.databases = databases;
    this.folders = folders;
  }

  public void addTo(Paths paths) {
    paths.on("POST", "/db/{database}/sync", this::answer);
    paths.on("GET", "/db/{database}/checkpoint", this::checkpoint);
  }

  /** Meets the peers of a database as long as this is not closed; nobody if it has no folder. */
  public KeptPeers keepPeers(String database, Ewig engine) {
    Optional<Path> folder = folders.apply(database);
    return folder.isPresent() && engine.troubles().damage().isEmpty()
        ? KeptPeers.start(engine, here(database, engine).local, folder.get(), quarantine(database))
        : KeptPeers.NONE;
  }

  /** Notes on disk what others have said so far; at the end of a server. */
  public void flush() {
    for (Here here : replicas.values()) {
      here.acknowledged.ifPresent(AcknowledgedFile::flush);
    }
  }

  /** The same by binary messages of a socket: each is a request, and gets one answer. */
  public SyncEndpoint bySocket() {
    return (principal, database, reply) ->
        new SyncEndpoint.Exchange() {
          @Override
          public void received(byte[] message) {
            reply.accept(answer(principal, database, message));
          }

          @Override
          public void close() {
            // Nothing is held between two requests.
          }
        };
  }

  private HttpAnswer answer(HttpRequest request, Place at) {
    byte[] answer = answer(request.principal(), at.get("database"), request.body());
    return new HttpAnswer(HttpAnswer.OK, FrameFormat.CONTENT_TYPE, answer);
  }

  private byte[] answer(Principal principal, String database, byte[] body) {
    try (Databases.Lease lease = databases.lease(principal, database)) {
      return here(lease.name(), lease.engine()).endpoint.answer(body);
    } catch (SQLException e) {
      return Permits.isRefusal(e)
          ? Endpoint.refusal(Reason.NOT_AUTHORISED, WHO_MAY)
          : Endpoint.refusal(Reason.UNKNOWN_DATABASE, e.getMessage());
    }
  }

  /** What every known replica has, folded: for one that begins there. */
  private HttpAnswer checkpoint(HttpRequest request, Place at) {
    return AdminWork.with(
        databases,
        request,
        at.get("database"),
        lease -> {
          here(lease.name(), lease.engine()); // which reports what others have said
          byte[] bytes = lease.engine().notary().newestCheckpoint().toBytes();
          return new HttpAnswer(HttpAnswer.OK, "application/octet-stream", bytes);
        });
  }

  /** Where commits wait that were brought before what they build on. */
  WaitingRoom waitingRoom(Databases.Lease lease) {
    return here(lease.name(), lease.engine()).waiting;
  }

  /** A database that was closed and opened again is another one. */
  private Here here(String name, Ewig engine) {
    return replicas.compute(
        name,
        (same, known) -> known != null && known.engine == engine ? known : open(name, engine));
  }

  private Here open(String name, Ewig engine) {
    Optional<Path> folder = folders.apply(name);
    Supplier<SignaturePolicy> policy = policy(name);
    WaitingRoom waiting =
        folder.isPresent() && engine.troubles().damage().isEmpty()
            ? WaitingRoom.in(folder.get(), engine, policy)
            : WaitingRoom.inMemory(engine, policy);
    Optional<AcknowledgedFile> file =
        folder.map(path -> new AcknowledgedFile(path.resolve(FOLDER), Clock.system()));
    file.ifPresent(known -> engine.replica().reportAcknowledged(known::current));
    Acknowledgements acknowledgements = file.isPresent() ? file.get() : Acknowledgements.NONE;
    Local local = new EngineLocal(engine, waiting, acknowledgements);
    SessionOptions options = SessionOptions.of(Direction.BOTH).withWindowBytes(WINDOW_BYTES);
    return new Here(engine, local, waiting, new Endpoint(local, quarantine(name), options), file);
  }

  /** Which commits a database takes: what its folder says, if it has one. */
  public Supplier<SignaturePolicy> policy(String database) {
    return folders
        .apply(database)
        .<Supplier<SignaturePolicy>>map(folder -> new PolicyFile(folder.resolve(FOLDER))::read)
        .orElse(() -> SignaturePolicy.DEFAULT);
  }

  private Quarantine quarantine(String database) {
    return quarantines.computeIfAbsent(
        database,
        name ->
            folders
                .apply(name)
                .<Quarantine>map(
                    folder -> new QuarantineFile(folder.resolve(FOLDER), Clock.system()))
                .orElseGet(MemoryQuarantine::new));
  }
}
