package io.ewig.bench.sync;

import com.sun.net.httpserver.HttpServer;
import io.ewig.engine.Ewig;
import io.ewig.sync.http.HttpChannel;
import io.ewig.sync.http.PeerUrl;
import io.ewig.sync.protocol.FrameFormat;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import io.ewig.sync.session.Channel;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Endpoint;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.MemoryQuarantine;
import io.ewig.sync.session.Session;
import io.ewig.sync.session.SessionOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/** A replica behind a socket of this machine. */
final class Loopback implements AutoCloseable {

  static {
    // or an answer waits 40 ms for the other side to acknowledge its head
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final Channel channel;

  Loopback(Ewig database) throws IOException {
    Endpoint endpoint =
        new Endpoint(
            new EngineLocal(database), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = endpoint.answer(exchange.getRequestBody().readAllBytes());
          exchange.getResponseHeaders().set("Content-Type", FrameFormat.CONTENT_TYPE);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    channel = new HttpChannel(PeerUrl.parse("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  /** Brings a replica and the one behind the socket together. */
  Meeting.Outcome meet(Ewig here) throws IOException {
    Meeting.Outcome outcome =
        new Meeting(new EngineLocal(here), new MemoryQuarantine(), Direction.BOTH, channel).run();
    if (!outcome.equal()) {
      throw new IllegalStateException("the replicas did not become equal: " + outcome);
    }
    return outcome;
  }

  /**
   * What was said until both had the same.
   *
   * @param bytes both ways
   * @param otherBytes of these, what is neither an event nor one's payload
   * @param tripsBefore round trips that were over when the last event went out
   */
  record Talk(long bytes, long otherBytes, int tripsBefore) {}

  /** Brings both to the same events, durable there and here, and looks at no state. */
  Talk exchange(Ewig here) throws IOException {
    Session session =
        new Session(
            new EngineLocal(here), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
    List<Message> words = session.open();
    long bytes = 0;
    long events = 0;
    int trips = 0;
    int tripsBefore = 0;
    while (!words.isEmpty()) {
      if (!(words.get(0) instanceof Message.Hello)) {
        words = Stream.concat(Stream.of(session.hello()), words.stream()).toList();
      }
      byte[] request = MessageWriter.write(words);
      byte[] answer = channel.ask(request);
      List<Message> said = MessageReader.readAll(answer);
      long moved = bytesOfEvents(words) + bytesOfEvents(said);
      tripsBefore = moved > 0 ? trips : tripsBefore;
      trips++;
      events += moved;
      bytes += request.length + answer.length;
      words = session.answer(said);
    }
    return new Talk(bytes, bytes - events, tripsBefore);
  }

  private static long bytesOfEvents(List<Message> words) {
    List<Message> events =
        words.stream()
            .filter(word -> word instanceof Message.Events || word instanceof Message.Blob)
            .toList();
    return MessageWriter.write(events).length;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
