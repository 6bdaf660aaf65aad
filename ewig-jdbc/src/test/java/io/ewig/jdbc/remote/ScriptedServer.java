package io.ewig.jdbc.remote;

import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.wire.Call;
import io.ewig.jdbc.wire.CallReader;
import io.ewig.jdbc.wire.Envelope;
import io.ewig.jdbc.wire.Failure;
import io.ewig.jdbc.wire.Reply;
import io.ewig.jdbc.wire.ReplyWriter;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import io.ewig.jdbc.wire.SessionState;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers the driver's calls over HTTP with what a test says, and notes them. */
final class ScriptedServer implements AutoCloseable {

  /** What a test has it say instead of {@link #usual}. */
  interface Script {
    /** Null: it hangs up. */
    @Nullable Said answer(Call call);
  }

  /**
   * @param status of HTTP
   * @param sqlState {@code ""} for none
   */
  record Said(int status, String sqlState, byte[] body) {

    static Said of(Response response) {
      return of(null, response);
    }

    static Said of(@Nullable SessionState state, Response response) {
      return new Said(200, "", ReplyWriter.write(new Reply(state, List.of(), response)));
    }

    static Said failed(String sqlState, String text) {
      return of(new Response.Failed(new Failure(sqlState, 0, text), false, null));
    }

    static Said sessionLost() {
      Failure failure = new Failure("08003", 1010, "there is no such session");
      return of(new Response.Failed(failure, true, null));
    }

    static Said refused(int status, String sqlState, String text) {
      return new Said(status, sqlState, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Socket> callers = new ConcurrentLinkedQueue<>();
  private final Queue<Call> heard = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile Script script = this::usual;

  ScriptedServer() throws IOException {
    start(this::accept);
  }

  String url() {
    return "jdbc:ewig://127.0.0.1:" + listening.getLocalPort();
  }

  /** From now on. */
  void says(Script script) {
    this.script = script;
  }

  /** What was asked so far, and is not told again. */
  List<Call> heard() {
    List<Call> all = List.copyOf(heard);
    heard.clear();
    return all;
  }

  /** What a server says to whom all is well: each statement is a change of one row. */
  Said usual(Call call) {
    Request request = call.request();
    if (request instanceof Request.Open) {
      String id = "session" + sessions.incrementAndGet();
      return Said.of(
          new SessionState(true, false, Map.of(Setting.BRANCH, "main")),
          new Response.Opened(id, "main", "1.0.0", ""));
    }
    if (request instanceof Request.Prepare) {
      return Said.of(new Response.Prepared(1, false, List.of(), List.of()));
    }
    if (request instanceof Request.Execute) {
      return Said.of(new Response.Count(1, null));
    }
    if (request instanceof Request.AutoCommit autoCommit) {
      SessionState state =
          new SessionState(autoCommit.on(), !autoCommit.on(), Map.of(Setting.BRANCH, "main"));
      return Said.of(state, new Response.Done(0));
    }
    return Said.of(new Response.Done(0));
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "scripted server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = listening.accept();
        callers.add(caller);
        start(() -> serve(caller));
      }
    } catch (IOException closed) {
      assert listening.isClosed() : closed;
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      InputStream in = new BufferedInputStream(caller.getInputStream());
      for (int length = length(in); length >= 0; length = length(in)) {
        Call call = CallReader.read(Envelope.read(in.readNBytes(length)));
        heard.add(call);
        Said said = script.answer(call);
        if (said == null) {
          return;
        }
        caller.getOutputStream().write(head(said).getBytes(StandardCharsets.ISO_8859_1));
        caller.getOutputStream().write(said.body());
      }
    } catch (IOException hungUp) {
      assert caller.isClosed() : hungUp;
    }
  }

  private static String head(Said said) {
    return "HTTP/1.1 "
        + said.status()
        + " it\r\nContent-Length: "
        + said.body().length
        + (said.sqlState().isEmpty() ? "" : "\r\nX-SQLState: " + said.sqlState())
        + "\r\n\r\n";
  }

  /** Of the message behind the headers; -1 if nothing more comes. */
  private static int length(InputStream in) throws IOException {
    int length = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    return length;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket caller : callers) {
      caller.close();
    }
  }
}
