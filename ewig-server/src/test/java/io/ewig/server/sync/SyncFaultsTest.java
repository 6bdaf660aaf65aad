package io.ewig.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.log.Progress;
import io.ewig.engine.part.Filter;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import io.ewig.server.ServerProcess;
import io.ewig.sync.http.Channels;
import io.ewig.sync.http.Patience;
import io.ewig.sync.http.PeerUrl;
import io.ewig.sync.session.Channel;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.MemoryQuarantine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers: behind a network that fails, and killed in the middle of it. */
class SyncFaultsTest {

  private static final boolean IS_LONG = "long".equals(System.getProperty("ewig.tier"));

  /** By turns; with one kill each has one. */
  private static final List<String> SCHEMES = List.of("http", "ws");

  /** What says how long something is may be changed, too: then more is waited for, in vain. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int FAULTY_MEETINGS = IS_LONG ? 2_000 : 40;
  private static final int KILLS = IS_LONG ? 40 : 1;
  private static final int EVENTS_A_KILL = IS_LONG ? 20_000 : 5_000;

  @TempDir private Path temporary;

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
  }

  private static Meeting.Outcome meet(Ewig here, String url) throws IOException {
    Patience patience = new Patience(PATIENCE);
    try (Channel channel = Channels.to(PeerUrl.parse(url), Optional.empty(), patience)) {
      return new Meeting(new EngineLocal(here), new MemoryQuarantine(), Direction.BOTH, channel)
          .run();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "ws"})
  void aNetworkThatDelaysCutsAndChangesBytesDoesNoHarm(String scheme) throws IOException {
    try (Ewig one = Ewig.inMemory();
        Ewig other = Ewig.inMemory();
        EwigServer server = EwigServer.start(other, ServerOptions.local(0));
        FaultyProxy proxy = new FaultyProxy(server.address().getPort(), 1)) {
      int failed = 0;
      for (int i = 0; i < FAULTY_MEETINGS; i++) {
        plant(one, "a" + i);
        plant(other, "b" + i);
        try {
          failed += meet(one, proxy.url(scheme)).equal() ? 0 : 1;
        } catch (IOException noAnswer) {
          failed++;
        }
      }
      assertThat(failed).isPositive();
      proxy.heal();
      Meeting.Outcome outcome = meet(one, proxy.url(scheme));
      assertThat(outcome.equal()).as("%s", outcome).isTrue();
      assertThat(one.head().size()).isEqualTo(2L * FAULTY_MEETINGS);
      assertThat(other.head().size()).isEqualTo(2L * FAULTY_MEETINGS);
    }
  }

  /** What is left out, and what is wanted after all, goes through the same net. */
  @Test
  void aPartComesAndGrowsBehindANetworkThatFails() throws IOException {
    Config config = Config.defaults().withLog(LogKind.MEMORY);
    try (Ewig part =
            Ewig.open(temporary, config.withFilter(Filter.parse("world a://garden/roses")));
        Ewig whole = Ewig.inMemory();
        EwigServer server = EwigServer.start(whole, ServerOptions.local(0))) {
      for (int i = 0; i < 200; i++) {
        String bed = i % 4 == 0 ? "roses" : "ferns";
        whole.append(EventBuilder.in("a://garden/" + bed).json("{\"id\":\"" + i + "\"}"));
      }
      meetUntilEqual(part, server);
      assertThat(part.get(1).payload().isHere()).isFalse();
      assertThat(part.replica().root())
          .isEqualTo(whole.replica().root(part.replica().part().whole()));
      part.replica().keep(Filter.EVERYTHING);
      meetUntilEqual(part, server);
      assertThat(part.replica().root()).isEqualTo(whole.replica().root());
      assertThat(part.verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  /** Over a net that fails, and in the end over one that does not. */
  private static void meetUntilEqual(Ewig here, EwigServer server) throws IOException {
    try (FaultyProxy proxy = new FaultyProxy(server.address().getPort(), 2)) {
      int failed = 0;
      for (int i = 0; i < 10; i++) {
        try {
          failed += meet(here, proxy.url("http")).equal() ? 0 : 1;
        } catch (IOException noAnswer) {
          failed++;
        }
      }
      assertThat(failed).isPositive();
      proxy.heal();
      assertThat(meet(here, proxy.url("http")).equal()).isTrue();
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesAServerThatIsKilled() throws Exception {
    Path garden = temporary.resolve("garden");
    try (Ewig here = Ewig.open(temporary.resolve("laptop"))) {
      for (int kill = 0; kill < KILLS; kill++) {
        ServerProcess server = ServerProcess.start(garden, 0);
        String url = SCHEMES.get((kill + 1) % 2) + "://127.0.0.1:" + server.port();
        for (int i = 0; i < 20; i++) {
          plant(here, "k" + kill + "-" + i);
        }
        assertThat(meet(here, url).equal()).isTrue();
        Thread writer = new Thread(() -> writeAndMeet(here, url));
        writer.start();
        server.kill();
        writer.join();
      }
    }
    try (Ewig there = Ewig.open(garden);
        Ewig here = Ewig.open(temporary.resolve("laptop"));
        EwigServer server = EwigServer.start(there, ServerOptions.local(0))) {
      assertThat(there.head().size()).isGreaterThanOrEqualTo(20L * KILLS);
      assertThat(meet(here, "http://127.0.0.1:" + server.address().getPort()).equal()).isTrue();
    }
  }

  /** The other side of it: who takes a long history in is killed as soon as it has some of it. */
  @Test
  void whoIsKilledWhileItTakesAHistoryInGoesOnWhereItWas() throws Exception {
    Path laptop = temporary.resolve("laptop");
    Ewig.open(laptop).close();
    try (Ewig there = Ewig.inMemory();
        EwigServer server = EwigServer.start(there, ServerOptions.local(0))) {
      String address = "://127.0.0.1:" + server.address().getPort();
      for (int kill = 0; kill < KILLS; kill++) {
        for (int i = 0; i < EVENTS_A_KILL; i++) {
          plant(there, "k" + kill + "-" + i % 50);
        }
        long before = heldAt(laptop);
        String url = SCHEMES.get(kill % 2) + address;
        Process taker =
            ServerProcess.ewig("sync", "--data", laptop.toString(), "--with", url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (taker.isAlive() && heldAt(laptop) == before) {
          Thread.sleep(5);
        }
        taker.destroyForcibly().waitFor();
        assertThat(heldAt(laptop)).isGreaterThan(before);
      }
      try (Ewig here = Ewig.open(laptop)) {
        assertThat(meet(here, "http" + address).equal()).isTrue();
        assertThat(here.head().size()).isEqualTo((long) EVENTS_A_KILL * KILLS);
        assertThat(here.verify(Progress.SILENT).isSound()).isTrue();
      }
    }
  }

  private static long heldAt(Path folder) {
    try (Ewig reader = Ewig.open(folder, Config.defaults().withReadOnly(true))) {
      return reader.head().size();
    }
  }

  private static void writeAndMeet(Ewig here, String url) {
    try {
      for (int i = 0; i < 50; i++) {
        plant(here, "late" + i);
        meet(here, url);
      }
    } catch (IOException killed) {
      assertThat(killed).hasMessageNotContaining("refused by");
    }
  }
}
