package io.ewig.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import io.ewig.server.http.HttpLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers of changes as there may be many of: they wait without threads. */
@Timeout(60)
class ManyReadersTest {

  private static final int READERS = 1_000;

  /** Those that look for all of them, and those that take requests. */
  private static final int THREADS_MAX = 60;

  private Ewig engine;
  private EwigServer server;
  private final List<Reader> readers = new ArrayList<>();

  /** A connection that asks for a stream, and takes of it what it is told to. */
  private static final class Reader implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Reader(int port, String query) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      String request =
          "GET /v1/db/main/changes"
              + query
              + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** Returns when it is waiting. */
    Reader awaitBegin() throws IOException {
      lineThatBegins("retry: ");
      return this;
    }

    String lineThatBegins(String start) throws IOException {
      String line = in.readLine();
      while (line != null && !line.startsWith(start)) {
        line = in.readLine();
      }
      return String.valueOf(line);
    }

    List<Long> take(int count) throws IOException {
      List<Long> seqs = new ArrayList<>();
      while (seqs.size() < count) {
        seqs.add(Long.parseLong(lineThatBegins("id: ").substring(4)));
      }
      return seqs;
    }

    /** How many events come before it is cut off. */
    int toTheEnd() throws IOException {
      int count = 0;
      try {
        while (lineThatBegins("id: ").startsWith("id: ")) {
          count++;
        }
      } catch (SocketException e) {
        return count;
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    engine = Ewig.inMemory();
    HttpLimits limits = HttpLimits.defaults().withSilence(Duration.ofSeconds(2));
    server = EwigServer.start(engine, ServerOptions.local(0).withHttp(limits));
  }

  @AfterEach
  void stop() throws IOException {
    for (Reader reader : readers) {
      reader.close();
    }
    server.close();
    engine.close();
  }

  private Reader reader(String query) throws IOException {
    Reader reader = new Reader(server.address().getPort(), query);
    readers.add(reader);
    return reader;
  }

  private void sow(int count, String payload) {
    for (int i = 0; i < count; i++) {
      engine.append(EventBuilder.in("a://garden").type("Sown").json(payload));
    }
  }

  @Test
  void aThousandWaitWithoutThreadsAndEachGetsAllOnce() throws IOException {
    for (int i = 0; i < READERS; i++) {
      reader("?after=now").awaitBegin();
    }
    int threads = Thread.activeCount();
    assertThat(threads).isLessThan(THREADS_MAX);
    sow(3, "{}");
    for (Reader reader : readers) {
      assertThat(reader.take(3)).containsExactly(0L, 1L, 2L);
    }
    Reader late = reader("?after=now");
    assertThat(late.lineThatBegins("HTTP/")).startsWith("HTTP/1.1 503");
  }

  @Test
  void oneThatTakesNothingIsCutOffAndKeepsNobodyUp() throws Exception {
    Reader slow = reader("?after=now").awaitBegin();
    Reader quick = reader("?after=now").awaitBegin();
    int count = 200;
    Thread writer = new Thread(() -> sow(count, "{\"rose\":\"" + "x".repeat(100_000) + "\"}"));
    writer.start();
    assertThat(quick.take(count)).isEqualTo(LongStream.range(0, count).boxed().toList());
    writer.join();
    while (server.readers() > 1) {
      Thread.onSpinWait();
    }
    assertThat(slow.take(1)).containsExactly(0L);
    assertThat(slow.toTheEnd()).isLessThan(count);
  }

  @Test
  void manyThatComeAtDifferentPositionsHaveNoGapWhileMoreIsRecorded() throws Exception {
    int count = 400;
    sow(50, "{}"); // who asks for what comes after an event has seen that
    Thread writer = new Thread(() -> sow(count - 50, "{}"));
    writer.start();
    for (int i = 0; i < 50; i++) {
      reader("?after=" + (i - 1));
    }
    for (int i = 0; i < 50; i++) {
      assertThat(readers.get(i).take(count - i))
          .isEqualTo(LongStream.range(i, count).boxed().toList());
    }
    writer.join();
  }
}
