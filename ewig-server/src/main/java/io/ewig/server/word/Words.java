package io.ewig.server.word;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.link.Settlement;
import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.wire.Call;
import io.ewig.jdbc.wire.CallReader;
import io.ewig.jdbc.wire.Envelope;
import io.ewig.jdbc.wire.Failure;
import io.ewig.jdbc.wire.Reply;
import io.ewig.jdbc.wire.ReplyWriter;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import io.ewig.jdbc.wire.SessionState;
import io.ewig.server.session.LostSessionException;
import io.ewig.server.session.ServerSession;
import io.ewig.server.session.Sessions;
import io.ewig.server.stream.Due;
import io.ewig.server.stream.Watch;
import io.ewig.server.user.Principal;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Answers messages in Ewig's own words; any thread. */
public final class Words {

  private final Sessions sessions;
  private final Refusal refusal;

  public Words(Sessions sessions, Refusal refusal) {
    this.sessions = sessions;
    this.refusal = refusal;
  }

  /**
   * @param watch if it goes, what it waits for is stopped
   * @throws MalformedException if the message is none of the words
   */
  public Due<byte[]> answer(Principal principal, Envelope message, Watch watch)
      throws MalformedException {
    Call call = CallReader.read(message);
    try {
      return written(reply(principal, call, watch));
    } catch (SQLException | RuntimeException e) {
      return Due.now(failed(e));
    } catch (LostSessionException e) {
      Failure failure = new Failure("08003", 1010, String.valueOf(e.getMessage()));
      return Due.now(written(new Response.Failed(failure, true, null)));
    }
  }

  private Due<byte[]> written(Told told) {
    byte[] reply = ReplyWriter.write(told.reply());
    Settlement unsettled = told.unsettled();
    return unsettled == null ? Due.now(reply) : new Unsettled(reply, unsettled);
  }

  private byte[] failed(Exception e) {
    return written(failure(e));
  }

  private Response.Failed failure(Exception e) {
    if (e instanceof BatchUpdateException batch) {
      return new Response.Failed(refusal.of(batch), false, batch.getLargeUpdateCounts());
    }
    Failure failure =
        e instanceof SQLException said ? refusal.of(said) : refusal.of((RuntimeException) e);
    return new Response.Failed(failure, false, null);
  }

  private static byte[] written(Response.Failed failed) {
    return ReplyWriter.write(new Reply(null, List.of(), failed));
  }

  /** A reply that tells of what may not be durable yet. */
  private final class Unsettled implements Due<byte[]> {
    private final byte[] reply;
    private final Settlement settlement;

    Unsettled(byte[] reply, Settlement settlement) {
      this.reply = reply;
      this.settlement = settlement;
    }

    @Override
    public boolean mustWait() {
      return true;
    }

    @Override
    public byte[] await() {
      try {
        settlement.await();
        return reply;
      } catch (SQLException | RuntimeException e) {
        return failed(e);
      }
    }
  }

  /**
   * @param unsettled what must be durable before it is told; null: nothing
   */
  private record Told(Reply reply, @Nullable Settlement unsettled) {
    static Told of(Response response) {
      return new Told(new Reply(null, List.of(), response), null);
    }
  }

  private Told reply(Principal principal, Call call, Watch watch)
      throws SQLException, LostSessionException {
    if (call.request() instanceof Request.Open open) {
      return new Told(open(principal, open, watch), null);
    }
    ServerSession session = sessions.find(principal, call.session());
    if (call.request() instanceof Request.Cancel cancel) {
      session.cancel(cancel.execution());
      return Told.of(new Response.Done(0));
    }
    if (call.request() instanceof Request.End) {
      sessions.end(session);
      return Told.of(new Response.Done(0));
    }
    if (!(call.request() instanceof Request.Fetch)) {
      session.makeWay(call.dropped());
    }
    boolean isWatched = watch != Watch.NONE;
    watch.onEnd(session::stopAhead);
    return session.workFor(
        principal,
        () -> {
          watch.onGone(session::stop);
          call.dropped().forEach(session::drop);
          Link link = session.link();
          link.settleLater(isWatched);
          try {
            Reply reply = reply(session, call.request(), isWatched);
            return new Told(reply, link.unsettled());
          } finally {
            link.settleLater(false);
          }
        });
  }

  private Reply reply(ServerSession session, Request request, boolean mayGoOn) throws SQLException {
    Conversation conversation = new Conversation(session, refusal, mayGoOn);
    boolean mayChange = conversation.mayChangeState(request);
    Link link = session.link();
    SessionState before = mayChange ? state(link) : null;
    Response response;
    try {
      response = conversation.answer(request);
    } catch (SQLException e) {
      SQLException told = session.endedOr(e);
      return reply(
          session.link(), before, failure(told)); // a COMMIT that fails ends what was begun
    }
    try {
      return reply(link, before, response);
    } catch (SQLException e) {
      throw SqlState.OUTCOME_UNKNOWN.error(
          "it was done, but how the session is set since then could not be told: "
              + refusal.of(e).text(),
          e);
    }
  }

  private static Reply reply(Link link, @Nullable SessionState before, Response response)
      throws SQLException {
    SessionState after = before == null ? null : state(link);
    return new Reply(
        after == null || after.equals(before) ? null : after, warnings(link), response);
  }

  private Reply open(Principal principal, Request.Open open, Watch watch) throws SQLException {
    if (open.version() != Request.Open.VERSION) {
      throw new SQLNonTransientException(
          "the driver speaks version "
              + open.version()
              + " of the words, the server version "
              + Request.Open.VERSION
              + "; use a driver of the server's release",
          "08004",
          0);
    }
    requireSame(principal, open.properties().getOrDefault(Property.USER.key(), ""));
    Properties info = new Properties();
    info.putAll(open.properties());
    ServerSession session = sessions.open(principal, open.database(), info);
    watch.onEnd(() -> sessions.endUnused(session)); // perhaps the answer never got there
    boolean isToldOf = false;
    try {
      Reply reply = opened(session);
      isToldOf = true;
      return reply;
    } finally {
      if (!isToldOf) {
        sessions.end(session);
      }
    }
  }

  private static Reply opened(ServerSession session) throws SQLException {
    Link link = session.link();
    return new Reply(
        state(link),
        warnings(link),
        new Response.Opened(session.id(), link.catalog(), link.product().version(), link.user()));
  }

  /** A certificate may be another user's than a URL means, who would act as somebody else then. */
  private static void requireSame(Principal principal, String meant) throws SQLException {
    if (principal.isUser() && !meant.isEmpty() && !meant.equals(principal.name())) {
      throw new SQLInvalidAuthorizationSpecException(
          "the user is to be '"
              + meant
              + "', and the client's certificate is for '"
              + principal.name()
              + "'; leave the user out, or give the password of '"
              + meant
              + "'",
          "28000",
          0);
    }
  }

  private static SessionState state(Link link) throws SQLException {
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String value = link.get(setting);
      if (value != null) {
        settings.put(setting, value);
      }
    }
    return new SessionState(link.isAutoCommit(), link.isInTransaction(), settings);
  }

  private static List<Failure> warnings(Link link) {
    List<Failure> warnings = new ArrayList<>();
    for (SQLWarning said = link.takeWarnings(); said != null; said = said.getNextWarning()) {
      warnings.add(Failure.of(said));
    }
    return warnings;
  }
}
