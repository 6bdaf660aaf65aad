package io.ewig.server.live;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.jdbc.wire.Failure;
import io.ewig.server.session.Databases;
import io.ewig.server.socket.Line;
import io.ewig.server.socket.Talk;
import io.ewig.server.user.Principal;
import io.ewig.server.word.Refusal;
import io.ewig.sync.ephemeral.Members;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A client with a socket: its messages, each answered or passed on; one thread, but to end. */
final class Peer implements Talk {

  /**
   * How it came.
   *
   * @param id under which the others know it
   * @param namespaces that it wants to hear of from the start
   */
  record Arrival(Principal principal, String database, String id, List<String> namespaces) {}

  /** What all peers of a server share. */
  interface Host {
    Databases.Lease lease(String database) throws SQLException;

    Gathering gathering(String database);

    Refusal refusal();

    SyncEndpoint sync();

    Desk desk(Arrival arrival);

    Feeds feeds(Arrival arrival, Line line);

    void began(Peer peer);

    void ended(Peer peer);
  }

  private interface Deed {
    /** What to answer; null for nothing, or nothing more. */
    @Nullable Said with(Members said) throws SQLException;
  }

  private interface SilentDeed {
    void with(Members said) throws SQLException;
  }

  /** One that has nothing to answer, or has said it by itself. */
  private static Deed silent(SilentDeed deed) {
    return said -> {
      deed.with(said);
      return null;
    };
  }

  private final Arrival arrival;
  private final Host host;
  private final Map<String, Deed> deeds = new TreeMap<>();
  private volatile @Nullable Line line;
  private boolean isToldToLeave; // known to the one thread that checks
  private @Nullable Present present;

  /** What it has while it is here. */
  private record Present(
      Databases.Lease lease,
      Gathering gathering,
      Gathering.Member member,
      Desk desk,
      Feeds feeds,
      SyncEndpoint.Exchange sync) {}

  Peer(Arrival arrival, Host host) {
    this.arrival = arrival;
    this.host = host;
  }

  @Override
  public synchronized void begin(Line to) {
    line = to;
    try {
      Present here = enter(to, host.lease(arrival.database()));
      present = here; // from now on the end gives all of it back
      addPresence(here.gathering, here.member);
      addWork(new Writes(here.desk, arrival.principal()), new Queries(here.desk), here.feeds);
      host.began(this);
    } catch (SQLException e) {
      to.hangUp(Line.Goodbye.TRY_LATER, host.refusal().of(e).text());
    } catch (UserException e) {
      to.hangUp(Line.Goodbye.NOT_ALLOWED, String.valueOf(e.getMessage()));
    }
  }

  private Present enter(Line to, Databases.Lease lease) {
    try {
      Gathering gathering = host.gathering(lease.name());
      lease.served().presence(gathering::presence);
      Desk desk = host.desk(arrival);
      Feeds feeds = host.feeds(arrival, to);
      SyncEndpoint.Exchange sync = host.sync().begin(arrival.principal(), lease.name(), to::say);
      var member = gathering.join(arrival.id(), arrival.principal(), arrival.namespaces(), to);
      return new Present(lease, gathering, member, desk, feeds, sync);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  private void addPresence(Gathering gathering, Gathering.Member member) {
    deeds.put("ephemeral_update", silent(said -> update(gathering, member, said)));
    deeds.put("ephemeral_get", said -> gathering.all(member, said.text("namespace")));
    deeds.put("subscribe", silent(said -> gathering.subscribe(member, said.text("namespace"))));
    deeds.put("unsubscribe", silent(said -> gathering.unsubscribe(member, said.text("namespace"))));
    deeds.put("ping", said -> new Said("pong").to(said.anyOrNull("id")));
  }

  private void addWork(Writes writes, Queries queries, Feeds feeds) {
    deeds.put("insert", writes::insert);
    deeds.put("update", writes::update);
    deeds.put("delete", writes::delete);
    deeds.put("execute", writes::execute);
    deeds.put("query", queries::query);
    deeds.put("follow", silent(feeds::begin));
    deeds.put("unfollow", silent(feeds::end));
  }

  /** One entry, or several as {@code entries}. */
  private static void update(Gathering gathering, Gathering.Member member, Members said) {
    if (said.has("entries")) {
      for (Json entry : said.array("entries")) {
        gathering.update(member, Members.of(entry, "an entry"));
      }
    } else {
      gathering.update(member, said);
    }
  }

  @Override
  public void text(String message) {
    Line to = line;
    if (to == null) {
      return;
    }
    Json id = null;
    try {
      Json json = Json.parse(message);
      id = json instanceof JsonObject object ? object.get("id") : null;
      Members said = Members.of(json, "a message");
      Said answer = deed(said.text("type")).with(said);
      if (answer != null) {
        to.say(answer.toString());
      }
    } catch (EwigException e) {
      to.say(Said.failure(id, failure(e)).toString());
    } catch (SQLException e) {
      to.say(Said.failure(id, host.refusal().of(e)).toString());
    }
  }

  private Failure failure(EwigException e) {
    return switch (e.code().category()) {
      case USER, CONFLICT -> Said.failure(e);
      case RESOURCE -> e.code() == ErrorCode.LIMIT_REACHED ? Said.failure(e) : host.refusal().of(e);
      default -> host.refusal().of(e);
    };
  }

  private Deed deed(String type) {
    Deed deed = deeds.get(type);
    if (deed == null) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "there is no message of type '" + type + "'; there are " + deeds.keySet());
    }
    return deed;
  }

  @Override
  public void bytes(byte[] message) {
    Present here = here();
    if (here != null) {
      here.sync.received(message);
    }
  }

  @Override
  public int bytesMax() {
    return SyncEndpoint.MESSAGE_BYTES_MAX;
  }

  private synchronized @Nullable Present here() {
    return present;
  }

  /** Hangs up on whoever is no admin any more, or no user, or whose token has ended. */
  void checkRights(Databases databases, Instant now) {
    Line to = line;
    if (to == null || isToldToLeave) {
      return;
    }
    String reason = databases.permits().reasonToLeave(arrival.principal(), arrival.database(), now);
    if (reason != null) {
      isToldToLeave = true;
      to.hangUp(Line.Goodbye.NOT_ALLOWED, reason); // first: it goes even if that cannot be noted
      databases.permits().noteRefusal(arrival.principal(), "a socket that was open: " + reason);
    }
  }

  /** Reads on what it follows. */
  void readOn(long nanos, Executor readers) {
    Present here = here();
    if (here != null) {
      here.feeds.readOn(here.lease.engine().head().size(), nanos, readers);
    }
  }

  @Override
  public void end() {
    Present here;
    synchronized (this) {
      here = present;
      present = null;
    }
    if (here != null) {
      host.ended(this);
      here.gathering.leave(here.member);
      here.sync.close();
      here.feeds.close();
      here.desk.close();
      here.lease.close();
    }
  }
}
