package io.ewig.jdbc.remote;

import io.ewig.jdbc.error.Failures;
import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.wire.Call;
import io.ewig.jdbc.wire.CallWriter;
import io.ewig.jdbc.wire.Failure;
import io.ewig.jdbc.wire.Reply;
import io.ewig.jdbc.wire.ReplyReader;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import io.ewig.jdbc.wire.SessionState;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * A session with a server, which survives the loss of both its socket and the server; one thread,
 * but for {@link #drop}, {@link #cancel} and {@link #abort}.
 *
 * <p>What has a number of the server's (statements, results, marks) is good for one <i>term</i>: a
 * new one begins with each session that is opened.
 */
final class RemoteSession {

  /** In an order in which each finds what it is about. */
  private static final List<Setting> ORDER =
      List.of(
          Setting.TIME_ZONE,
          Setting.BRANCH,
          Setting.AS_OF,
          Setting.VALID_AT,
          Setting.SCHEMA,
          Setting.SEARCH_PATH,
          Setting.READ_ONLY,
          Setting.APPLICATION_NAME);

  /** To cancel, somebody has to listen. */
  private static final int CANCEL_MILLIS = 5_000;

  /** A server that does not hear of an end finds out by itself. */
  private static final int END_MILLIS = 5_000;

  /** What to ask, in the words of the present term. */
  interface Question {
    Request ask() throws SQLException;
  }

  private final Endpoint endpoint;
  private final String database;
  private final Map<String, String> properties;
  private final int loginMillis;
  private final Dropped dropped = new Dropped();
  private final Channels channels;
  private volatile String id = "";
  private volatile String lastId = ""; // when it was aborted
  private int term;
  private Response.Opened opened = new Response.Opened("", "", "0.0.0", "");
  private SessionState state = new SessionState(true, false, Map.of());
  private boolean hasWork;
  private boolean isWorkLost;
  private @Nullable SQLWarning warnings;

  RemoteSession(
      Endpoint endpoint, String database, Map<String, String> properties, Patience patience) {
    this.endpoint = endpoint;
    this.database = database;
    this.properties = properties;
    this.loginMillis = patience.loginMillis();
    this.channels = new Channels(endpoint, patience.answerMillis());
  }

  int term() {
    return term;
  }

  Response.Opened opened() {
    return opened;
  }

  SessionState state() {
    return state;
  }

  // ---- beginning

  void open() throws SQLException {
    open(SqlState.CANNOT_CONNECT);
  }

  private void open(SqlState stateOfSilence) throws SQLException {
    Reply reply;
    try {
      reply = greet();
    } catch (RefusedException e) {
      throw e.isOfNoServer()
          ? stateOfSilence.error("no answer from " + endpoint + ": " + reason(e), e)
          : refused(e);
    } catch (IOException e) {
      throw stateOfSilence.error("no answer from " + endpoint + ": " + reason(e), e);
    }
    opened = (Response.Opened) require(reply, Response.Opened.class);
    id = opened.session();
    term++;
    dropped.begin(term);
  }

  private Reply greet() throws IOException {
    Deadline by = deadline();
    Call call =
        new Call("", List.of(), new Request.Open(Request.Open.VERSION, database, properties));
    byte[] message = CallWriter.write(call);
    boolean isWhole = false;
    try {
      Channel to = channels.connected(by);
      to.setReadMillis(by.millisLeft());
      Reply reply = send(to, message, 0);
      to.setReadMillis(channels.readMillis());
      isWhole = true;
      return reply;
    } finally {
      if (!isWhole) {
        channels.disconnect(); // the rest of the answer would be taken for that to the next request
      }
    }
  }

  /** Until when there has to be a session; who waits for an answer waits no longer for both. */
  private Deadline deadline() {
    return Deadline.in(Deadline.first(loginMillis, channels.readMillis()));
  }

  /** Another session, set as the last one was; one that cannot be set so is no use. */
  private void openAgain() throws SQLException {
    SessionState before = state;
    boolean isSet = false;
    try {
      open(SqlState.CONNECTION_LOST);
      set(before);
      isSet = true;
    } finally {
      if (!isSet) {
        close();
        state = before; // what the next one has to be set to
      }
    }
  }

  private void set(SessionState wanted) throws SQLException {
    if (!wanted.isAutoCommit()) {
      ask(new Request.AutoCommit(false));
    }
    for (Setting setting : ORDER) {
      String value = wanted.settings().get(setting);
      if (!Objects.equals(value, state.settings().get(setting))) {
        ask(new Request.Change(setting, value));
      }
    }
  }

  // ---- asking

  /** Asks for what changes the session. */
  Response ask(Request request) throws SQLException {
    return ask(Purpose.CHANGING, () -> request);
  }

  /**
   * Asks, and if the server has forgotten the session (and so has done nothing) asks in another
   * one.
   */
  Response ask(Purpose purpose, Question question) throws SQLException {
    if (isWorkLost) {
      throw lost(
          "the transaction was lost with the connection; roll back, and begin it again", null);
    }
    if (id.isEmpty()) {
      openAgain();
    }
    Reply reply = exchange(question.ask(), purpose);
    if (reply.response() instanceof Response.Failed failed && failed.isSessionLost()) {
      id = "";
      if (hasWork) {
        isWorkLost = true;
        throw lost("the server has ended the session, and its transaction with it", null);
      }
      openAgain();
      reply = exchange(question.ask(), purpose);
    }
    return require(reply, Response.class);
  }

  private Reply exchange(Request request, Purpose purpose) throws SQLException {
    Call call = new Call(id, dropped.list(), request);
    byte[] message = CallWriter.write(call);
    boolean isSent = false;
    try {
      Channel to = channels.connected(deadline());
      isSent = true;
      Reply reply = send(to, message, purpose.execution());
      noteWork(request);
      if (!(reply.response() instanceof Response.Failed)) { // which may have come before all else
        dropped.heard(call.dropped());
      }
      return reply;
    } catch (RefusedException e) {
      channels.disconnect();
      if (!e.isOfNothingDone() && purpose.mayChange()) {
        throw unanswered(request, purpose, e);
      }
      throw e.isOfNoServer() ? lost(request, e) : refused(e);
    } catch (IOException e) {
      channels.disconnect();
      throw isSent ? unanswered(request, purpose, e) : lost(request, e);
    } catch (RuntimeException | Error e) { // there was no memory for the answer, say
      channels.disconnect(); // what comes of it would be taken for the next one
      if (isSent && purpose.mayChange()) {
        throw unanswered(request, purpose, e);
      }
      throw e; // the session is as it was
    }
  }

  private SQLException unanswered(Request request, Purpose purpose, Throwable e) {
    SQLException lost = lost(request, e);
    return purpose.mayRecord()
        ? SqlState.OUTCOME_UNKNOWN.error(
            lost.getMessage() + "; whether it was committed is not known", e)
        : lost;
  }

  /** The session is lost, and what was under way in it. */
  private SQLException lost(Request request, Throwable e) {
    id = "";
    isWorkLost = hasWork || (state.isInTransaction() && isWork(request));
    return lost("the connection to " + endpoint + " was lost: " + reason(e), e);
  }

  private static SQLException lost(String text, @Nullable Throwable cause) {
    return SqlState.CONNECTION_LOST.error(text, cause);
  }

  private static SQLException refused(RefusedException e) {
    if (e.sqlState().startsWith("53") || e.sqlState().startsWith("XX")) {
      return Failures.of(e.sqlState(), 0, String.valueOf(e.getMessage()), e);
    }
    return switch (e.status()) {
      case 401, 403, 429 -> SqlState.NOT_AUTHORIZED.error(String.valueOf(e.getMessage()), e);
      case 413 -> SqlState.LIMIT_EXCEEDED.error(String.valueOf(e.getMessage()), e);
      default -> SqlState.REFUSED.error("the server refused: " + e.getMessage(), e);
    };
  }

  private static String reason(Throwable e) {
    if (e instanceof UnknownHostException) { // its message is the name, and no more
      return "there is no host of that name";
    }
    if (e instanceof SSLHandshakeException) { // in TLS 1.3 the server judges after it is over
      return "the server refused this client's certificate, or wants one (tlsKeyStore): "
          + e.getMessage();
    }
    if (e instanceof SocketTimeoutException) {
      return e.getMessage()
          + " (see connectTimeoutMillis, loginTimeoutMillis, socketTimeoutMillis)";
    }
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  /** Whether a transaction would be lost with the session. */
  private void noteWork(Request request) {
    if (request instanceof Request.Commit
        || request instanceof Request.Rollback
        || !state.isInTransaction()) {
      hasWork = false;
    } else if (isWork(request)) {
      hasWork = true;
    }
  }

  private static boolean isWork(Request request) {
    return request instanceof Request.Execute
        || request instanceof Request.Batch
        || request instanceof Request.SetMark;
  }

  private Reply send(Channel to, byte[] message, long execution) throws IOException {
    Reply reply = ReplyReader.read(channels.post(to, message, execution));
    if (reply.state() != null) {
      state = reply.state();
    }
    reply.warnings().forEach(this::warn);
    return reply;
  }

  private void warn(Failure said) {
    if (warnings == null) {
      warnings = said.asWarning();
    } else {
      warnings.setNextWarning(said.asWarning());
    }
  }

  @Nullable SQLWarning takeWarnings() {
    SQLWarning said = warnings;
    warnings = null;
    return said;
  }

  private static <T extends Response> Response require(Reply reply, Class<T> wanted)
      throws SQLException {
    if (reply.response() instanceof Response.Failed failed) {
      throw exception(failed);
    }
    if (!wanted.isInstance(reply.response())) {
      throw malformed(reply.response().getClass().getSimpleName() + " is no answer to that");
    }
    return reply.response();
  }

  private static SQLException exception(Response.Failed failed) {
    SQLException cause = failed.failure().asException();
    return failed.counts() == null
        ? cause
        : new BatchUpdateException(
            cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), failed.counts(), cause);
  }

  static SQLException malformed(String text) {
    return SqlState.NOT_UNDERSTOOD.error("the server does not speak as Ewig does: " + text);
  }

  static SQLException malformed(MalformedException e) {
    return malformed(String.valueOf(e.getMessage()));
  }

  // ---- transactions

  /**
   * A session that is lost needs no server for it: the next one is set so. Nor does one that cannot
   * be told, if it has nothing that would be committed: it is left.
   */
  void setAutoCommit(boolean on) throws SQLException {
    if (on && isWorkLost) {
      forgiveLoss();
    }
    if (id.isEmpty() && !isWorkLost) {
      state = state.withAutoCommit(on);
      return;
    }
    boolean mayLeave = on && !hasWork;
    Purpose purpose = on && state.isInTransaction() ? Purpose.RECORDING : Purpose.CHANGING;
    SessionState before = state;
    boolean isTold = false;
    try {
      ask(purpose, () -> new Request.AutoCommit(on));
      isTold = true;
    } catch (SQLException e) {
      if (!mayLeave) {
        throw e;
      }
    } finally {
      if (!isTold && mayLeave) {
        close();
        state = before.withAutoCommit(true);
      }
    }
  }

  /**
   * What was lost with the connection needs no server to be rolled back; and if the server cannot
   * be told, the session is left, so that nothing commits it later.
   */
  void rollBack() throws SQLException {
    if (forgiveLoss() || id.isEmpty()) {
      return;
    }
    SessionState before = state;
    boolean isTold = false;
    try {
      ask(new Request.Rollback());
      isTold = true;
    } finally {
      if (!isTold) {
        close();
        forgiveLoss();
        state = before.afterLoss();
      }
    }
  }

  // ---- ending

  /** What was lost is rolled back: it never came to be. */
  boolean forgiveLoss() {
    boolean wasLost = isWorkLost;
    isWorkLost = false;
    hasWork = false;
    if (wasLost) {
      state = state.afterLoss();
    }
    return wasLost;
  }

  boolean isAlive(int timeoutMillis) {
    int usual = channels.readMillis();
    try {
      channels.setReadMillis(timeoutMillis);
      ask(Purpose.ASKING, Request.Ping::new);
      return true;
    } catch (SQLException e) {
      return false;
    } finally {
      channels.setReadMillis(usual);
    }
  }

  void setReadMillis(int millis) {
    channels.setReadMillis(millis);
  }

  /** A number that nobody needs any more; the next request says so. Any thread. */
  void drop(int ofTerm, long number) {
    dropped.add(ofTerm, number);
  }

  /** Any thread: the session is busy, so this goes over a socket of its own. */
  void cancel(long execution) {
    if (channels.isAborted()) {
      return; // nobody waits for it, and it ends with the session
    }
    try (Channel beside = endpoint.connectOnce(CANCEL_MILLIS)) {
      beside.post(CallWriter.write(new Call(id, List.of(), new Request.Cancel(execution))));
    } catch (IOException e) {
      channels.hangUp(execution); // nobody is there to stop it: let nobody wait for it for ever
    }
  }

  /** Any thread, at once: whoever waits for an answer gets none, and only the end is told. */
  void abort() {
    if (!channels.isAborted()) {
      lastId = id;
      channels.abort();
    }
  }

  void close() {
    try {
      if (channels.isAborted()) {
        endBeside();
      } else if (!id.isEmpty() && channels.isConnected()) {
        Deadline by = Deadline.in(END_MILLIS);
        Channel to = channels.connected(by);
        to.setReadMillis(by.millisLeft());
        send(to, end(id), 0);
      }
    } catch (IOException ignored) {
      // then the server ends the session when nobody comes any more
    } finally {
      id = "";
      channels.disconnect();
    }
  }

  /** What was asked last may be under way there. */
  private void endBeside() throws IOException {
    String last = lastId;
    lastId = "";
    if (!last.isEmpty()) {
      try (Channel beside = endpoint.connectOnce(END_MILLIS)) {
        beside.post(end(last));
      }
    }
  }

  private static byte[] end(String session) {
    return CallWriter.write(new Call(session, List.of(), new Request.End()));
  }
}
